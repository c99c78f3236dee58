package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;

/**
 * A field of a link that people edit on one side alone.
 *
 * @param waits whether both sides are waiting for a person to make them say the same
 */
record OwnField(
    FieldRule rule,
    Side side,
    FakeRecord record,
    String field,
    FakeRecord other,
    String otherField,
    boolean waits) {}
