package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.plan.FieldStep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds the notes and tasks of a batch to their records, each exactly once. */
final class Notes {
  private final Timeline timeline;
  private final WritePermit permit;

  Notes(Timeline timeline, WritePermit permit) {
    this.timeline = timeline;
    this.permit = permit;
  }

  /**
   * A note that was planned in this very round is sent at once; an older one is looked for first. A
   * task is looked for each time: they are few, and one too many costs a rep's time, as after the
   * restore of an old store.
   *
   * <p>It waits for the write to the same record, also where opt-outs go first: only the token in
   * there tells an old store that was put back that it may have sent the note before.
   *
   * @param sent what became of the writes, by the claim's subject
   */
  Map<Long, Map<Item, WriteOutcome>> add(
      Prepared prepared, Map<String, Map<Side, Sent>> sent, Lane lane) {
    Map<Long, Map<Side, Sent>> ofLinks = new HashMap<>();
    for (Work work : prepared.works) {
      if (work instanceof Work.Linked linked
          && linked.plan().steps().stream().noneMatch(FieldStep::isPutOff)) {
        ofLinks.put(linked.row().link().id(), sent.getOrDefault(work.claim().subject(), Map.of()));
      }
    }
    Map<Long, Map<Item, WriteOutcome>> notes = new LinkedHashMap<>();
    prepared.openNotes.forEach(
        (linkId, open) -> {
          Link link = Objects.requireNonNull(prepared.links.get(linkId));
          Map<Item, WriteOutcome> outcomes = new LinkedHashMap<>();
          for (Item note : open) {
            Map<Side, Sent> writes = ofLinks.get(linkId);
            if (writes == null || mayStillArrive(writes.get(note.kind().side()))) {
              continue;
            }
            boolean isNew =
                note.kind() == Item.Kind.NOTE
                    && prepared.newNotes.getOrDefault(linkId, List.of()).contains(note);
            outcomes.put(note, add(link.key(note.kind().side()), note, isNew, lane));
          }
          notes.put(linkId, outcomes);
        });
    return notes;
  }

  private static boolean mayStillArrive(@Nullable Sent write) {
    WriteOutcome outcome = write == null ? null : write.outcome();
    return outcome instanceof WriteOutcome.Unknown
        || (outcome instanceof WriteOutcome.Rejected rejected && rejected.passing());
  }

  private WriteOutcome add(RecordKey record, Item note, boolean isNew, Lane lane) {
    try {
      if (!isNew
          && timeline.present(record, List.of(note.reference()), lane).contains(note.reference())) {
        return new WriteOutcome.Accepted(record, false, null);
      }
      return timeline.append(record, note, lane, permit);
    } catch (CrmException e) {
      boolean lasting =
          e.kind() == CrmException.Kind.PERMISSION || e.kind() == CrmException.Kind.QUESTION;
      return lasting
          ? new WriteOutcome.Rejected(e.code(), String.valueOf(e.getMessage()), false)
          : new WriteOutcome.Unknown(e.code());
    }
  }
}
