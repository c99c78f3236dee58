package io.leadloop.plan;

/** How much is written: records created, records changed, and fields cleared. */
public record Volume(long creates, long changes, long clears) {
  public static final Volume NONE = new Volume(0, 0, 0);

  public Volume plus(Volume other) {
    return new Volume(creates + other.creates, changes + other.changes, clears + other.clears);
  }
}
