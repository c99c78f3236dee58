package io.leadloop.sandbox.salesforce.org;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tables of an org. Guarded by the org's lock. */
final class OrgData {
  private final Schema schema;
  private final Map<ObjectDefinition, Table> tables = new LinkedHashMap<>();

  OrgData(Schema schema) {
    this.schema = schema;
    schema.objects().forEach(object -> tables.put(object, new Table(object)));
  }

  Schema schema() {
    return schema;
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

  static boolean deleted(Row row, Values values) {
    FieldDefinition field = row.object().field("IsDeleted");
    return field != null && Boolean.TRUE.equals(values.get(field));
  }
}
