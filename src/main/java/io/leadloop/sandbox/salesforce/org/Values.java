package io.leadloop.sandbox.salesforce.org;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one record at one time. Immutable. */
public final class Values {
  private final @Nullable Object[] slots;

  private Values(@Nullable Object[] slots) {
    this.slots = slots;
  }

  /** No value in any of {@code fields} fields. */
  static Values none(int fields) {
    return new Values(new Object[fields]);
  }

  /** The field's value; null for none. */
  public @Nullable Object get(FieldDefinition field) {
    return field.slot() < slots.length ? slots[field.slot()] : null;
  }

  /** Those of fields in which no two records are the same. */
  Map<FieldDefinition, @Nullable Object> unique(ObjectDefinition object) {
    Map<FieldDefinition, @Nullable Object> unique = new LinkedHashMap<>();
    for (FieldDefinition field : object.fields()) {
      if (field.unique() && get(field) != null) {
        unique.put(field, get(field));
      }
    }
    return unique;
  }

  /** These values with some changed; a null clears. */
  Values with(Map<FieldDefinition, @Nullable Object> changes) {
    // A record that was written before a field was added has no slot for it yet.
    int size = slots.length;
    for (FieldDefinition field : changes.keySet()) {
      size = Math.max(size, field.slot() + 1);
    }
    @Nullable Object[] changed = Arrays.copyOf(slots, size);
    changes.forEach((field, value) -> changed[field.slot()] = value);
    return new Values(changed);
  }
}
