package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.SweepTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody deletes a linked record for good, as the law on privacy asks for: no list of deletions
 * names it, and nobody edits its counterpart for that. The roll call misses it (P7), which is a
 * part of the sweeps.
 */
final class GoneForGood implements Hardship {
  private final Tape tape;
  private final World world;
  private final boolean on;
  private @Nullable RecordKey gone;
  private boolean wasCalm;

  /**
   * @param possible whether it may happen here: who was deleted before is no longer linked, and a
   *     store that was put back finds out anew who is
   */
  GoneForGood(Tape tape, World world, boolean possible) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name()) && possible && !world.events().insteadOfSweeps();
  }

  @Override
  public String name() {
    return "gone for good";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  /** With a roll call here, and in half of the other histories. */
  SweepTimes times(SweepTimes usual) {
    return on || tape.decided("roll call", 2) == 1
        ? usual
        : new SweepTimes(
            usual.freshFor(),
            usual.overlap(),
            usual.longOverlap(),
            usual.longOverlapEvery(),
            usual.departuresEvery(),
            null);
  }

  @Override
  public boolean sparesEdits() {
    return false;
  }

  @Override
  public void strike() {
    List<LinkRow> links = world.remembered.links();
    if (gone == null && !links.isEmpty()) {
      Side side = tape.aside("side gone for good", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
      LinkRow link = links.get(tape.aside("link gone for good", links.size()));
      FakeRecord record = world.crm(side).of(link);
      // It may have been converted since the link was last looked at.
      if (record != null && !record.converted()) {
        gone = world.crm(side).key(record);
        world.crm(side).deleteForGood(record);
        world.injected("%s is deleted for good in %s".formatted(gone.label(), side.label()));
      }
    }
  }

  /** At the latest where nobody edits anything, so that nothing but the roll call can tell. */
  @Override
  public void end() {
    if (!wasCalm) {
      wasCalm = true;
      world.comeToRest();
      strike();
    }
  }

  @Override
  public void check(Findings findings) {
    RecordKey key = gone;
    if (key == null) {
      return;
    }
    List<LinkRow> theirs =
        world.remembered.allLinks().stream()
            .filter(link -> link.link().key(key.side()).equals(key))
            .toList();
    findings.check(
        theirs.size() == 1, "P4 no twin", "%d links of %s".formatted(theirs.size(), key.label()));
    for (LinkRow link : theirs) {
      findings.check(
          world.remembered.problems(link).stream()
              .anyMatch(one -> one.code().equals("record-gone")),
          "P7 nothing is lost",
          "nobody is told that %s is gone".formatted(key.label()));
    }
  }
}
