package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people do in both systems, at any moment and without knowing of each other. */
final class People {
  private static final int PEOPLE_MAX = 4;
  private static final String FORM_AT = "recent_conversion_date";

  private final Tape tape;
  private final World world;
  private final Typing typing;
  private final Departing departing;

  /**
   * Whether people get other addresses here; else Leads are converted. The Contact of a Lead whose
   * person got another address meanwhile cannot be told from a new person by anything that the loop
   * asks for.
   */
  private final boolean addressesChange;

  /** Whether records are deleted, restored and merged here. */
  private final boolean departs;

  private final Set<String> neverLetThrough = new HashSet<>();
  private int people;

  People(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
    this.typing = new Typing(tape);
    this.departing = new Departing(tape, world);
    this.addressesChange = tape.next("addresses change", 2) == 1;
    this.departs = tape.next("records depart", 3) == 2;
  }

  Typing typing() {
    return typing;
  }

  /** What people do; how often each is in the list is how often it happens. */
  private enum Deed {
    ARRIVE,
    SAY,
    CONVERT,
    BLOCK,
    EDIT,
    DELETE,
    RESTORE,
    MERGE
  }

  private static final List<Deed> DEEDS =
      List.of(
          Deed.EDIT,
          Deed.ARRIVE,
          Deed.ARRIVE,
          Deed.SAY,
          Deed.CONVERT,
          Deed.BLOCK,
          Deed.EDIT,
          Deed.EDIT,
          Deed.EDIT,
          Deed.EDIT,
          Deed.EDIT,
          Deed.DELETE,
          Deed.RESTORE,
          Deed.MERGE);

  /** Somebody does something on one side. */
  void act() {
    world.story().step();
    Deed deed = DEEDS.get(tape.next("deed", DEEDS.size()));
    Side side = tape.next("side", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
    if (people > 0 && world.newLeads() && tape.oneIn("raises a hand", 6)) {
      raiseHand();
    } else if (people > 0 && world.tasks() && tape.onceIn("raises a hand", 6)) {
      raiseHand();
    } else if (people == 0 || (deed == Deed.ARRIVE && people < PEOPLE_MAX)) {
      arrive(side);
    } else if (deed == Deed.SAY) {
      say();
    } else if (deed == Deed.CONVERT && !addressesChange && tape.next("converts", 2) == 1) {
      convert();
    } else if (deed == Deed.BLOCK) {
      block();
    } else if (deed == Deed.DELETE && departs) {
      departing.delete(side);
    } else if (deed == Deed.RESTORE && departs) {
      departing.restoreOne(side);
    } else if (deed == Deed.MERGE && departs) {
      departing.merge(side);
    } else {
      edit(side);
    }
  }

  /** Those who delete, restore and merge records. */
  Departing departing() {
    return departing;
  }

  /** Whether records are deleted, restored and merged in this history. */
  boolean depart() {
    return departs;
  }

  /** Whether people get other addresses in this history. */
  boolean addressesChange() {
    return addressesChange;
  }

  /** How many people there are. */
  int count() {
    return people;
  }

  /** Whether this contact was kept out of Salesforce from its first moment on. */
  boolean isNeverLetThrough(FakeRecord contact) {
    return neverLetThrough.contains(contact.id);
  }

  /** Marks a contact as one that is not to be created in Salesforce, or takes the mark away. */
  private void block() {
    List<FakeRecord> contacts = world.open(Side.HUBSPOT);
    if (!contacts.isEmpty()) {
      FakeRecord contact = contacts.get(tape.next("record", contacts.size()));
      boolean blocked = contact.shows(SimulatedRules.BLOCKED).equals("true");
      neverLetThrough.remove(contact.id);
      type(Side.HUBSPOT, contact, SimulatedRules.BLOCKED, blocked ? "" : "true");
    }
  }

  private void arrive(Side side) {
    people++;
    String email = "Person" + people + "@Example.com";
    Map<String, String> fields = new LinkedHashMap<>();
    for (FieldRule rule : world.lines()) {
      String field = rule.field(side, RecordKey.LEAD);
      if (!Mapping.isDerived(field)
          && rule.flow().writesTo(side)
          && tape.next("filled in", 2) == 1) {
        fields.put(field, typing.first(rule, side));
      }
    }
    fields.put(side == Side.HUBSPOT ? "email" : "Email", email);
    if (side == Side.SALESFORCE) {
      fields.putIfAbsent("Company", typing.fresh());
      fields.put("Status", "Open");
    }
    boolean both = tape.next("on both sides", 4) == 3;
    boolean blocked = side == Side.HUBSPOT && !both && tape.next("blocked", 6) == 5;
    if (blocked) {
      fields.put(SimulatedRules.BLOCKED, "true");
    }
    FakeRecord arrived = world.crm(side).create(object(side), fields);
    if (blocked && arrived != null) {
      neverLetThrough.add(arrived.id);
    }
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
    FakeCrm crm = world.crm(side);
    FakeRecord written = crm.writer().lastWritten();
    boolean same =
        written != null && records.contains(written) && tape.next("what was written", 3) == 2;
    FakeRecord record = same ? written : records.get(tape.next("record", records.size()));
    List<FieldRule> rules =
        world.lines().stream()
            .filter(rule -> !rule.hubspot().startsWith("sales_"))
            .filter(rule -> rule.field(side, record.object) != null)
            .filter(
                rule ->
                    !same || crm.writer().lastFields().contains(rule.field(side, record.object)))
            .filter(rule -> rule.form() != Form.EMAIL || (addressesChange && isKnownByKey(record)))
            .toList();
    if (rules.isEmpty()) {
      return;
    }
    FieldRule rule = rules.get(tape.next("field", rules.size()));
    String field = rule.field(side, record.object);
    String now = record.shows(field);
    String other = typing.next(rule, side, record, field);
    if (!other.equals(now)) {
      type(side, record, field, other);
    }
  }

  /**
   * Without a key an address is all that tells who a person is on the other side; and where a link
   * may be forgotten, a key tells it from one side alone.
   */
  private boolean isKnownByKey(FakeRecord record) {
    if (world.storeIsPutBack()) {
      return false;
    }
    return record.fields.containsKey(FakeSalesforce.KEY)
        || record.fields.containsKey(FakeHubSpot.KEY)
        || world.salesforce.records().stream()
            .anyMatch(other -> other.shows(FakeSalesforce.KEY).equals(record.id));
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

  private void say() {
    List<FakeRecord> leads = leads();
    if (!leads.isEmpty()) {
      FakeRecord lead = leads.get(tape.next("record", leads.size()));
      Map<String, String> said =
          tape.next("accepted", 2) == 1
              ? Map.of("Status", "Working", "Reason", "")
              : Map.of("Status", "Rejected", "Reason", "No budget " + tape.next("reason", 2));
      world.salesforce.change(lead, said);
      world.tell("sales says of Lead %s: %s".formatted(lead.id, said));
    }
  }

  /** Somebody sends a form. */
  private void raiseHand() {
    List<FakeRecord> contacts = world.open(Side.HUBSPOT);
    if (!contacts.isEmpty()) {
      raiseHand(contacts.get(tape.next("record", contacts.size())));
    }
  }

  void raiseHand(FakeRecord contact) {
    String at = world.hubspot.now().truncatedTo(ChronoUnit.MILLIS).toString();
    world.hubspot.change(contact, Map.of(FORM_AT, at));
    world.tell("contact " + contact.id + " sends a form");
  }

  /** Whether this contact's person sent a form after that time. */
  boolean raisedHandAfter(Instant time, FakeRecord contact) {
    String at = contact.shows(FORM_AT);
    return !at.isEmpty() && Instant.parse(at).isAfter(time);
  }

  /** Two records of one person, of which one was left, are for a person to put right. */
  private List<FakeRecord> convertible() {
    return leads().stream().filter(lead -> departs || !lead.left).toList();
  }

  /** Now and then the Contact is there already, mostly as somebody else's; null for a new one. */
  private @Nullable FakeRecord existing() {
    List<FakeRecord> contacts =
        world.open(Side.SALESFORCE).stream()
            .filter(record -> record.object.equals(RecordKey.CONTACT))
            .toList();
    return departs && !contacts.isEmpty() && tape.onceIn("converts into another", 3)
        ? contacts.get(tape.aside("into which", contacts.size()))
        : null;
  }

  private void convert() {
    List<FakeRecord> leads = convertible();
    if (!leads.isEmpty()) {
      FakeRecord written = world.salesforce.writer().lastWritten();
      FakeRecord lead =
          leads.contains(written) && tape.next("what was written", 3) == 2
              ? written
              : leads.get(tape.next("record", leads.size()));
      FakeRecord contact = world.salesforce.convert(lead, existing());
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
      for (FieldRule rule : world.lines()) {
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
    OwnField field = own.get(tape.next("own field", own.size()));
    if (tape.next("what was written", 3) == 2) {
      field =
          own.stream()
              .filter(one -> one.record() == world.crm(one.side()).writer().lastWritten())
              .filter(one -> world.crm(one.side()).writer().lastFields().contains(one.field()))
              .findFirst()
              .orElse(field);
    }
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
