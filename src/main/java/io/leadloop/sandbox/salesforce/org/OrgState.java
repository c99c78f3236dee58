package io.leadloop.sandbox.salesforce.org;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything in an org that a reset throws away. Guarded by the org's lock. */
final class OrgState {
  private final OrgData data;
  private final Commits commits;
  private final Locks locks;
  private final CustomRules rules;
  private final Writer writer;
  private final RecycleBin recycleBin;
  private final Merging merging;
  private final CustomFields customFields;
  private final Conversion conversion;
  private final Cursors cursors;

  OrgState(Schema schema, InstantSource clock) {
    this.data = new OrgData(schema, clock);
    this.commits = new Commits(data);
    this.locks = new Locks(clock, commits::commit);
    History history = new History(data);
    this.rules = new CustomRules(data);
    this.writer = new Writer(data, locks, history, rules);
    this.recycleBin = new RecycleBin(data, locks);
    this.conversion = new Conversion(data, writer, history, locks);
    this.merging = new Merging(data, writer, locks);
    this.customFields = new CustomFields(data);
    this.cursors = new Cursors(clock);
    insertFirstRows(clock.instant());
  }

  OrgData data() {
    return data;
  }

  Commits commits() {
    return commits;
  }

  Locks locks() {
    return locks;
  }

  Writer writer() {
    return writer;
  }

  CustomRules rules() {
    return rules;
  }

  RecycleBin recycleBin() {
    return recycleBin;
  }

  Merging merging() {
    return merging;
  }

  CustomFields customFields() {
    return customFields;
  }

  Conversion conversion() {
    return conversion;
  }

  Cursors cursors() {
    return cursors;
  }

  private void insertFirstRows(Instant now) {
    String firstUser = RecordId.of(data.schema().known("User").prefix(), 1);
    Transaction transaction = new Transaction(now, firstUser);
    for (Map.Entry<String, List<Map<String, Object>>> rows : data.schema().rows().entrySet()) {
      Table table = data.table(rows.getKey());
      for (Map<String, Object> row : rows.getValue()) {
        Map<FieldDefinition, @Nullable Object> values = new LinkedHashMap<>();
        row.forEach((field, value) -> values.put(table.object().known(field), value));
        Map<FieldDefinition, @Nullable Object> complete = References.complete(values);
        Stamping.insert(transaction, table, table.insert(), complete);
      }
    }
    customFields.tellBuiltIn(transaction);
    commits.commit(transaction);
  }
}
