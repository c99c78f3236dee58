package io.leadloop.sandbox.salesforce.org;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one field of a schema file. */
final class FieldSettings {
  private final String name;
  private final Map<String, Object> settings;

  private FieldSettings(String name, Map<String, Object> settings) {
    this.name = name;
    this.settings = settings;
  }

  static FieldDefinition read(
      int slot, String name, Map<String, Object> settings, boolean readOnlyObject) {
    return new FieldSettings(name, settings).read(slot, readOnlyObject);
  }

  private FieldDefinition read(int slot, boolean readOnlyObject) {
    FieldType type = FieldType.of(String.valueOf(settings.getOrDefault("type", "string")));
    String computed = ObjectSettings.text(settings.get("computed"));
    boolean createable = !readOnlyObject && !flag("read_only") && computed == null;
    boolean unique = flag("unique");
    boolean externalId = flag("external_id");
    List<PicklistValue> values = list("values").stream().map(FieldSettings::value).toList();
    return new FieldDefinition(
        slot,
        name,
        String.valueOf(settings.getOrDefault("label", words(name))),
        type,
        number("length", lengthOf(type)),
        number("precision", type.fractional() ? 18 : 0),
        number("scale", type.fractional() ? 2 : 0),
        flag("required"),
        createable,
        createable && !flag("create_only"),
        externalId,
        unique,
        flag("restricted"),
        values,
        initial(type, values),
        list("references").stream().map(String::valueOf).toList(),
        ObjectSettings.text(settings.get("relationship")),
        ObjectSettings.text(settings.get("children")),
        computed == null ? null : Computation.named(computed),
        flag("indexed") || unique || externalId || type == FieldType.EMAIL,
        flag("case_sensitive"),
        flag("tracked"),
        Grant.named(String.valueOf(settings.getOrDefault("granted", "edit"))));
  }

  private @Nullable Object initial(FieldType type, List<PicklistValue> values) {
    Object given = settings.get("default");
    if (given != null) {
      return given;
    }
    if (type == FieldType.BOOLEAN) {
      return false;
    }
    return values.stream()
        .filter(PicklistValue::standard)
        .map(PicklistValue::value)
        .findFirst()
        .orElse(null);
  }

  private static int lengthOf(FieldType type) {
    return switch (type) {
      case ID, REFERENCE -> 18;
      case EMAIL -> 80;
      case PHONE -> 40;
      case STRING, TEXTAREA, URL, PICKLIST, COMBOBOX, ANY -> 255;
      case MULTIPICKLIST -> 4099;
      case BOOLEAN, INT, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME -> 0;
    };
  }

  private static PicklistValue value(Object node) {
    if (node instanceof Map<?, ?> map) {
      return new PicklistValue(
          String.valueOf(map.get("value")), Boolean.TRUE.equals(map.get("default")));
    }
    return new PicklistValue(String.valueOf(node), false);
  }

  /** {@code NumberOfEmployees} as {@code Number Of Employees}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replaceAll(" Id$", " ID");
  }

  private boolean flag(String key) {
    return Boolean.TRUE.equals(settings.get(key));
  }

  private int number(String key, int otherwise) {
    return settings.get(key) instanceof Integer number ? number : otherwise;
  }

  private List<?> list(String key) {
    Object node = settings.get(key);
    if (node == null) {
      return List.of();
    }
    return node instanceof List<?> list ? list : List.of(node);
  }
}
