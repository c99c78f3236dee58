package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
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
  private final Map<String, Archived> archived = new LinkedHashMap<>();
  private final Map<String, PropertyGroup> groups = new LinkedHashMap<>();

  /** A property that was put away, and when. */
  record Archived(PropertyDefinition property, Instant at) {
    ObjectNode json() {
      return property.json().put("archived", true).put("archivedAt", at.toString());
    }
  }

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
    archived.remove(property.name());
    properties.put(property.name(), property);
    if (property.unique()) {
      uniqueNames.add(property.name());
    }
  }

  /** Puts a property away: it is there no more, and its name brings it back. */
  void archive(PropertyDefinition property, Instant at) {
    properties.remove(property.name());
    uniqueNames.remove(property.name());
    archived.put(property.name(), new Archived(property, at));
  }

  /** The property that was put away under a name; null when there is none. */
  @Nullable Archived archived(String name) {
    return archived.get(name);
  }

  Collection<Archived> archived() {
    return archived.values();
  }

  /** Forgets every property that not every account has, and the groups that stand empty then. */
  void keepVendors() {
    properties.values().removeIf(property -> !property.vendorDefined());
    uniqueNames.retainAll(properties.keySet());
    groups
        .keySet()
        .removeIf(
            name ->
                properties.values().stream()
                    .noneMatch(property -> property.groupName().equals(name)));
  }

  void removeGroup(String name) {
    groups.remove(name);
  }

  void put(PropertyGroup group) {
    groups.put(group.name(), group);
  }
}
