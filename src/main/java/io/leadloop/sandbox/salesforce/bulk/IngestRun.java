package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Changes;
import io.leadloop.sandbox.salesforce.org.FieldDefinition;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.RecordError;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.org.SaveOptions;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import io.leadloop.sandbox.salesforce.org.TypedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads lines into an org, 200 in a transaction. Empty values say nothing; {@code #N/A} clears. */
final class IngestRun {
  private static final int CHUNK = 200;
  private static final String CLEAR = "#N/A";
  private static final SaveOptions OPTIONS = new SaveOptions(false, false, false);

  private final SalesforceOrg org;
  private final ObjectDefinition object;
  private final String operation;
  private final @Nullable String externalId;
  private final List<String> header;
  private final List<List<String>> lines;
  private final List<List<String>> successful = new ArrayList<>();
  private final List<List<String>> failed = new ArrayList<>();

  IngestRun(
      SalesforceOrg org,
      ObjectDefinition object,
      String operation,
      @Nullable String externalId,
      List<List<String>> csv) {
    this.org = org;
    this.object = object;
    this.operation = operation;
    this.externalId = externalId;
    this.header = csv.isEmpty() ? List.of() : csv.get(0);
    this.lines = csv.isEmpty() ? List.of() : csv.subList(1, csv.size());
    successful.add(joined("sf__Id", "sf__Created", header));
    failed.add(joined("sf__Id", "sf__Error", header));
  }

  int processed() {
    return successful.size() + failed.size() - 2;
  }

  List<List<String>> successful() {
    return successful;
  }

  List<List<String>> failed() {
    return failed;
  }

  /** Loads all lines; why nothing was loaded, or null. */
  @Nullable String run(String userId) {
    String unknown = org.call(userId, this::unknownColumn);
    if (unknown != null) {
      return "InvalidBatch : Field name not found : " + unknown;
    }
    for (int from = 0; from < lines.size(); from += CHUNK) {
      List<List<String>> chunk = lines.subList(from, Math.min(lines.size(), from + CHUNK));
      List<SaveOutcome> outcomes =
          org.call(
              userId,
              access -> {
                access.saving(OPTIONS);
                return chunk.stream().map(line -> save(access, line)).toList();
              });
      for (int i = 0; i < chunk.size(); i++) {
        tell(chunk.get(i), outcomes.get(i));
      }
    }
    return null;
  }

  /** Null when there is none. */
  private @Nullable String unknownColumn(Access access) {
    for (String column : header) {
      if (access.field(object, column) == null) {
        return column;
      }
    }
    return null;
  }

  private void tell(List<String> line, SaveOutcome outcome) {
    String id = outcome.id() == null ? "" : outcome.id();
    if (outcome.success()) {
      successful.add(joined(id, String.valueOf(outcome.created()), line));
      return;
    }
    StringBuilder errors = new StringBuilder();
    for (RecordError error : outcome.errors()) {
      errors
          .append(error.statusCode())
          .append(':')
          .append(error.message())
          .append(':')
          .append(error.fields().isEmpty() ? "" : String.join(", ", error.fields()) + " ")
          .append("--");
    }
    failed.add(joined(id, errors.toString(), line));
  }

  private SaveOutcome save(Access access, List<String> line) {
    if (line.size() != header.size()) {
      return refused("INVALID_CSV", "a line has %d values".formatted(line.size()));
    }
    ObjectNode record = Json.object();
    for (int i = 0; i < line.size(); i++) {
      FieldDefinition field = access.field(object, header.get(i));
      if (field != null && !line.get(i).isEmpty()) {
        String text = line.get(i);
        record.set(
            field.name(),
            text.equals(CLEAR) ? NullNode.getInstance() : TypedText.json(field, text));
      }
    }
    try {
      return save(access, record);
    } catch (ApiError e) {
      return refused("INVALID_TYPE_ON_FIELD_IN_RECORD", e.text());
    }
  }

  private SaveOutcome save(Access access, ObjectNode record) {
    String id = record.path("Id").asText("");
    if (operation.equals("delete")) {
      return id.isEmpty() ? noId() : access.delete(id);
    }
    if (operation.equals("upsert") && externalId != null && !externalId.equals("Id")) {
      record.remove("Id");
      FieldDefinition external = access.field(object, externalId);
      if (external == null) {
        return refused("INVALID_FIELD", "no such field: " + externalId);
      }
      JsonNode key = record.path(external.name());
      return upserted(
          access.upsert(
              external,
              key.isMissingNode() ? NullNode.getInstance() : key,
              access.changes(object, record),
              false));
    }
    record.remove("Id");
    Changes changes = access.changes(object, record);
    if (operation.equals("insert") || (operation.equals("upsert") && id.isEmpty())) {
      return access.create(changes);
    }
    return id.isEmpty() ? noId() : access.update(id, changes);
  }

  private static SaveOutcome upserted(SaveOutcome outcome) {
    return outcome.choices().isEmpty()
        ? outcome
        : refused(
            "DUPLICATE_EXTERNAL_ID",
            "more than one record found for external id field: " + outcome.choices());
  }

  private static SaveOutcome noId() {
    return refused("MISSING_ARGUMENT", "Id not specified");
  }

  private static SaveOutcome refused(String statusCode, String message) {
    return new SaveOutcome(
        null, false, List.of(new RecordError(statusCode, message, List.of())), List.of());
  }

  private static List<String> joined(String first, String second, List<String> rest) {
    List<String> line = new ArrayList<>(rest.size() + 2);
    line.add(first);
    line.add(second);
    line.addAll(rest);
    return line;
  }
}
