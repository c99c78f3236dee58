package io.leadloop.lead;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that is added to a record and never changed: a note on a HubSpot contact, or a task on
 * a Salesforce record. The vendors give neither a key of ours, so the reference is written visibly
 * into it and looked for before it is sent again.
 *
 * @param reference short, unique, and the same each time the same thing is planned
 * @param at of a note, when what it tells happened; of a task, by when it is to be done; the same
 *     each time too
 * @param body plain text, lines separated by line feeds; the first line of a task is its subject
 */
public record Item(Kind kind, String reference, Instant at, String body) {
  /** What is added, and so to which side. */
  public enum Kind {
    NOTE(Side.HUBSPOT),
    TASK(Side.SALESFORCE);

    private final Side side;

    Kind(Side side) {
      this.side = side;
    }

    /** The side that has this kind. */
    public Side side() {
      return side;
    }

    /** The word in SQL and in the journal. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A note. */
  public Item(String reference, Instant at, String body) {
    this(Kind.NOTE, reference, at, body);
  }
}
