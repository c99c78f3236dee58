package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of a record, and of its parents, an answer shows, in the order they were asked for.
 */
final class Projection {
  private final Map<String, FieldDefinition> own = new LinkedHashMap<>();
  private final Map<FieldDefinition, Projection> parents = new LinkedHashMap<>();
  private final Map<String, ChildRows> children = new LinkedHashMap<>();

  /** Adds what is asked of the records' children. */
  void add(ChildRows rows) {
    children.put(rows.relationship().name(), rows);
  }

  /** Adds a field; false when it is there already. */
  boolean add(FieldChain chain) {
    return add(chain.hops(), chain.leaf());
  }

  private boolean add(List<FieldDefinition> hops, FieldDefinition leaf) {
    if (hops.isEmpty()) {
      return own.putIfAbsent(leaf.name(), leaf) == null;
    }
    return parents
        .computeIfAbsent(hops.get(0), hop -> new Projection())
        .add(hops.subList(1, hops.size()), leaf);
  }

  /**
   * The record's JSON. A group of records has no id and so no URL.
   *
   * @param version such as {@code v65.0}, for the record's URL
   */
  ObjectNode render(Reader reader, Row row, Values values, String version) {
    ObjectNode record = Json.object();
    ObjectNode attributes = record.putObject("attributes").put("type", row.object().name());
    if (!row.id().isEmpty()) {
      attributes.put(
          "url",
          "/services/data/%s/sobjects/%s/%s".formatted(version, row.object().name(), row.id()));
    }
    own.forEach(
        (name, field) -> {
          FieldDefinition there = row.object().field(name);
          record.set(name, ValueWriter.json(there == null ? null : values.get(there)));
        });
    parents.forEach(
        (hop, projection) -> {
          Row parent = reader.parent(values, hop);
          Values parentValues = parent == null ? null : reader.see(parent);
          record.set(
              String.valueOf(hop.relationship()),
              parent == null || parentValues == null
                  ? NullNode.getInstance()
                  : projection.render(reader, parent, parentValues, version));
        });
    children.forEach((name, rows) -> record.set(name, rows.render(reader, row.id(), version)));
    return record;
  }
}
