package io.leadloop.sync;

/** What becomes of a link when one of its records is deleted. It rests in each case. */
public enum OnDelete {
  /** The other record stays, and a field of ours says when its counterpart was deleted. */
  MARK,

  /** The other record stays as it is. */
  UNLINK
}
