package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Owners;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a world that came to rest and says which promise was broken. Knows nothing of the loop.
 */
final class Promises {
  private final World world;
  private final List<String> broken = new ArrayList<>();

  private Promises(World world) {
    this.world = world;
  }

  /** Runs a whole history and returns the promises that it broke, each with what was seen. */
  static List<String> after(World world) {
    Promises promises = new Promises(world);
    world.run(60);
    world.calmDown();
    promises.atRest();
    promises.noLostEdit();
    List<OwnField> own = promises.ownFields();
    own.forEach(
        field ->
            world.people.editOwn(
                field, world.people.typing().first(field.rule(), field.side()).strip()));
    int notesBefore = world.hubspot.notes().size();
    int said = promises.lastWord();
    world.onlyEdit(own);
    world.run(40);
    world.calmDown();
    own.forEach(promises::survived);
    promises.atRest();
    promises.notes(notesBefore, said);
    return promises.broken;
  }

  private void atRest() {
    converged();
    noTwin();
    quiet();
    nothingOpen();
  }

  private void check(boolean holds, String promise, String seen) {
    if (!holds) {
      broken.add(promise + ": " + seen);
    }
  }

  private Map<String, FakeRecord> byId(Side side) {
    Map<String, FakeRecord> byId = new HashMap<>();
    world.crm(side).records().forEach(record -> byId.put(record.id, record));
    return byId;
  }

  /** P1: both sides agree under the mapping. */
  private void converged() {
    Map<String, FakeRecord> contacts = byId(Side.HUBSPOT);
    Map<String, FakeRecord> leads = byId(Side.SALESFORCE);
    for (LinkRow link : world.links()) {
      FakeRecord contact = contacts.get(link.link().hubspotId());
      FakeRecord lead = leads.get(link.link().salesforce().id());
      for (FieldRule rule : SimulatedRules.FIELDS) {
        String field = rule.field(Side.SALESFORCE, lead.object);
        if (field == null || Mapping.isDerived(field) || waitsForAPerson(link, rule)) {
          continue;
        }
        String hubspot = contact.fields.getOrDefault(rule.hubspot(), "");
        String salesforce = lead.fields.getOrDefault(field, "");
        boolean blank =
            rule.blanks() == Blanks.KEPT_OUT
                && (hubspot.isEmpty() || rule.isBlank(Side.SALESFORCE, salesforce));
        boolean cut =
            field.equals("FirstName")
                && (hubspot.startsWith(salesforce) || salesforce.startsWith(hubspot));
        boolean rounded =
            rule.form() == Form.NUMBER
                && world.salesforce.rewritten(field, hubspot).equals(salesforce);
        check(
            rule.agree(hubspot.strip(), salesforce, Owners.NONE) || blank || cut || rounded,
            "P1 convergence",
            link.link().label()
                + " "
                + rule.label()
                + ": \""
                + hubspot
                + "\" and \""
                + salesforce
                + "\"");
      }
    }
    int open = world.open(Side.HUBSPOT).size();
    check(
        world.links().size() == open,
        "P1 convergence",
        world.links().size() + " links for " + open + " contacts");
  }

  /** Whether the loop says of this field that nobody but a person can decide it. */
  private boolean waitsForAPerson(LinkRow link, FieldRule rule) {
    boolean mayWait =
        rule.bothChanged() == BothChanged.PARK || rule.bothChanged() == BothChanged.LATEST;
    return mayWait
        && world.problems(link).stream().anyMatch(problem -> problem.field().equals(rule.label()));
  }

  /** P3 and P1: nothing is written any more. */
  private void quiet() {
    int before = world.hubspot.writes() + world.salesforce.writes() + world.hubspot.notes().size();
    for (int i = 0; i < 3; i++) {
      world.clock.advance(java.time.Duration.ofSeconds(60));
      world.cycle();
    }
    int after = world.hubspot.writes() + world.salesforce.writes() + world.hubspot.notes().size();
    check(after == before, "P3 no echo", (after - before) + " writes while nobody did anything");
  }

  /** P4: one person, one contact, one lead or contact. */
  private void noTwin() {
    for (Side side : Side.values()) {
      Map<String, String> seen = new HashMap<>();
      for (FakeRecord record : world.open(side)) {
        String email =
            record
                .fields
                .getOrDefault(side == Side.HUBSPOT ? "email" : "Email", "")
                .toLowerCase(java.util.Locale.ROOT);
        String other = seen.put(email, record.id);
        check(
            other == null,
            "P4 no twin",
            side.word() + " " + other + " and " + record.id + " are both " + email);
      }
    }
  }

  /**
   * P2: a value that a person typed and that is not there any more stands in the journal as written
   * over, also where it was typed in the one open window between our read and our write.
   */
  private void noLostEdit() {
    Set<String> journalled = new HashSet<>();
    for (JournalRow row : world.journal()) {
      for (JournalRow.Field field : row.fields()) {
        journalled.add(field.name() + " " + field.hubspot().strip());
        journalled.add(field.name() + " " + field.salesforce().strip());
      }
    }
    for (Side side : Side.values()) {
      for (FakeRecord record : world.open(side)) {
        for (FieldRule rule : SimulatedRules.FIELDS) {
          String field = rule.field(side, record.object);
          String typed = field == null ? null : record.typed.get(field);
          if (typed == null
              || typed.isEmpty()
              || typed.equals(record.fields.getOrDefault(field, ""))) {
            continue;
          }
          check(
              journalled.contains(rule.label() + " " + typed.strip()),
              "P2 no lost edit",
              side.word()
                  + " "
                  + record.id
                  + " "
                  + field
                  + " \""
                  + typed
                  + "\" is gone and not in the journal");
        }
      }
    }
  }

  /** P5: the fate of every write is known. */
  private void nothingOpen() {
    check(world.openIntents() == 0, "P5 exactly once", world.openIntents() + " open intents");
    check(world.dueRows() == 0, "P1 convergence", world.dueRows() + " rows still due");
  }

  /**
   * From here on each field is edited on one side alone, so that whatever its people type last must
   * be what both sides show in the end, whatever goes wrong.
   */
  private List<OwnField> ownFields() {
    List<OwnField> own = new ArrayList<>();
    Map<String, FakeRecord> contacts = byId(Side.HUBSPOT);
    Map<String, FakeRecord> leads = byId(Side.SALESFORCE);
    int turn = 0;
    for (LinkRow link : world.links()) {
      FakeRecord contact = contacts.get(link.link().hubspotId());
      FakeRecord lead = leads.get(link.link().salesforce().id());
      for (FieldRule rule : SimulatedRules.FIELDS) {
        String salesforceField = rule.field(Side.SALESFORCE, lead.object);
        if (rule.hubspot().startsWith("sales_")
            || rule.hubspot().equals("email")
            || rule.hubspot().equals(SimulatedRules.STAGE)
            || rule.hubspot().equals(SimulatedRules.RATING)
            || rule.isOptOut()
            || salesforceField == null) {
          continue;
        }
        Side side =
            rule.flow() == Flow.FROM_HUBSPOT || turn++ % 2 == 0 ? Side.HUBSPOT : Side.SALESFORCE;
        boolean waits = waitsForAPerson(link, rule);
        own.add(
            side == Side.HUBSPOT
                ? new OwnField(rule, side, contact, rule.hubspot(), lead, salesforceField, waits)
                : new OwnField(rule, side, lead, salesforceField, contact, rule.hubspot(), waits));
      }
    }
    return own;
  }

  private void survived(OwnField own) {
    String typed = own.record().typed.getOrDefault(own.field(), "");
    String here = world.crm(own.side()).rewritten(own.field(), typed);
    String there = world.crm(own.side().other()).rewritten(own.otherField(), here);
    shows(own.record(), own.field(), here);
    boolean blank = own.rule().isBlank(own.side(), here);
    String shown = own.other().fields.getOrDefault(own.otherField(), "");
    boolean sameWhenRewritten = here.equals(world.crm(own.side()).rewritten(own.field(), shown));
    if (!sameWhenRewritten && (!blank || own.rule().blanks() == Blanks.CARRIED)) {
      shows(own.other(), own.otherField(), there);
    }
  }

  private void shows(FakeRecord record, String field, String value) {
    check(
        value.strip().equals(record.fields.getOrDefault(field, "").strip()),
        "P2 no lost edit",
        "%s %s %s shows \"%s\" and not \"%s\", which was typed on one side alone"
            .formatted(record.object, record.id, field, record.fields.get(field), value));
  }

  /** Sales rejects every open lead with a new reason. */
  private int lastWord() {
    int said = 0;
    Map<String, FakeRecord> leads = byId(Side.SALESFORCE);
    for (LinkRow link : world.links()) {
      FakeRecord lead = leads.get(link.link().salesforce().id());
      if (lead.object.equals("Lead")) {
        world.salesforce.change(lead, Map.of("Status", "Rejected", "Reason", "Last word"));
        said++;
      }
    }
    return said;
  }

  /** P5: one note for each disposition, and the marketer's properties say it. */
  private void notes(int before, int said) {
    List<String> notes = world.hubspot.notes();
    check(
        new HashSet<>(notes).size() == notes.size(),
        "P5 exactly once",
        "a note stands twice: " + notes);
    check(
        notes.size() == before + said,
        "P5 exactly once",
        (notes.size() - before) + " notes for " + said + " dispositions");
    Map<String, FakeRecord> contacts = byId(Side.HUBSPOT);
    Map<String, FakeRecord> leads = byId(Side.SALESFORCE);
    for (LinkRow link : world.links()) {
      if (leads.get(link.link().salesforce().id()).object.equals("Lead")) {
        FakeRecord contact = contacts.get(link.link().hubspotId());
        check(
            "rejected".equals(contact.fields.get("sales_said"))
                && "Last word".equals(contact.fields.get("sales_reason")),
            "P1 convergence",
            "contact " + contact.id + " shows " + contact.fields.get("sales_said"));
      }
    }
  }
}
