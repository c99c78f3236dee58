package io.leadloop.sync;

import io.leadloop.lead.Side;

/** Takes a note of every call to a vendor. */
@FunctionalInterface
public interface CallLog {
  /**
   * @param operation the same short word for the same kind of call: {@code search}, {@code
   *     batch-read}, {@code composite}
   * @param outcome {@code ok}, {@code rejected}, {@code limited}, {@code failed} or {@code unknown}
   */
  void called(Side side, String operation, Lane lane, String outcome);
}
