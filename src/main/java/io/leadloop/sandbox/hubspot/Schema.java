package io.leadloop.sandbox.hubspot;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties and groups of one kind of record. Guarded by the portal's lock. */
final class Schema {
  private final Map<String, PropertyDefinition> properties = new LinkedHashMap<>();
  private final Set<String> uniqueNames = new LinkedHashSet<>();
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

  /** The names of the properties whose value no two records share. */
  Set<String> uniqueNames() {
    return uniqueNames;
  }

  void put(PropertyDefinition property) {
    properties.put(property.name(), property);
    if (property.unique()) {
      uniqueNames.add(property.name());
    }
  }

  void put(PropertyGroup group) {
    groups.put(group.name(), group);
  }
}
