package io.leadloop.mapping;

/** What a blank means. */
public enum Blanks {
  /** A blank never erases a value on the other side. */
  KEPT_OUT,
  /** Clearing a field clears it on the other side too. */
  CARRIED
}
