package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a collection says about one record: {@code {"id", "success", "created"?, "errors":
 * [{"statusCode", "message", "fields"}]}}.
 */
final class RecordResult {
  /**
   * A custom field, in words of any language: only such fields can ask for unique values. English
   * ones are {@code duplicate value found: Key__c duplicates value on record with id: 00Q...}.
   */
  private static final Pattern UNIQUE_FIELD = Pattern.compile("\\b[A-Za-z]\\w*__c\\b");

  private RecordResult() {}

  static WriteOutcome outcome(RecordWrite write, JsonNode result) {
    JsonNode success = result.path("success");
    if (!success.isBoolean()) {
      return new WriteOutcome.Unknown("Salesforce's answer for this record has another shape.");
    }
    return success.booleanValue() ? accepted(write, result) : rejected(result);
  }

  private static WriteOutcome accepted(RecordWrite write, JsonNode result) {
    String id = SalesforceId.full(result.path("id").asText(""));
    boolean expected =
        write.id() == null ? SalesforceId.isId(id) : SalesforceId.full(write.id()).equals(id);
    return expected
        ? new WriteOutcome.Accepted(
            RecordKey.salesforce(write.object(), id),
            write.isCreate() && result.path("created").asBoolean(),
            null)
        : new WriteOutcome.Unknown("Salesforce's answer names another record than was written.");
  }

  static WriteOutcome rejected(JsonNode result) {
    JsonNode errors = result.path("errors");
    if (!errors.isArray() || errors.isEmpty()) {
      return new WriteOutcome.Rejected("NO_REASON", "Salesforce gave no reason.", false);
    }
    List<String> messages = new ArrayList<>();
    boolean passing = true;
    Set<String> fields = new LinkedHashSet<>();
    boolean eachNamesItsField = true;
    for (JsonNode error : errors) {
      messages.add(message(error));
      passing &= VendorError.isPassing(code(error));
      List<String> named = fields(error);
      eachNamesItsField &= !named.isEmpty();
      fields.addAll(named);
    }
    return new WriteOutcome.Rejected(
        code(errors.get(0)),
        String.join("; ", messages),
        passing,
        eachNamesItsField ? fields : Set.of());
  }

  /**
   * The fields that an error is about; of a value that must be unique its words alone tell, which
   * are in the language of our user.
   */
  private static List<String> fields(JsonNode error) {
    List<String> fields = new ArrayList<>();
    error.path("fields").forEach(field -> fields.add(field.asText()));
    if (fields.isEmpty() && code(error).equals("DUPLICATE_VALUE")) {
      Matcher words = UNIQUE_FIELD.matcher(error.path("message").asText(""));
      if (words.find()) {
        fields.add(words.group());
      }
    }
    return fields;
  }

  private static String code(JsonNode error) {
    return error.path("statusCode").asText(error.path("errorCode").asText("NO_CODE"));
  }

  private static String message(JsonNode error) {
    StringBuilder message = new StringBuilder(error.path("message").asText(""));
    List<String> fields = new ArrayList<>();
    error.path("fields").forEach(field -> fields.add(field.asText()));
    if (!fields.isEmpty()) {
      message.append(" (").append(String.join(", ", fields)).append(')');
    }
    List<String> matches = new ArrayList<>();
    // Where one record alone is written, the vendor leaves out a letter.
    JsonNode duplicates =
        error.path(error.has("duplicateResut") ? "duplicateResut" : "duplicateResult");
    for (JsonNode record : duplicates.findValues("record")) {
      matches.add(
          record.path("attributes").path("type").asText("record")
              + " "
              + SalesforceId.full(record.path("Id").asText("")));
    }
    if (!matches.isEmpty()) {
      message.append(" Matches: ").append(String.join(", ", matches)).append('.');
    }
    return message.toString();
  }
}
