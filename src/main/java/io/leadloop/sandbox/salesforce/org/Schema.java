package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All objects of an org and the rows that are there at its start. Immutable.
 *
 * @param organizationId 18 characters
 */
public record Schema(
    String organizationId,
    Map<String, ObjectDefinition> byLowerName,
    Map<String, List<Map<String, Object>>> rows) {

  static Schema of(
      String organizationId,
      Collection<ObjectDefinition> objects,
      Map<String, List<Map<String, Object>>> rows) {
    Map<String, ObjectDefinition> byLowerName = new LinkedHashMap<>();
    objects.forEach(object -> byLowerName.put(object.name().toLowerCase(Locale.ROOT), object));
    return new Schema(organizationId, byLowerName, rows);
  }

  /** All objects. */
  public Collection<ObjectDefinition> objects() {
    return byLowerName.values();
  }

  /** The object of this name in any case; null when there is none. */
  public @Nullable ObjectDefinition object(String anyCase) {
    return object(anyCase, false);
  }

  /** The object of this name as the REST API, or else the Tooling API, knows it. */
  public @Nullable ObjectDefinition object(String anyCase, boolean tooling) {
    ObjectDefinition object = byLowerName.get(anyCase.toLowerCase(Locale.ROOT));
    return object == null || object.tooling() != tooling ? null : object;
  }

  /**
   * The relationship of this name, in any case, to records that refer to a parent; null when there
   * is none.
   */
  public @Nullable ChildRelationship child(ObjectDefinition parent, String anyCase) {
    for (ChildRelationship relationship : children(parent)) {
      if (relationship.name().equalsIgnoreCase(anyCase)) {
        return relationship;
      }
    }
    return null;
  }

  /** All relationships to records that refer to a parent. */
  public List<ChildRelationship> children(ObjectDefinition parent) {
    List<ChildRelationship> children = new ArrayList<>();
    for (ObjectDefinition object : objects()) {
      for (FieldDefinition field : object.fields()) {
        if (field.children() != null && field.references().contains(parent.name())) {
          children.add(new ChildRelationship(object, field));
        }
      }
    }
    return children;
  }

  /** An object that the org itself relies on. */
  ObjectDefinition known(String name) {
    ObjectDefinition object = byLowerName.get(name.toLowerCase(Locale.ROOT));
    if (object == null) {
      throw new IllegalStateException("The schema has no object " + name);
    }
    return object;
  }

  /** The object whose ids start as {@code id} does; null when there is none. */
  @Nullable ObjectDefinition ofId(String id) {
    for (ObjectDefinition object : byLowerName.values()) {
      if (id.startsWith(object.prefix())) {
        return object;
      }
    }
    return null;
  }
}
