package io.leadloop.plan;

/**
 * How much is written: records created, records changed, fields cleared, and links that come to
 * rest because a record was deleted.
 */
public record Volume(long creates, long changes, long clears, long unlinks) {
  public static final Volume NONE = new Volume(0, 0, 0, 0);

  public Volume plus(Volume other) {
    return new Volume(
        creates + other.creates,
        changes + other.changes,
        clears + other.clears,
        unlinks + other.unlinks);
  }

  /** What is left of it, kind by kind; never less than nothing. */
  public Volume less(Volume other) {
    return new Volume(
        Math.max(0, creates - other.creates),
        Math.max(0, changes - other.changes),
        Math.max(0, clears - other.clears),
        Math.max(0, unlinks - other.unlinks));
  }
}
