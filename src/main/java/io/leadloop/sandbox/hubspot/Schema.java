package io.leadloop.sandbox.hubspot;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties and groups of one kind of record. Guarded by the portal's lock. */
final class Schema {
  private final Map<String, PropertyDefinition> properties = new LinkedHashMap<>();
  private final Map<String, PropertyGroup> groups = new LinkedHashMap<>();

  @Nullable PropertyDefinition property(String name) {
    return properties.get(name);
  }

  Collection<PropertyDefinition> properties() {
    return properties.values();
  }

  @Nullable PropertyGroup group(String name) {
    return groups.get(name);
  }

  Collection<PropertyGroup> groups() {
    return groups.values();
  }

  void put(PropertyDefinition property) {
    properties.put(property.name(), property);
  }

  void put(PropertyGroup group) {
    groups.put(group.name(), group);
  }
}
