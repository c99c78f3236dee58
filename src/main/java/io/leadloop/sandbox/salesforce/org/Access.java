package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.sandbox.salesforce.soql.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call may do in an org, within its own transaction. Valid only inside {@link
 * SalesforceOrg#call}; for one thread.
 */
public final class Access {
  private final OrgState state;
  private final Transaction transaction;
  private final Reader reader;

  Access(OrgState state, Transaction transaction) {
    this.state = state;
    this.transaction = transaction;
    this.reader = new Reader(state.data(), transaction);
  }

  /** The objects of the org. */
  public Schema schema() {
    return state.data().schema();
  }

  /** The object of this name in any case; null when there is none that the user may see. */
  public @Nullable ObjectDefinition object(String anyCase) {
    return reader.object(anyCase, false);
  }

  /** Who makes the call. */
  public String userId() {
    return transaction.userId();
  }

  /** This access, whose saves from here on are meant as {@code options} say. */
  public Access saving(SaveOptions options) {
    transaction.saving(options);
    return this;
  }

  /** The field of this name in any case; null when there is none that the user may see. */
  public @Nullable FieldDefinition field(ObjectDefinition object, String anyCase) {
    return reader.field(object, anyCase);
  }

  /**
   * Reads a record's JSON.
   *
   * @throws ApiError when a field does not exist for the user or a value has the wrong type
   */
  public Changes changes(ObjectDefinition object, JsonNode record) {
    return Changes.read(object, record, name -> reader.field(object, name));
  }

  /** What {@code /sobjects/Lead/describe} answers. */
  public ObjectNode describe(ObjectDefinition object, String version) {
    return new Describe(reader, version).object(object);
  }

  /** An object without its fields. */
  public ObjectNode summary(ObjectDefinition object, String version) {
    return new Describe(reader, version).summary(object);
  }

  /** Inserts a record. */
  public SaveOutcome create(Changes changes) {
    return state.writer().create(transaction, changes);
  }

  /** Updates the record with this id of the object that the changes are for. */
  public SaveOutcome update(String id, Changes changes) {
    return state.writer().update(transaction, id, changes);
  }

  /** Deletes a record; it stays visible to {@code queryAll}. */
  public SaveOutcome delete(String id) {
    return state.recycleBin().delete(transaction, id);
  }

  /** Brings a deleted record back. */
  public SaveOutcome undelete(String id) {
    return state.recycleBin().undelete(transaction, id);
  }

  /** Merges up to two records into a third, which also gets the changes. */
  public MergeOutcome merge(String masterId, Changes changes, List<String> loserIds) {
    return state.merging().merge(transaction, masterId, changes, loserIds);
  }

  /**
   * The ids of the records that changed within a span.
   *
   * @throws ApiError when the span is none or lies too far back
   */
  public ObjectNode updated(ObjectDefinition object, Instant start, Instant end) {
    return new Replication(reader, object, state.commits().oldestStart()).updated(start, end);
  }

  /**
   * The records that were deleted within a span.
   *
   * @throws ApiError when the span is none or lies too far back
   */
  public ObjectNode deleted(ObjectDefinition object, Instant start, Instant end) {
    return new Replication(reader, object, state.commits().oldestStart()).deleted(start, end);
  }

  /** Adds a field to an object; only an administrator may. */
  public SaveOutcome createCustomField(String fullName, JsonNode metadata) {
    return state.customFields().create(transaction, fullName, metadata);
  }

  /** A custom field's metadata by the id of its record; null when there is no such record. */
  public @Nullable ObjectNode customFieldMetadata(String id) {
    Table table = state.data().table("CustomField");
    Row row = table.find(id);
    Values values = row == null ? null : reader.see(row);
    return values == null ? null : state.customFields().metadata(values, table.object());
  }

  /**
   * Creates or updates by an external id.
   *
   * @throws ApiError when the key has not the field's type
   */
  public SaveOutcome upsert(
      FieldDefinition external, JsonNode key, Changes changes, boolean updateOnly) {
    Object value = ValueReader.read(external, key);
    if (value == null) {
      return SaveOutcome.refused(
          null, RecordError.of("MISSING_ARGUMENT", external.name() + " not specified"));
    }
    return state.writer().upsert(transaction, external, value, changes, updateOnly);
  }

  /** Converts a lead. */
  public SaveOutcome convert(ConversionRequest request) {
    return state.conversion().convert(transaction, request);
  }

  /** Undoes all that this call did so far and ends its transaction. */
  public void rollBack() {
    state.commits().rollBack(transaction);
  }

  /** The first page of a query's result. */
  public ObjectNode query(Query query, boolean deletedToo, String version, int pageSize) {
    QueryResult result = QueryRunner.run(reader, query, deletedToo, false);
    return state.cursors().first(reader, result, version, pageSize);
  }

  /** All that a query of the Tooling API finds. */
  public ObjectNode toolingQuery(Query query, String version) {
    QueryResult result = QueryRunner.run(reader, query, false, true);
    return state.cursors().first(reader, result, version, Integer.MAX_VALUE);
  }

  /** All that a query finds, as rows of text under the names that it asks for. */
  public Rows rows(Query query, boolean deletedToo) {
    return Rows.of(reader, query, QueryRunner.run(reader, query, deletedToo, false));
  }

  /** A further page; null when the locator leads nowhere. */
  public @Nullable ObjectNode queryMore(String locator, String version, int pageSize) {
    return state.cursors().next(reader, locator, version, pageSize);
  }

  /**
   * One record with some or, for null, all of its fields.
   *
   * @return null when there is no such record of this object
   * @throws ApiError {@code ENTITY_IS_DELETED} when it was deleted, {@code INVALID_FIELD} when a
   *     field does not exist
   */
  public @Nullable ObjectNode record(
      ObjectDefinition object, String id, @Nullable List<String> fields, String version) {
    Projection projection = projection(object, fields);
    Row row = state.data().table(object).find(id);
    Values values = row == null ? null : reader.see(row);
    if (row == null || values == null) {
      return null;
    }
    if (OrgData.deleted(row, values)) {
      throw new ApiError(404, RecordError.of("ENTITY_IS_DELETED", "entity is deleted"));
    }
    return projection.render(reader, row, values, version);
  }

  /**
   * Many records in the order of their ids, null for each that is not there.
   *
   * @throws ApiError when a field does not exist or an id is malformed
   */
  public List<@Nullable ObjectNode> records(
      ObjectDefinition object, List<String> ids, List<String> fields, String version) {
    Projection projection = projection(object, fields);
    List<@Nullable ObjectNode> records = new ArrayList<>();
    for (String id : ids) {
      if (!RecordId.wellFormed(id)) {
        throw new ApiError(400, "MALFORMED_ID", "malformed id " + id);
      }
      Row row = state.data().table(object).find(id);
      Values values = row == null ? null : reader.see(row);
      records.add(
          row == null || values == null || OrgData.deleted(row, values)
              ? null
              : projection.render(reader, row, values, version));
    }
    return records;
  }

  /** The ids of the records, not deleted, that have this external id. */
  public List<String> find(FieldDefinition external, ObjectDefinition object, String key) {
    Object value = ValueReader.read(external, TextNode.valueOf(key));
    return value == null
        ? List.of()
        : new Uniqueness(state.data(), state.locks())
            .withValue(transaction, object, external, value).stream().map(Row::id).toList();
  }

  private Projection projection(ObjectDefinition object, @Nullable List<String> fields) {
    Projection projection = new Projection();
    if (fields == null) {
      for (FieldDefinition field : object.fields()) {
        if (reader.readable(object, field)) {
          projection.add(new FieldChain(List.of(), field));
        }
      }
      return projection;
    }
    for (String name : fields) {
      FieldDefinition field = reader.field(object, name);
      if (field == null) {
        throw ApiError.noColumn(name, object);
      }
      projection.add(new FieldChain(List.of(), field));
    }
    return projection;
  }
}
