package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.ops.ErasureReport;
import io.leadloop.ops.Office;
import io.leadloop.store.LinkRow;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Somebody asks to be forgotten, and an admin erases them: {@code leadloop erase}. Their records
 * stay where they are, and nobody is created or linked again for them.
 */
final class Erasing implements Hardship {
  private final Tape tape;
  private final World world;
  private final boolean on;
  private final Set<String> records = new HashSet<>();
  private final Set<String> addresses = new HashSet<>();

  /**
   * @param possible whether it may happen here: a store that is put back knows of no erasure since,
   *     and who is merged with somebody erased is for a person
   */
  Erasing(Tape tape, World world, boolean possible) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name()) && possible;
  }

  @Override
  public String name() {
    return "erasure";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public boolean sparesEdits() {
    return false;
  }

  @Override
  public void strike() {
    Side side = tape.aside("side erased", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
    List<FakeRecord> open = world.open(side);
    if (records.isEmpty() && open.size() > 1) {
      String address = address(open.get(tape.aside("record erased", open.size())));
      // A command does it between two processes, or in a daemon between two rounds.
      world.daemon().restart();
      world.daemon().guarded("to erase somebody", () -> erase(address));
    }
  }

  private boolean erase(String address) {
    ErasureReport report =
        Office.parse(world.daemon().office().answer("erase", address), ErasureReport.class);
    report.records().forEach(one -> records.add(one.record()));
    addresses.add(address);
    for (Side side : Side.values()) {
      world.crm(side).records().stream()
          .filter(one -> records.contains(world.crm(side).key(one).label()))
          .forEach(one -> addresses.add(address(one)));
    }
    world.injected("%s is erased: %s".formatted(address, report.records()));
    return true;
  }

  private static String address(FakeRecord record) {
    return (record.shows("email") + record.shows("Email")).toLowerCase(Locale.ROOT);
  }

  /** Whether this stands for somebody who was erased. */
  boolean isErased(Side side, FakeRecord record) {
    return records.contains(world.crm(side).key(record).label())
        || addresses.contains(address(record));
  }

  /** The loop wrote this: for nobody who was erased. */
  void written(RecordKey key, FakeRecord record) {
    if (!records.isEmpty() && isErased(key.side(), record)) {
      world
          .daemon()
          .broken()
          .add("P4 no twin: the loop wrote %s, who was erased".formatted(key.label()));
    }
  }

  @Override
  public void check(Findings findings) {
    for (LinkRow link : world.remembered.allLinks()) {
      for (Side side : Side.values()) {
        findings.check(
            !records.contains(link.link().key(side).label()),
            "P4 no twin",
            link.link().label() + " is linked again, although it was erased");
      }
    }
  }
}
