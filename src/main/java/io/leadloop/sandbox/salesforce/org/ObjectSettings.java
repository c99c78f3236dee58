package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one object of a schema file. */
final class ObjectSettings {
  private static final Map<String, Object> DATETIME =
      Map.of("type", "datetime", "read_only", true, "indexed", true);

  private ObjectSettings() {}

  static ObjectDefinition read(
      String name, Map<String, Object> settings, Map<String, Object> shared) {
    List<FieldDefinition> fields = new ArrayList<>();
    boolean readOnly = Boolean.TRUE.equals(settings.get("read_only"));
    fieldSettings(settings, shared)
        .forEach((field, of) -> fields.add(FieldSettings.read(fields.size(), field, of, readOnly)));
    return new ObjectDefinition(
        new ObjectDefinition.Traits(
            name,
            String.valueOf(settings.get("prefix")),
            readOnly,
            Boolean.TRUE.equals(settings.get("tooling")),
            Boolean.TRUE.equals(settings.get("setup")),
            text(settings.get("history")),
            Set.copyOf(texts(settings.get("tracked"))),
            list(settings.get("unique_together")).stream().map(ObjectSettings::texts).toList(),
            granted(settings.get("granted"))),
        fields);
  }

  private static Map<String, Map<String, Object>> fieldSettings(
      Map<String, Object> settings, Map<String, Object> shared) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put("Id", Map.of("type", "id", "read_only", true, "label", "Record ID"));
    if (!Boolean.FALSE.equals(settings.get("deletable"))) {
      all.put("IsDeleted", Map.of("type", "boolean", "read_only", true, "label", "Deleted"));
    }
    if (!Boolean.FALSE.equals(settings.get("owned"))) {
      all.put("OwnerId", owner(settings.getOrDefault("owners", "User")));
    }
    SchemaFile.map(settings.get("fields"))
        .forEach((field, of) -> all.put(field, SchemaFile.map(of)));
    for (Object group : list(settings.get("shared"))) {
      SchemaFile.map(shared.get(String.valueOf(group)))
          .forEach((field, of) -> all.put(field, SchemaFile.map(of)));
    }
    all.put("CreatedDate", DATETIME);
    all.put("CreatedById", user("CreatedBy"));
    all.put("LastModifiedDate", DATETIME);
    all.put("LastModifiedById", user("LastModifiedBy"));
    all.put("SystemModstamp", DATETIME);
    return all;
  }

  private static Map<String, Object> owner(Object kinds) {
    return Map.of("type", "reference", "references", kinds, "relationship", "Owner");
  }

  private static Map<String, Object> user(String relationship) {
    return Map.of(
        "type", "reference", "references", "User", "relationship", relationship, "read_only", true);
  }

  private static Set<ObjectRight> granted(@Nullable Object node) {
    return node == null
        ? EnumSet.allOf(ObjectRight.class)
        : texts(node).stream().map(ObjectRight::named).collect(Collectors.toUnmodifiableSet());
  }

  private static List<?> list(@Nullable Object node) {
    return node instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(@Nullable Object node) {
    return list(node).stream().map(String::valueOf).toList();
  }

  static @Nullable String text(@Nullable Object node) {
    return node == null ? null : node.toString();
  }
}
