package io.leadloop.sandbox.salesforce.org;

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
    return slots[field.slot()];
  }

  /** These values with some changed; a null clears. */
  Values with(Map<FieldDefinition, @Nullable Object> changes) {
    @Nullable Object[] changed = slots.clone();
    changes.forEach((field, value) -> changed[field.slot()] = value);
    return new Values(changed);
  }
}
