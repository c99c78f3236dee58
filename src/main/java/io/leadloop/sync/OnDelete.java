package io.leadloop.sync;

/** What becomes of a link when one of its records is deleted. It rests in each case. */
public enum OnDelete {
  /** The other record stays, and a field of ours says when its counterpart was deleted. */
  MARK,

  /** The other record stays as it is. */
  UNLINK,

  /**
   * The other record is put into its vendor's recycle bin too, from which a person can restore it;
   * where it is newer than the deletion, or may stand for somebody else, it is marked instead.
   */
  DELETE
}
