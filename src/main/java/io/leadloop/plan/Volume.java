package io.leadloop.plan;

/**
 * How much is written: records created, records changed, fields cleared, links that come to rest
 * because a record was deleted, and records deleted for it on the other side.
 */
public record Volume(long creates, long changes, long clears, long unlinks, long deletes) {
  public static final Volume NONE = new Volume(0, 0, 0, 0, 0);

  public Volume plus(Volume other) {
    return new Volume(
        creates + other.creates,
        changes + other.changes,
        clears + other.clears,
        unlinks + other.unlinks,
        deletes + other.deletes);
  }

  /** What is left of it, kind by kind; never less than nothing. */
  public Volume less(Volume other) {
    return new Volume(
        Math.max(0, creates - other.creates),
        Math.max(0, changes - other.changes),
        Math.max(0, clears - other.clears),
        Math.max(0, unlinks - other.unlinks),
        Math.max(0, deletes - other.deletes));
  }
}
