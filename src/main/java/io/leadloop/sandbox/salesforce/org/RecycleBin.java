package io.leadloop.sandbox.salesforce.org;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes records and brings them back. A deleted record stays visible to {@code queryAll}; for 15
 * days it can be undeleted. Guarded by the org's lock.
 */
final class RecycleBin {
  private static final Duration KEPT = Duration.ofDays(15);

  private final OrgData data;
  private final Locks locks;
  private final Uniqueness uniqueness;

  RecycleBin(OrgData data, Locks locks) {
    this.data = data;
    this.locks = locks;
    this.uniqueness = new Uniqueness(data, locks);
  }

  SaveOutcome delete(Transaction transaction, String id) {
    Row row = RecordId.wellFormed(id) ? data.find(id) : null;
    ObjectDefinition object = data.schema().ofId(id);
    if (object == null || !RecordId.wellFormed(id)) {
      return SaveOutcome.refused(null, RecordError.of("MALFORMED_ID", "malformed id " + id));
    }
    FieldDefinition isDeleted = object.field("IsDeleted");
    RecordError error = isDeleted == null ? Writer.unsupported(object, "delete") : null;
    if (error == null) {
      error = Writer.readOnly(object, "delete");
    }
    if (error == null) {
      error = data.objectSecurity().refuse(transaction, object, ObjectRight.DELETE);
    }
    if (error == null && object.setup() && !data.security().customizes(transaction)) {
      error =
          RecordError.of(
              "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
    }
    if (error == null && row != null) {
      error = locks.refuse(transaction, row);
    }
    Values before = row == null ? null : row.seenBy(transaction);
    if (error == null && (row == null || before == null)) {
      error = Writer.noSuchRecord();
    }
    if (error == null && row != null && before != null && OrgData.deleted(row, before)) {
      error = RecordError.of("ENTITY_IS_DELETED", "entity is deleted");
    }
    if (error != null || row == null || before == null || isDeleted == null) {
      return SaveOutcome.refused(
          row == null ? null : row.id(), error == null ? Writer.noSuchRecord() : error);
    }
    Stamping.update(transaction, data.table(object), row, before, Map.of(isDeleted, true));
    return SaveOutcome.saved(row.id(), false);
  }

  SaveOutcome undelete(Transaction transaction, String id) {
    Row row = RecordId.wellFormed(id) ? data.find(id) : null;
    Values before = row == null ? null : row.seenBy(transaction);
    if (row == null || before == null) {
      return SaveOutcome.refused(null, Writer.noSuchRecord());
    }
    ObjectDefinition object = row.object();
    if (!OrgData.deleted(row, before) || tooOld(transaction, object, before)) {
      return SaveOutcome.refused(
          row.id(), RecordError.of("UNDELETE_FAILED", "Entity is not in the recycle bin"));
    }
    RecordError error = locks.refuse(transaction, row);
    if (error == null) {
      error = uniqueness.check(transaction, object, row, before.unique(object));
    }
    if (error != null) {
      return SaveOutcome.refused(row.id(), error);
    }
    Map<FieldDefinition, @Nullable Object> back = new LinkedHashMap<>();
    back.put(object.known("IsDeleted"), false);
    FieldDefinition master = object.field("MasterRecordId");
    if (master != null) {
      back.put(master, null);
    }
    Stamping.update(transaction, data.table(object), row, before, back);
    return SaveOutcome.saved(row.id(), false);
  }

  private static boolean tooOld(Transaction transaction, ObjectDefinition object, Values values) {
    return values.get(object.known("SystemModstamp")) instanceof Instant deletedAt
        && deletedAt.plus(KEPT).isBefore(transaction.startedAt());
  }

  /** Marks a loser of a merge. */
  static Map<FieldDefinition, @Nullable Object> merged(ObjectDefinition object, String masterId) {
    return Map.of(object.known("IsDeleted"), true, object.known("MasterRecordId"), masterId);
  }
}
