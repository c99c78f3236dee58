package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An object's fields at one time, and the ways to find them. Immutable. */
final class Fields {
  private final List<FieldDefinition> all;
  private final List<FieldDefinition> computed;
  private final List<FieldDefinition> initial;
  private final List<FieldDefinition> required;
  private final Map<String, FieldDefinition> byName = new LinkedHashMap<>();
  private final Map<String, FieldDefinition> byRelationship = new LinkedHashMap<>();

  Fields(List<FieldDefinition> fields) {
    this.all = List.copyOf(fields);
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

  Fields and(FieldDefinition field) {
    List<FieldDefinition> more = new ArrayList<>(all);
    more.add(field);
    return new Fields(more);
  }

  List<FieldDefinition> all() {
    return all;
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

  Map<String, FieldDefinition> byName() {
    return byName;
  }

  Map<String, FieldDefinition> byRelationship() {
    return byRelationship;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
