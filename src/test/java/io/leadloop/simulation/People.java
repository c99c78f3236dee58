package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people do in both systems, at any moment and without knowing of each other. */
final class People {
  private static final int PEOPLE_MAX = 4;

  private final Tape tape;
  private final World world;
  private final Typing typing;
  private int people;

  People(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
    this.typing = new Typing(tape);
  }

  Typing typing() {
    return typing;
  }

  /** Somebody does something on one side. */
  void act() {
    int what = tape.next(10);
    Side side = tape.next(2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
    if (people < PEOPLE_MAX && (what < 2 || people == 0)) {
      arrive(side);
    } else if (what == 2) {
      dispose();
    } else if (what == 3 && tape.next(3) == 2) {
      convert();
    } else {
      edit(side);
    }
  }

  private void arrive(Side side) {
    people++;
    String email = "Person" + people + "@Example.com";
    Map<String, String> fields = new LinkedHashMap<>();
    for (FieldRule rule : SimulatedRules.FIELDS) {
      String field = rule.field(side, RecordKey.LEAD);
      if (!Mapping.isDerived(field) && rule.flow().writesTo(side) && tape.next(2) == 1) {
        fields.put(field, typing.first(rule, side));
      }
    }
    fields.put(side == Side.HUBSPOT ? "email" : "Email", email);
    if (side == Side.SALESFORCE) {
      fields.putIfAbsent("Company", typing.fresh());
      fields.put("Status", "Open");
    }
    boolean both = tape.next(4) == 3;
    world.crm(side).create(object(side), fields);
    if (both) {
      world.clock.advance(Duration.ofMillis(7));
      String phone = typing.fresh();
      world
          .crm(side.other())
          .create(
              object(side.other()),
              side == Side.HUBSPOT
                  ? Map.of(
                      "Email", email, "Company", typing.fresh(), "Status", "Open", "Phone", phone)
                  : Map.of("email", email, "phone", phone));
    }
    world.tell(
        "person %d arrives in %s%s with %s"
            .formatted(people, side.label(), both ? " and on the other side" : "", fields));
  }

  private static String object(Side side) {
    return side == Side.HUBSPOT ? RecordKey.HUBSPOT_CONTACTS : RecordKey.LEAD;
  }

  private void edit(Side side) {
    List<FakeRecord> records = world.open(side);
    if (records.isEmpty()) {
      return;
    }
    FakeRecord record = records.get(tape.next(records.size()));
    List<FieldRule> rules =
        SimulatedRules.FIELDS.stream()
            .filter(rule -> !rule.hubspot().startsWith("sales_") && !rule.hubspot().equals("email"))
            .filter(rule -> rule.field(side, record.object) != null)
            .toList();
    FieldRule rule = rules.get(tape.next(rules.size()));
    String field = rule.field(side, record.object);
    String now = record.shows(field);
    String other = typing.next(rule, side, record, field);
    if (!other.equals(now)) {
      type(side, record, field, other);
    }
  }

  /** Types a value, if the vendor takes it. */
  void type(Side side, FakeRecord record, String field, String text) {
    String now = record.shows(field);
    if (world.crm(side).change(record, Map.of(field, text))) {
      record.remember(field, now);
      world.tell(
          "somebody changes %s of %s in %s: \"%s\" to \"%s\""
              .formatted(field, record.id, side.label(), now, text));
    }
  }

  private void dispose() {
    List<FakeRecord> leads = leads();
    if (!leads.isEmpty()) {
      FakeRecord lead = leads.get(tape.next(leads.size()));
      Map<String, String> said =
          tape.next(2) == 1
              ? Map.of("Status", "Working", "Reason", "")
              : Map.of("Status", "Rejected", "Reason", "No budget " + tape.next(2));
      world.salesforce.change(lead, said);
      world.tell("sales says of Lead %s: %s".formatted(lead.id, said));
    }
  }

  private void convert() {
    List<FakeRecord> leads = leads();
    if (!leads.isEmpty()) {
      FakeRecord lead = leads.get(tape.next(leads.size()));
      FakeRecord contact = world.salesforce.convert(lead);
      world.tell("Lead %s is converted into Contact %s".formatted(lead.id, contact.id));
    }
  }

  private List<FakeRecord> leads() {
    return world.open(Side.SALESFORCE).stream()
        .filter(record -> record.object.equals(RecordKey.LEAD))
        .toList();
  }

  /** Somebody corrects what Salesforce refuses. */
  void correct() {
    for (FakeRecord contact : world.open(Side.HUBSPOT)) {
      for (FieldRule rule : SimulatedRules.FIELDS) {
        String text = contact.shows(rule.hubspot());
        FakeField field = FakeField.of(rule.salesforce());
        String kept = field.kept(text);
        if (!kept.isEmpty() && field.refuse(kept) != null) {
          type(Side.HUBSPOT, contact, rule.hubspot(), typing.corrected(rule));
        }
      }
    }
  }

  /** An edit of a field on its own side; where it waits for a person, on both, to the same. */
  void editOwn(OwnField field, String text) {
    if (field.waits()) {
      type(field.side().other(), field.other(), field.otherField(), text);
    }
    type(field.side(), field.record(), field.field(), text);
  }

  /** An edit of one of these fields, each of which has only one side that edits it. */
  void actOn(List<OwnField> own) {
    if (own.isEmpty()) {
      return;
    }
    OwnField field = own.get(tape.next(own.size()));
    String text = typing.next(field.rule(), field.side(), field.record(), field.field()).strip();
    // Where the other side keeps a blank, a value that goes and comes back did not move.
    boolean back =
        text.equals(field.record().previous(field.field()))
            && !field.other().fields.containsKey(field.otherField());
    if (!text.isEmpty() || !field.field().equals("Company")) {
      editOwn(field, back ? typing.first(field.rule(), field.side()).strip() : text);
    }
  }
}
