package io.leadloop.sandbox.salesforce.org;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object, such as Lead. An administrator may add fields while the org runs; none goes, except
 * when the org is reset. Thread-safe.
 */
public final class ObjectDefinition {
  /** What an object is apart from its fields. */
  record Traits(
      String name,
      String prefix,
      boolean readOnly,
      boolean tooling,
      boolean setup,
      @Nullable String history,
      Set<String> tracked,
      List<List<String>> uniqueTogether,
      Set<ObjectRight> granted) {}

  private final Traits traits;
  private final Fields original;
  private volatile Fields fields;

  ObjectDefinition(Traits traits, List<FieldDefinition> fields) {
    this.traits = traits;
    this.original = new Fields(fields);
    this.fields = original;
  }

  /** Such as {@code Lead}. */
  public String name() {
    return traits.name();
  }

  /** The first three characters of its ids. */
  public String prefix() {
    return traits.prefix();
  }

  /** Whether the API may not write it. */
  public boolean readOnly() {
    return traits.readOnly();
  }

  /** Whether only the Tooling API knows it. */
  public boolean tooling() {
    return traits.tooling();
  }

  /** Whether it is part of the org's set-up, which only administrators write. */
  boolean setup() {
    return traits.setup();
  }

  /** The object that keeps its history; null for none. */
  @Nullable String history() {
    return traits.history();
  }

  /** What the users' profiles allow with its records. */
  Set<ObjectRight> granted() {
    return traits.granted();
  }

  /** Groups of fields that no two records share. */
  List<List<String>> uniqueTogether() {
    return traits.uniqueTogether();
  }

  /** Whether changes of the field are kept in the history. */
  public boolean tracks(FieldDefinition field) {
    return field.tracked() || traits.tracked().contains(field.name());
  }

  /** All fields, in the order of their slots. */
  public List<FieldDefinition> fields() {
    return fields.all();
  }

  List<FieldDefinition> computed() {
    return fields.computed();
  }

  List<FieldDefinition> initial() {
    return fields.initial();
  }

  List<FieldDefinition> required() {
    return fields.required();
  }

  /** The field of this name in any case; null when there is none. */
  public @Nullable FieldDefinition field(String anyCase) {
    return fields.byName().get(Fields.lower(anyCase));
  }

  /** A field that the org itself relies on. */
  FieldDefinition known(String fieldName) {
    FieldDefinition field = field(fieldName);
    if (field == null) {
      throw new IllegalStateException(name() + " has no field " + fieldName);
    }
    return field;
  }

  /** The reference field behind a relationship name in any case; null when there is none. */
  @Nullable FieldDefinition relationship(String anyCase) {
    return fields.byRelationship().get(Fields.lower(anyCase));
  }

  /** Adds a field in the next slot. Guarded by the org's lock. */
  void grow(FieldDefinition field) {
    fields = fields.and(field);
  }

  /** Forgets the fields that were added. Guarded by the org's lock. */
  void shrink() {
    fields = original;
  }
}
