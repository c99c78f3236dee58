package io.leadloop.sandbox.salesforce.org;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tables of an org. Guarded by the org's lock. */
final class OrgData {
  private final Schema schema;
  private final InstantSource clock;
  private final Map<ObjectDefinition, Table> tables = new LinkedHashMap<>();
  private final FieldSecurity security = new FieldSecurity(this);
  private final ObjectSecurity objectSecurity = new ObjectSecurity(this);

  OrgData(Schema schema, InstantSource clock) {
    this.schema = schema;
    this.clock = clock;
    schema.objects().forEach(object -> tables.put(object, new Table(object)));
  }

  Schema schema() {
    return schema;
  }

  InstantSource clock() {
    return clock;
  }

  FieldSecurity security() {
    return security;
  }

  ObjectSecurity objectSecurity() {
    return objectSecurity;
  }

  Collection<Table> tables() {
    return tables.values();
  }

  Table table(ObjectDefinition object) {
    Table table = tables.get(object);
    if (table == null) {
      throw new IllegalStateException("No table for " + object.name());
    }
    return table;
  }

  Table table(String knownObject) {
    return table(schema.known(knownObject));
  }

  /** The row with this id of whatever object; null when there is none. */
  @Nullable Row find(String id) {
    ObjectDefinition object = schema.ofId(id);
    return object == null ? null : table(object).find(id);
  }

  /**
   * The user with this e-mail address.
   *
   * @throws IllegalArgumentException when there is none
   */
  String userId(String email) {
    Table users = table("User");
    for (Row row : users.with(users.object().known("Email"), email, null)) {
      return row.id();
    }
    throw new IllegalArgumentException("No user has the address " + email);
  }

  static boolean deleted(Row row, Values values) {
    FieldDefinition field = row.object().field("IsDeleted");
    return field != null && Boolean.TRUE.equals(values.get(field));
  }
}
