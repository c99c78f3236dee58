package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that Salesforce refuses as a whole, with its HTTP status and error code. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String errorCode;
  private final @Nullable List<String> fields;
  private final transient @Nullable ObjectNode duplicates;

  /** An error without a list of fields. */
  public ApiError(int status, String errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.fields = null;
    this.duplicates = null;
  }

  /** A record's error as the answer of a request for that one record. */
  public ApiError(int status, RecordError error) {
    super(error.message());
    this.status = status;
    this.errorCode = error.statusCode();
    this.fields = List.copyOf(error.fields());
    this.duplicates = error.duplicates();
  }

  /** {@code 404 NOT_FOUND}, also for every path that is not modelled. */
  public static ApiError notFound() {
    return new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  }

  /** {@code 400 JSON_PARSER_ERROR}. */
  public static ApiError unreadable(String message) {
    return new ApiError(400, "JSON_PARSER_ERROR", message);
  }

  /** {@code 400 INVALID_FIELD} for a name that the object does not have. */
  public static ApiError noColumn(String field, ObjectDefinition object) {
    return new ApiError(
        400,
        "INVALID_FIELD",
        "No such column '%s' on sobject of type %s".formatted(field, object.name()));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The vendor's code. */
  public String errorCode() {
    return errorCode;
  }

  /** The vendor's message. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** What a duplicate rule found; null for every other error. */
  public @Nullable ObjectNode duplicates() {
    return duplicates;
  }

  /** The fields that are meant; null when the answer has no such list. */
  public @Nullable List<String> fields() {
    return fields;
  }
}
