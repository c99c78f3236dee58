package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Adds the notes of a batch to their contacts, each exactly once. */
final class Notes {
  private final Timeline timeline;

  Notes(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * A note that was planned in this very round is sent at once; an older one is looked for first.
   */
  Map<Long, Map<Item, WriteOutcome>> add(Prepared prepared, Lane lane) {
    Map<Long, Map<Item, WriteOutcome>> notes = new LinkedHashMap<>();
    prepared.openNotes.forEach(
        (linkId, open) -> {
          String contact = Objects.requireNonNull(prepared.contacts.get(linkId));
          Map<Item, WriteOutcome> outcomes = new LinkedHashMap<>();
          for (Item note : open) {
            boolean isNew = prepared.newNotes.getOrDefault(linkId, List.of()).contains(note);
            outcomes.put(note, add(contact, note, isNew, lane));
          }
          notes.put(linkId, outcomes);
        });
    return notes;
  }

  private WriteOutcome add(String contact, Item note, boolean isNew, Lane lane) {
    try {
      if (!isNew
          && timeline
              .present(contact, List.of(note.reference()), lane)
              .contains(note.reference())) {
        return new WriteOutcome.Accepted(RecordKey.contact(contact), false, null);
      }
      return timeline.append(contact, note, lane);
    } catch (CrmException e) {
      return new WriteOutcome.Unknown(e.code());
    }
  }
}
