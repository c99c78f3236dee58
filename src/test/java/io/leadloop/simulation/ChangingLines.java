package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.store.LinkRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An admin changes a line of the mapping while data is in flight, or takes it out; and back. */
final class ChangingLines implements Hardship {
  /** Where blanks are carried, what one flow left blank the other would not fill. */
  private static final List<FieldRule> LINES =
      SimulatedRules.FIELDS.stream()
          .filter(SimulatedRules.IS_FREE_TEXT)
          .filter(rule -> rule.flow() == Flow.BOTH_WAYS)
          .filter(rule -> !rule.hubspot().equals("website") && !rule.hubspot().equals("company"))
          .toList();

  private final Tape tape;
  private final World world;
  private final boolean on;
  private final Set<FieldRule> takenOut = new HashSet<>();
  private @Nullable FieldRule changed;

  ChangingLines(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name());
  }

  @Override
  public String name() {
    return "lines";
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
    FieldRule line = LINES.get(tape.aside("line that changes", LINES.size()));
    List<FieldRule> lines = new ArrayList<>();
    for (FieldRule rule : world.lines()) {
      if (!rule.equals(line)) {
        lines.add(rule);
      } else {
        changed(line, lines);
      }
    }
    world.tell(line.label() + " is changed in the mapping, or back");
    changed = lines.equals(world.lines()) ? null : line;
    world.daemon().configure(lines);
  }

  /** Whether this line was out of the mapping for a while. */
  boolean wasTakenOut(FieldRule line) {
    return takenOut.contains(line);
  }

  private void changed(FieldRule line, List<FieldRule> lines) {
    switch (tape.aside("how it changes", 7)) {
      case 1 -> lines.add(line.flow(Flow.FROM_HUBSPOT));
      case 2 -> lines.add(line.flow(Flow.FROM_SALESFORCE));
      case 3 -> lines.add(line.bothChanged(BothChanged.HUBSPOT));
      case 4 -> lines.add(line.bothChanged(BothChanged.SALESFORCE));
      case 5 -> lines.add(line.bothChanged(BothChanged.PARK));
      case 6 -> takenOut.add(line);
      default -> lines.add(line);
    }
  }

  /** What was typed while another line was in force is not lost when the old one comes back. */
  @Override
  public void end() {
    if (changed != null) {
      editEverywhere(changed);
      world.comeToRest();
      if (!world.hubspot.schema().lacks() && !world.salesforce.schema().lacks()) {
        Agreement.checkAllBut(changed, false, world);
      }
      changed = null;
      world.daemon().configure(world.lines());
    }
  }

  /** Of each link on one side. */
  private void editEverywhere(FieldRule line) {
    for (LinkRow link : world.remembered.links()) {
      Side side = link.link().id() % 2 == 0 ? Side.HUBSPOT : Side.SALESFORCE;
      FakeRecord record = world.crm(side).of(link);
      String field = record == null ? null : line.field(side, record.object);
      if (record != null && field != null) {
        world.people.type(side, record, field, world.people.typing().first(line, side));
      }
    }
  }
}
