package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.plan.Brakes;
import io.leadloop.plan.Caps;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.Volume;
import io.leadloop.store.JournalRow;
import io.leadloop.store.KnownFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets writes of each kind through until its cap is reached, and then opt-outs alone; where a whole
 * batch is more than the brakes allow, it lets none of it through, and stops the connection.
 */
final class Brake {
  private static final Logger LOG = LoggerFactory.getLogger(Brake.class);

  private static final List<Volume> ONE_OF_EACH =
      List.of(
          new Volume(1, 0, 0, 0, 0),
          new Volume(0, 1, 0, 0, 0),
          new Volume(0, 0, 1, 0, 0),
          new Volume(0, 0, 0, 1, 0),
          new Volume(0, 0, 0, 0, 1));

  private final State state;
  private final Caps caps;
  private final Handle handle;
  private final Instant now;
  private final Volume lastHour;
  private final Cycle cycle;
  private final String cappedBefore;
  private String stopped;
  private Volume planned = Volume.NONE;

  /** The first cap that held in this batch; null for none. */
  private @Nullable String refusal;

  /**
   * @param known as the transaction began
   */
  Brake(State state, Caps caps, Handle handle, KnownFacts known, Instant now) {
    this.state = state;
    this.caps = caps;
    this.handle = handle;
    this.now = now;
    this.lastHour = state.volumes().lastHour(handle, now);
    this.cycle = Cycle.of(known, now);
    this.cappedBefore = known.value(FactNames.CAPPED);
    this.stopped = known.value(NamedState.BRAKED.fact());
  }

  /** Looks at a whole batch before anything of it is let through. */
  void look(List<Work> works) {
    if (!stopped.isEmpty() || caps.brakes().equals(Brakes.OFF)) {
      return;
    }
    Volume all = Volume.NONE;
    for (Work work : works) {
      all = all.plus(asked(work));
    }
    Volume would = cycle.with(all);
    Optional<String> over = caps.brakes().refusal(would, Cycle.links(state, handle));
    if (over.isEmpty()) {
      return;
    }
    stopped =
        "%s. Within the hour it would create %d records, change %d, empty %d fields, let %d links rest and delete %d records."
            .formatted(
                over.get(),
                would.creates(),
                would.changes(),
                would.clears(),
                would.unlinks(),
                would.deletes());
    NamedState.BRAKED.begin(state.facts(), handle, stopped, now);
    state.journal().append(handle, List.of(entry(stopped)));
    LOG.warn("Stopped by a brake: {} Nothing is written until: leadloop resume", stopped);
  }

  private JournalRow entry(String why) {
    return new JournalRow(
        0,
        now,
        null,
        "brake",
        null,
        "stop",
        "brake",
        null,
        "braked",
        why + " Nothing is written until: leadloop resume",
        List.of());
  }

  /**
   * What a brake asks about: no opt-out, and what is written beside one that goes no more first.
   */
  private static Volume asked(Work work) {
    if (!(work instanceof Work.Linked linked) || !optsOut(linked)) {
      return volume(work);
    }
    LinkPlan besides = linked.optOutsFirst().plan().besidesOptOuts();
    return besides.writesTo(Side.HUBSPOT) || besides.writesTo(Side.SALESFORCE)
        ? volume(linked.with(besides))
        : Volume.NONE;
  }

  private static boolean optsOut(Work work) {
    return work instanceof Work.Linked linked && linked.plan().optsOut();
  }

  /**
   * What of this work is asked about: of a link with an opt-out the opt-out alone where it goes
   * first, and where it is all that may be written now.
   */
  Work through(Work work) {
    if (!(work instanceof Work.Linked linked)) {
      return work;
    }
    Work.Linked first = linked.optOutsFirst();
    return first.plan().optsOut() && !passes(first) ? first.optOutsAlone() : first;
  }

  private boolean passes(Work.Linked whole) {
    return stopped.isEmpty() && caps.refusal(lastHour.plus(planned), volume(whole)).isEmpty();
  }

  /**
   * @param work as it was let {@link #through}
   * @return why nothing may be written for this work; null when it may
   */
  @Nullable String refusal(Work work) {
    Volume volume = volume(work);
    if (volume.equals(Volume.NONE) && !deletes(work)) {
      // A note or a task is nothing that a cap counts, but while stopped nothing at all is written.
      return stopped.isEmpty() || !tells(work) ? null : stopped;
    }
    if (optsOut(work)) {
      planned = planned.plus(volume);
      return null;
    }
    if (!stopped.isEmpty()) {
      return stopped;
    }
    // A cap that is reached keeps back its own kind of writes; all others go on.
    Optional<String> over = caps.refusal(lastHour.plus(planned), volume);
    if (over.isEmpty()) {
      planned = planned.plus(volume);
      return null;
    }
    refusal = refusal == null ? over.get() : refusal;
    return over.get();
  }

  /** Adds what was let through to the hour, and says it when a cap begins or ends to hold. */
  void tell() {
    state.volumes().add(handle, planned, now);
    if (!planned.equals(Volume.NONE)) {
      cycle.after(planned).save(state, handle, now);
    }
    String told = refusal == null ? stillHolding() : refusal;
    boolean changed = !cappedBefore.equals(told);
    if (changed && (refusal != null || !planned.equals(Volume.NONE))) {
      state.facts().set(handle, FactNames.CAPPED, told, now);
      if (refusal != null) {
        LOG.warn(
            "Writing is paused by a cap: {}. It goes on within the hour, or at once after: leadloop go",
            told);
      }
    }
  }

  /**
   * A cap that held goes on holding while one more of its kind would not fit: that other kinds of
   * writes go through does not end it.
   */
  private String stillHolding() {
    Volume hour = lastHour.plus(planned);
    for (Volume one : ONE_OF_EACH) {
      String now = caps.refusal(hour, one).orElse("");
      if (!now.isEmpty() && cappedBefore.startsWith(now.substring(0, now.indexOf(' ')))) {
        return cappedBefore;
      }
    }
    return "";
  }

  private static Volume volume(Work work) {
    if (work instanceof Work.Create) {
      return new Volume(1, 0, 0, 0, 0);
    }
    if (work instanceof Work.Linked linked) {
      long changes = 0;
      for (Side side : Side.values()) {
        changes += linked.writesTo(side) ? 1 : 0;
      }
      return new Volume(
          0, changes, linked.plan().steps().stream().filter(FieldStep::clears).count(), 0, 0);
    }
    return work instanceof Work.Resting resting
        ? new Volume(
            0,
            resting.marks() ? 1 : 0,
            0,
            resting.begins() ? 1 : 0,
            // One that was refused was counted when it was first tried.
            resting.deletes() && !resting.triedBefore() ? 1 : 0)
        : Volume.NONE;
  }

  private static boolean tells(Work work) {
    return work instanceof Work.Linked linked && !linked.notes().isEmpty();
  }

  private static boolean deletes(Work work) {
    return work instanceof Work.Resting resting && resting.deletes();
  }
}
