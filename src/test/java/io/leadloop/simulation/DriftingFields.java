package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An admin of one side hides a mapped field from our user, makes it read-only, or takes a word out
 * of its picklist; and some time later it is as it was.
 */
final class DriftingFields implements Hardship {
  private static final List<FieldRule> LINES =
      SimulatedRules.FIELDS.stream()
          .filter(rule -> rule.form() != Form.EMAIL && !rule.hubspot().equals("company"))
          .filter(rule -> !Mapping.isDerived(rule.salesforce()))
          .toList();

  private final Tape tape;
  private final World world;
  private final boolean on;
  private @Nullable FieldRule line;

  DriftingFields(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name());
  }

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  /** The line that lacks a field now; null for none. */
  @Nullable FieldRule line() {
    return line;
  }

  @Override
  public void strike() {
    switch (tape.aside("what drifts", 4)) {
      case 1 -> change();
      case 2 -> heal();
      default -> world.daemon().lookAtFields();
    }
  }

  private void change() {
    heal();
    FieldRule rule = LINES.get(tape.aside("line that drifts", LINES.size()));
    Side side = tape.aside("side that drifts", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
    FakeSchema schema = world.crm(side).schema();
    int how = tape.aside("how it drifts", 3);
    if (how == 2 && side == Side.SALESFORCE && rule.hubspot().equals(SimulatedRules.RATING)) {
      String word = FakeField.RATINGS.get(tape.aside("word lost", FakeField.RATINGS.size()));
      schema.lose(word);
      world.injected("Salesforce's Rating loses \"" + word + "\"");
      return;
    }
    line = rule;
    for (String object : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      String field = rule.field(side, object);
      if (field != null && how == 1) {
        schema.hide(field);
      } else if (field != null) {
        schema.makeReadOnly(field);
      }
    }
    world.injected(
        "%s of %s is %s for our user"
            .formatted(rule.label(), side.label(), how == 1 ? "hidden" : "read-only"));
  }

  private void heal() {
    if (lacks()) {
      world.tell("all fields are as they were");
    }
    line = null;
    for (Side side : Side.values()) {
      world.crm(side).schema().heal();
    }
  }

  private boolean lacks(FieldRule rule) {
    return Stream.of(Side.values())
        .anyMatch(side -> !world.crm(side).schema().drift(List.of(rule)).isEmpty());
  }

  private boolean lacks() {
    return world.hubspot.schema().lacks() || world.salesforce.schema().lacks();
  }

  /** As long as a field is not as it was, everything that does not rest on it goes on. */
  @Override
  public void end() {
    if (line != null) {
      world.daemon().lookAtFields();
      world.comeToRest();
      Agreement.checkAllBut(line, lacks(line), world);
    }
    heal();
    if (on) {
      world.daemon().lookAtFields();
    }
  }
}
