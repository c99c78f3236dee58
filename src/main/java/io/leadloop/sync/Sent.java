package io.leadloop.sync;

import io.leadloop.lead.Snapshot;
import io.leadloop.store.Intent;
import org.jspecify.annotations.Nullable;

/**
 * One write and what became of it.
 *
 * @param after what the record showed after the write; null unless it was accepted and could be
 *     read
 */
record Sent(RecordWrite write, Intent intent, WriteOutcome outcome, @Nullable Snapshot after) {
  Sent with(WriteOutcome other) {
    return new Sent(write, intent, other, after);
  }

  Sent readBack(@Nullable Snapshot shown) {
    return new Sent(write, intent, outcome, shown);
  }
}
