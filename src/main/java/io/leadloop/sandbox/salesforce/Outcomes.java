package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.RecordError;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;

/** Outcomes of saves as JSON, and as the answer of a call for one record. */
final class Outcomes {
  private Outcomes() {}

  /** A save result; a failed one has no id, and {@code created} is told only by upserts. */
  static ObjectNode json(SaveOutcome outcome, boolean upsert) {
    ObjectNode result = Json.object();
    if (outcome.success()) {
      result.put("id", outcome.id());
    }
    result.put("success", outcome.success());
    ArrayNode errors = result.putArray("errors");
    for (RecordError error : outcome.errors()) {
      ObjectNode told =
          errors.addObject().put("statusCode", error.statusCode()).put("message", error.message());
      ArrayNode fields = told.putArray("fields");
      error.fields().forEach(fields::add);
      if (error.duplicates() != null) {
        told.set("duplicateResult", error.duplicates());
      }
    }
    if (upsert && outcome.success()) {
      result.put("created", outcome.created());
    }
    return result;
  }

  private static int status(String statusCode) {
    return switch (statusCode) {
      case "ENTITY_IS_DELETED" -> 404;
      case "INSUFFICIENT_ACCESS_OR_READONLY" -> 403;
      default -> 400;
    };
  }

  /** Why a call for one record fails; only for outcomes that are no success. */
  static ApiError error(SaveOutcome outcome) {
    RecordError first = outcome.errors().get(0);
    boolean absent =
        first.statusCode().equals("NOT_FOUND")
            || (first.statusCode().equals("INVALID_CROSS_REFERENCE_KEY") && outcome.id() == null);
    if (absent) {
      return ApiError.notFound();
    }
    return new ApiError(status(first.statusCode()), first);
  }
}
