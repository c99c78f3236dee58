package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;

/**
 * That a link's record on one side was deleted. The link rests: nothing is written for it, nobody
 * is created anew for it, and it goes on where it was when the record is restored.
 *
 * @param side where the record was deleted
 * @param at when, by that vendor's clock
 * @param other what was done with the record on the other side
 */
public record Gone(Side side, Instant at, Other other) {

  /** What was done with the record that was left. */
  public enum Other {
    /** Nothing: it stays as it is. */
    LEFT(0),
    /** It stays, and says that its counterpart is deleted. */
    MARKED(1),
    /** It is to be deleted too; whether that was done is not known yet, or it was refused. */
    TO_DELETE(2),
    /** It was put into its vendor's recycle bin. */
    DELETED(3),
    /** The same as marked; and the record that is gone is marked from the other's deletion. */
    MARKED_BOTH(4);

    private final int number;

    Other(int number) {
      this.number = number;
    }

    /** As the store keeps it. */
    int number() {
      return number;
    }

    /** What a version that knows more words wrote counts as nothing done: then it is looked at. */
    static Other of(int number) {
      for (Other other : values()) {
        if (other.number == number) {
          return other;
        }
      }
      return LEFT;
    }
  }

  /** Whether the other side's record says so. */
  public boolean marked() {
    return other == Other.MARKED || other == Other.MARKED_BOTH;
  }

  /** Whether a side's record says that its counterpart is deleted, as far as it is there. */
  public boolean marks(Side which) {
    return other == Other.MARKED_BOTH || (other == Other.MARKED && which != side);
  }

  /** Whether the other side's record was deleted for it, or is about to be. */
  public boolean deletes() {
    return other == Other.TO_DELETE || other == Other.DELETED;
  }

  public Gone with(Other now) {
    return new Gone(side, at, now);
  }
}
