package io.leadloop.sandbox.salesforce.org;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object, such as Lead. Immutable. */
public final class ObjectDefinition {
  private final String name;
  private final String prefix;
  private final boolean readOnly;
  private final @Nullable String history;
  private final Set<String> tracked;
  private final List<FieldDefinition> fields;
  private final List<FieldDefinition> computed;
  private final List<FieldDefinition> initial;
  private final List<FieldDefinition> required;
  private final Map<String, FieldDefinition> byName = new LinkedHashMap<>();
  private final Map<String, FieldDefinition> byRelationship = new LinkedHashMap<>();

  ObjectDefinition(
      String name,
      String prefix,
      boolean readOnly,
      @Nullable String history,
      Set<String> tracked,
      List<FieldDefinition> fields) {
    this.name = name;
    this.prefix = prefix;
    this.readOnly = readOnly;
    this.history = history;
    this.tracked = tracked;
    this.fields = List.copyOf(fields);
    this.computed = fields.stream().filter(field -> field.computed() != null).toList();
    this.initial = fields.stream().filter(field -> field.initial() != null).toList();
    this.required = fields.stream().filter(FieldDefinition::required).toList();
    for (FieldDefinition field : fields) {
      byName.put(lower(field.name()), field);
      if (field.relationship() != null) {
        byRelationship.put(lower(field.relationship()), field);
      }
    }
  }

  /** Such as {@code Lead}. */
  public String name() {
    return name;
  }

  /** The first three characters of its ids. */
  public String prefix() {
    return prefix;
  }

  /** Whether the API may not write it. */
  public boolean readOnly() {
    return readOnly;
  }

  /** The object that keeps its history; null for none. */
  @Nullable String history() {
    return history;
  }

  /** Whether changes of the field are kept in the history. */
  boolean tracks(FieldDefinition field) {
    return tracked.contains(field.name());
  }

  /** All fields, in the order of their slots. */
  public List<FieldDefinition> fields() {
    return fields;
  }

  List<FieldDefinition> computed() {
    return computed;
  }

  List<FieldDefinition> initial() {
    return initial;
  }

  List<FieldDefinition> required() {
    return required;
  }

  /** The field of this name in any case; null when there is none. */
  public @Nullable FieldDefinition field(String anyCase) {
    return byName.get(lower(anyCase));
  }

  /** A field that the org itself relies on. */
  FieldDefinition known(String fieldName) {
    FieldDefinition field = byName.get(lower(fieldName));
    if (field == null) {
      throw new IllegalStateException(name + " has no field " + fieldName);
    }
    return field;
  }

  /** The reference field behind a relationship name in any case; null when there is none. */
  @Nullable FieldDefinition relationship(String anyCase) {
    return byRelationship.get(lower(anyCase));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
