package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.rules.DuplicateRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the duplicates of a record and tells them as the vendor does. Guarded by the org's lock.
 */
final class Duplicates {
  private static final String VERSION = "v65.0";

  private final OrgData data;

  Duplicates(OrgData data) {
    this.data = data;
  }

  @Nullable RecordError check(
      List<DuplicateRule> rules,
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row self,
      Values after,
      Map<FieldDefinition, @Nullable Object> changes) {
    for (DuplicateRule rule : rules) {
      if (rule.object().equals(object.name())
          && rule.stops(transaction.options().allowDuplicates())) {
        RecordError error = check(rule, transaction, object, self, after, changes);
        if (error != null) {
          return error;
        }
      }
    }
    return null;
  }

  private @Nullable RecordError check(
      DuplicateRule rule,
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row self,
      Values after,
      Map<FieldDefinition, @Nullable Object> changes) {
    ArrayNode results = Json.array();
    for (DuplicateRule.Match match : rule.matches()) {
      boolean touched =
          match.fields().stream()
              .anyMatch(name -> changes.keySet().stream().anyMatch(f -> f.name().equals(name)));
      List<Row> found =
          self == null || touched ? matches(match, transaction, object, self, after) : List.of();
      if (!found.isEmpty()) {
        results.add(result(match, found, transaction));
      }
    }
    if (results.isEmpty()) {
      return null;
    }
    ObjectNode told =
        Json.object()
            .put("allowSave", rule.allowSave())
            .put("duplicateRule", rule.name())
            .put("duplicateRuleEntityType", rule.object())
            .put("errorMessage", rule.message());
    told.set("matchResults", results);
    return new RecordError(DuplicateRule.STATUS_CODE, rule.message(), List.of(), told);
  }

  private List<Row> matches(
      DuplicateRule.Match match,
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row self,
      Values after) {
    Map<String, String> wanted = texts(match, object, after);
    Table table = data.table(match.object());
    List<Row> found = new ArrayList<>();
    for (Row row : candidates(match, table, wanted, transaction)) {
      Values values = row.seenBy(transaction);
      if (row != self
          && values != null
          && !OrgData.deleted(row, values)
          && !converted(row, values)
          && match.same(wanted, texts(match, table.object(), values))) {
        found.add(row);
      }
    }
    return found;
  }

  private static Collection<Row> candidates(
      DuplicateRule.Match match, Table table, Map<String, String> wanted, Transaction transaction) {
    for (String name : match.fields()) {
      FieldDefinition field = table.object().known(name);
      String value = wanted.get(name);
      if (value == null) {
        return List.of();
      }
      if (table.index(field) != null) {
        return table.with(field, value, transaction);
      }
    }
    return List.copyOf(table.rows());
  }

  private static Map<String, String> texts(
      DuplicateRule.Match match, ObjectDefinition object, Values values) {
    Map<String, String> texts = new HashMap<>();
    for (String name : match.fields()) {
      Object value = values.get(object.known(name));
      if (value != null) {
        texts.put(name, value.toString());
      }
    }
    return texts;
  }

  private static boolean converted(Row row, Values values) {
    FieldDefinition field = row.object().field("IsConverted");
    return field != null && Boolean.TRUE.equals(values.get(field));
  }

  private ObjectNode result(DuplicateRule.Match match, List<Row> found, Transaction transaction) {
    ObjectNode result = Json.object().put("entityType", match.object());
    result.putArray("errors");
    result.put("matchEngine", "ExactMatchEngine");
    ArrayNode records = result.putArray("matchRecords");
    for (Row row : found) {
      ObjectNode record = records.addObject();
      record.putArray("additionalInformation");
      record.putArray("fieldDiffs");
      record.put("matchConfidence", 100.0);
      record.set("record", record(row, transaction));
    }
    return result.put("rule", match.name()).put("size", found.size()).put("success", true);
  }

  private ObjectNode record(Row row, Transaction transaction) {
    Projection shown = new Projection();
    Reader reader = new Reader(data, transaction);
    for (FieldDefinition field : row.object().fields()) {
      if (field.type() == FieldType.ID
          || (transaction.options().recordDetails() && reader.readable(row.object(), field))) {
        shown.add(new FieldChain(List.of(), field));
      }
    }
    Values values = row.seenBy(transaction);
    return shown.render(
        reader, row, values == null ? Values.none(row.object().fields().size()) : values, VERSION);
  }
}
