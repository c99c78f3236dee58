package io.leadloop.sandbox.hubspot.rules;

import java.time.Instant;
import java.util.Map;

/** A note that comes to a contact or goes from it counts as a change of the contact. */
public final class NoteRule {
  private NoteRule() {}

  /** What the vendor writes into the contact. */
  public static Map<String, String> counted(int notes, Instant at) {
    return Map.of("num_notes", Integer.toString(notes), "notes_last_updated", at.toString());
  }
}
