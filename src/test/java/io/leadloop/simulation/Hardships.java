package io.leadloop.simulation;

import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The hardships of one history. Half of the histories have one, and none has two: what two of them
 * do to each other is a matter of its own, with {@code -Dsim.hardship=NAME}.
 */
final class Hardships {
  private static final List<String> NAMES =
      List.of(
          "addresses",
          "brakes",
          "disk",
          "drift",
          "erasure",
          "lines",
          "more lines",
          "odd values",
          "quota",
          "second store",
          "gone for good");
  private static final int STRIKES = 8;
  private static final String WANTED = System.getProperty("sim.hardship", "");

  private final Tape tape;
  private final FakeDisk disk;
  private final MassChanges massChanges;
  private final Erasing erasing;
  private final MoreLines moreLines;
  private final ChangingLines changingLines;
  private final GoneForGood goneForGood;
  private final List<Hardship> on;

  Hardships(Tape tape, World world, Store store, Supplier<State> second) {
    this.tape = tape;
    disk = new FakeDisk(tape, world, store);
    massChanges = new MassChanges(tape, world, !world.storeIsPutBack());
    erasing = new Erasing(tape, world, !world.storeIsPutBack() && !world.people.depart());
    moreLines = new MoreLines(tape, world);
    changingLines = new ChangingLines(tape, world);
    goneForGood =
        new GoneForGood(
            tape, world, !world.storeIsPutBack() && !world.people.depart() && !erasing.isOn());
    // What others need to come to rest is over before they end.
    on =
        Stream.of(
                disk,
                massChanges,
                erasing,
                moreLines,
                new SpentDays(tape, world),
                changingLines,
                goneForGood,
                new DriftingFields(tape, world),
                new TangledAddresses(
                    tape,
                    world,
                    hasKeys(world)
                        && !world.people.depart()
                        && !world.newLeads()
                        && !erasing.isOn()
                        && !goneForGood.isOn()),
                new SecondStore(tape, world, second))
            .filter(Hardship::isOn)
            .toList();
    disk.mount();
  }

  GoneForGood goneForGood() {
    return goneForGood;
  }

  ChangingLines changingLines() {
    return changingLines;
  }

  MoreLines moreLines() {
    return moreLines;
  }

  /** Whether keys tell who is who, and no rule of the org's keeps two Leads of one person apart. */
  private static boolean hasKeys(World world) {
    return !world.storeIsPutBack() && !world.salesforce.duplicates().active();
  }

  FakeDisk disk() {
    return disk;
  }

  MassChanges massChanges() {
    return massChanges;
  }

  Erasing erasing() {
    return erasing;
  }

  /** Whether a history has a hardship; with {@code -Dsim.hardship=NAME} each has this one. */
  static boolean drawn(Tape tape, String name) {
    int number = NAMES.indexOf(name) + 1;
    return number == tape.decided("hardship", 2 * NAMES.size()) || WANTED.equals(name);
  }

  /**
   * Lets some of them happen.
   *
   * @param sparingEdits whether people count on every edit
   */
  void step(boolean sparingEdits) {
    for (Hardship one : on) {
      if ((!sparingEdits || one.sparesEdits()) && tape.onceIn(one.name() + " strikes", STRIKES)) {
        one.strike();
      }
    }
  }

  void end() {
    on.forEach(Hardship::end);
  }

  void begin() {
    on.forEach(Hardship::begin);
  }

  void check(Findings findings) {
    on.forEach(one -> one.check(findings));
  }
}
