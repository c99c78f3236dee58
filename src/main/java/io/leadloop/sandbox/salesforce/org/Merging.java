package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges records of one object as the SOAP API does: the master keeps its id and gets only what the
 * request says; the losers are deleted and point to it; what hung on them hangs on the master.
 * Guarded by the org's lock.
 */
final class Merging {
  private static final int LOSERS_MAX = 2;

  private final OrgData data;
  private final Writer writer;
  private final Locks locks;

  Merging(OrgData data, Writer writer, Locks locks) {
    this.data = data;
    this.writer = writer;
    this.locks = locks;
  }

  /** The merge, or the outcome of its master when it was refused. */
  MergeOutcome merge(
      Transaction transaction, String masterId, Changes changes, List<String> loserIds) {
    ObjectDefinition object = changes.object();
    if (object.field("MasterRecordId") == null || object.readOnly()) {
      return refused(Writer.unsupported(object, "merge"));
    }
    if (loserIds.isEmpty() || loserIds.size() > LOSERS_MAX) {
      return refused(RecordError.of("INVALID_ARGUMENT", "A merge has one or two records to merge"));
    }
    List<Row> losers = new ArrayList<>();
    for (String id : loserIds) {
      Row row = data.table(object).find(id);
      RecordError error = row == null ? Writer.noSuchRecord() : live(transaction, row, masterId);
      if (error != null || row == null) {
        return refused(error == null ? Writer.noSuchRecord() : error);
      }
      losers.add(row);
    }
    SaveOutcome master = writer.update(transaction, masterId, changes);
    String id = master.id();
    if (!master.success() || id == null) {
      return new MergeOutcome(master, List.of(), List.of());
    }
    List<String> moved = new ArrayList<>();
    for (Row loser : losers) {
      moveChildren(transaction, loser, id, moved);
      Values before = loser.seenBy(transaction);
      if (before != null) {
        Stamping.update(
            transaction, data.table(object), loser, before, RecycleBin.merged(object, id));
      }
    }
    return new MergeOutcome(master, losers.stream().map(Row::id).toList(), List.copyOf(moved));
  }

  private @Nullable RecordError live(Transaction transaction, Row row, String masterId) {
    RecordError error = locks.refuse(transaction, row);
    if (error != null) {
      return error;
    }
    Values values = row.seenBy(transaction);
    if (values == null) {
      return Writer.noSuchRecord();
    }
    if (OrgData.deleted(row, values)) {
      return RecordError.of("ENTITY_IS_DELETED", "entity is deleted");
    }
    return RecordId.shortOf(row.id()).equals(RecordId.shortOf(masterId))
        ? RecordError.of("INVALID_ID_FIELD", "cannot merge with self")
        : null;
  }

  private void moveChildren(
      Transaction transaction, Row loser, String masterId, List<String> moved) {
    for (Table table : data.tables()) {
      if (table.object().readOnly()) {
        continue;
      }
      for (FieldDefinition field : table.object().fields()) {
        if (field.createable()
            && field.type() == FieldType.REFERENCE
            && field.references().contains(loser.object().name())) {
          for (Row child : table.with(field, loser.id(), transaction)) {
            Values values = child.seenBy(transaction);
            if (values != null && locks.refuse(transaction, child) == null) {
              writer.modify(transaction, child, values, Map.of(field, masterId));
              moved.add(child.id());
            }
          }
        }
      }
    }
  }

  private static MergeOutcome refused(RecordError error) {
    return new MergeOutcome(SaveOutcome.refused(null, error), List.of(), List.of());
  }
}
