package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.CrmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What is asked of a Lead or Contact, and how a row becomes a snapshot. */
final class Records {
  static final String CONVERTED = "IsConverted";
  static final String CONVERTED_CONTACT = "ConvertedContactId";

  /** What a conversion makes besides. */
  private static final List<String> MADE_BY_CONVERSION =
      List.of(CONVERTED_CONTACT, "ConvertedAccountId", "ConvertedOpportunityId");

  /** {@code 2026-11-21T20:00:05.000+0000}. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("XX")
          .toFormatter(Locale.ROOT);

  private final SalesforceSettings settings;
  private final Supplier<Optional<String>> ownUserId;

  Records(SalesforceSettings settings, Supplier<Optional<String>> ownUserId) {
    this.settings = settings;
    this.ownUserId = ownUserId;
  }

  /** The fields to ask for, ours and the mapping's, each once. */
  List<String> asked(String object) {
    List<String> asked =
        new ArrayList<>(List.of("Id", "CreatedDate", "SystemModstamp", "LastModifiedById"));
    asked.add(settings.keyField());
    asked.add(settings.tokenField());
    asked.add("Email");
    if (object.equals(RecordKey.LEAD)) {
      asked.add(CONVERTED);
      asked.addAll(MADE_BY_CONVERSION);
    }
    asked.addAll(settings.fields(object));
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    asked.removeIf(field -> !seen.add(field));
    return asked;
  }

  /**
   * @throws CrmException if the row lacks what every record has
   */
  Snapshot snapshot(String object, JsonNode row) {
    String id = text(row.path("Id"));
    if (!SalesforceId.isId(id)) {
      throw garbled(object, "its Id is missing");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : settings.fields(object)) {
      if (!isOwn(field)) {
        fields.put(field, text(value(row, field)));
      }
    }
    if (object.equals(RecordKey.LEAD)) {
      boolean converted = row.path(CONVERTED).asBoolean();
      fields.put(CONVERTED, converted ? "true" : "");
      MADE_BY_CONVERSION.forEach(
          field -> fields.put(field, SalesforceId.full(text(row.path(field)))));
    }
    String token = text(row.path(settings.tokenField()));
    String externalKey = externalKey(row);
    String modifiedBy = SalesforceId.full(text(row.path("LastModifiedById")));
    return new Snapshot(
        RecordKey.salesforce(object, SalesforceId.full(id)),
        fields,
        modifiedAt(object, row),
        ownUserId.get().filter(modifiedBy::equals).isPresent(),
        token.isEmpty() ? null : token,
        externalKey.isEmpty() ? null : externalKey,
        instant(text(row.path("CreatedDate"))).orElse(null));
  }

  String externalKey(JsonNode row) {
    return text(row.path(settings.keyField()));
  }

  Instant modifiedAt(String object, JsonNode row) {
    return instant(text(row.path("SystemModstamp")))
        .orElseThrow(() -> garbled(object, "its SystemModstamp is missing or no time"));
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The text of a value: numbers without exponent and trailing zeros, null and missing empty. */
  static String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isNumber()) {
      return value.decimalValue().signum() == 0
          ? "0"
          : value.decimalValue().stripTrailingZeros().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Salesforce takes field names in any case and answers in its own. */
  private static JsonNode value(JsonNode row, String field) {
    if (row.has(field)) {
      return row.path(field);
    }
    return row.properties().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(field))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> row.path(field));
  }

  private boolean isOwn(String field) {
    return field.equalsIgnoreCase("Id")
        || field.equalsIgnoreCase("SystemModstamp")
        || field.equalsIgnoreCase("LastModifiedById")
        || field.equalsIgnoreCase("LastModifiedDate")
        || field.equalsIgnoreCase(settings.keyField())
        || field.equalsIgnoreCase(settings.tokenField());
  }

  private static CrmException garbled(String object, String reason) {
    return new CrmException(
        Side.SALESFORCE,
        CrmException.Kind.GARBLED,
        "GARBLED",
        "Could not read a " + object + " that Salesforce sent: " + reason + ".",
        null);
  }
}
