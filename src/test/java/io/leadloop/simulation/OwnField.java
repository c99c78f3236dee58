package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;

/**
 * A field of a link that people edit on one side alone.
 *
 * @param waits whether both sides are waiting for a person to make them say the same
 * @param otherWasBlank whether the other side showed nothing when this began
 */
record OwnField(
    FieldRule rule,
    Side side,
    FakeRecord record,
    String field,
    FakeRecord other,
    String otherField,
    boolean waits,
    boolean otherWasBlank) {
  /** As both sides show it now. */
  static OwnField of(
      FieldRule rule,
      Side side,
      FakeRecord record,
      String field,
      FakeRecord other,
      String otherField,
      boolean waits) {
    boolean otherIsBlank = other.shows(otherField).isEmpty();
    return new OwnField(rule, side, record, field, other, otherField, waits, otherIsBlank);
  }
}
