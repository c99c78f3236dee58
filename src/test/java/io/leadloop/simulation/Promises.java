package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leads a history through its parts and says which promise was broken: everything at once, rest,
 * both sides at once, each field on one side alone, rest. Knows nothing of the loop.
 */
final class Promises {
  private static final int STEPS_AT_FIRST = 50;
  static final int STEPS_ON_OWN_FIELDS = 30;
  private static final int STEPS_OF_DELETIONS = 12;
  private static final int MERGES_MAX = 4;
  private static final String LAST_WORD = "Last word";

  /** Longer than clocks are wrong by and transactions take. */
  static final Duration SURELY_LATER = Duration.ofMinutes(10);

  private final World world;
  private final Findings findings = new Findings();
  private final Agreement agreement;

  private Promises(World world) {
    this.world = world;
    this.agreement = new Agreement(world, findings);
  }

  /** Runs a whole history and returns the promises that it broke, each with what was seen. */
  static List<String> after(World world) {
    Promises promises = new Promises(world);
    world.run(STEPS_AT_FIRST);
    world.calmDown();
    if (world.people.depart()) {
      promises.departed();
    }
    promises.agreement.check();
    promises.noLostEdit();
    promises.bothSides();
    promises.sameOnBothSides();
    if (world.storeIsPutBack()) {
      // A store that forgot decides by the vendors' times alone, and is no better than they are.
      world.clock.advance(SURELY_LATER);
    }
    List<OwnField> own = promises.ownFields();
    own.forEach(
        field ->
            world.people.editOwn(
                field, world.people.typing().first(field.rule(), field.side()).strip()));
    int notesBefore = world.hubspot.notes().size();
    int said = promises.lastWord();
    world.onlyEdit(own);
    world.run(STEPS_ON_OWN_FIELDS);
    world.calmDown();
    own.forEach(promises::survived);
    promises.agreement.check();
    promises.notes(notesBefore, said);
    new ComingBack(world, promises.findings, promises.agreement).check();
    world.hardships().check(promises.findings);
    return promises.findings.broken();
  }

  /**
   * Deletions are looked at, then undone, and merges are finished: only two stand for one person.
   */
  private void departed() {
    Departing departing = world.people.departing();
    if (world.deletesBoth()) {
      deletedAtRest(departing);
    }
    agreement.checkDeparted();
    departing.restoreAll();
    world.calmDown();
    agreement.checkBack();
    // A merge may show another: three of one person.
    for (int i = 0; i < MERGES_MAX && departing.finishMerges(); i++) {
      world.calmDown();
    }
  }

  /** Somebody deletes a record that nobody edits, and may restore it, while anything goes wrong. */
  private void deletedAtRest(Departing departing) {
    world.clock.advance(World.LONG);
    departing.deleteOne();
    world.clock.advance(World.LONG);
    // Of a store that is put back while all its records are deleted, no token tells.
    if (!world.storeIsPutBack()) {
      world.onlyFaults();
    }
    world.run(STEPS_OF_DELETIONS);
    departing.restoreSoon();
    world.run(STEPS_OF_DELETIONS);
    world.calmDown();
  }

  /**
   * P2: a value that a person typed and that is not there any more stands in the journal as written
   * over, also where it was typed in the one open window between our read and our write. While a
   * person has to decide, the open write itself remembers it.
   */
  private void noLostEdit() {
    Set<String> journalled = new HashSet<>();
    Stream.concat(
            world.story().journal().stream().map(JournalRow::fields),
            world.remembered.openOfResting().stream().map(Intent::journalled))
        .flatMap(List::stream)
        .forEach(
            field -> {
              journalled.add(field.name() + " " + field.hubspot().strip());
              journalled.add(field.name() + " " + field.salesforce().strip());
            });
    for (Side side : Side.values()) {
      for (FakeRecord record : world.open(side)) {
        for (FieldRule rule : world.lines()) {
          String field = rule.field(side, record.object);
          String typed = field == null ? "" : record.typed.getOrDefault(field, "");
          // Who takes their own tick back may have left it as it was.
          boolean tookBack = rule.isOptOut() && typed.equals("false");
          findings.check(
              typed.isEmpty()
                  || typed.equals(record.shows(field))
                  || world.forgotWrites(side, record)
                  // Of a line that is out of the mapping when a lost answer is cleared up, nobody
                  // asks for the history.
                  || world.hardships().changingLines().wasTakenOut(rule)
                  || world.hardships().erasing().isErased(side, record)
                  || journalled.contains(rule.label() + " " + typed.strip())
                  || (tookBack && journalled.contains(rule.label() + " ")),
              "P2 no lost edit",
              "%s %s %s \"%s\" is gone and not in the journal"
                  .formatted(side.word(), record.id, field, typed));
        }
      }
    }
  }

  /** What everybody edits on both sides, and what must be there in the end. */
  private void bothSides() {
    List<Runnable> checks = new ArrayList<>();
    for (LinkRow link : links(world)) {
      laterWins(link, checks);
      optOutWins(link, checks);
    }
    if (!checks.isEmpty()) {
      reachBothSides();
      checks.forEach(Runnable::run);
    }
  }

  /** The links whose records are there; that others are not is known as a breach already. */
  static List<LinkRow> links(World world) {
    return world.remembered.links().stream()
        .filter(link -> world.hubspot.of(link) != null && world.salesforce.of(link) != null)
        .toList();
  }

  /** P2: where both sides changed a field and the later edit wins, it is there in the end. */
  private void laterWins(LinkRow link, List<Runnable> checks) {
    FakeRecord contact = world.hubspot.of(link);
    FakeRecord lead = world.salesforce.of(link);
    String first = world.people.typing().fresh().strip();
    String later = world.people.typing().fresh().strip();
    boolean salesforceIsLater = link.link().id() % 2 == 0;
    type(contact, lead, !salesforceIsLater, first);
    world.clock.advance(SURELY_LATER);
    type(contact, lead, salesforceIsLater, later);
    checks.add(() -> shows(contact, "phone", later, "was typed last"));
    checks.add(() -> shows(lead, "Phone", later, "was typed last"));
  }

  /** P2: whoever does not want to be called on one side is not called from the other. */
  private void optOutWins(LinkRow link, List<Runnable> checks) {
    FakeRecord contact = world.hubspot.of(link);
    FakeRecord lead = world.salesforce.of(link);
    boolean inSalesforce = link.link().id() % 2 == 0;
    world.people.type(
        inSalesforce ? Side.SALESFORCE : Side.HUBSPOT,
        inSalesforce ? lead : contact,
        inSalesforce ? "DoNotCall" : "no_calls",
        "true");
    checks.add(() -> shows(contact, "no_calls", "true", "is an opt-out"));
    checks.add(() -> shows(lead, "DoNotCall", "true", "is an opt-out"));
  }

  /** People type the same on both sides; who then edits one side alone is in nobody's way. */
  private void sameOnBothSides() {
    for (OwnField field : ownFields()) {
      String same = world.people.typing().first(field.rule(), Side.SALESFORCE).strip();
      String kept = world.salesforce.rewritten("FirstName", same);
      world.people.type(field.side(), field.record(), field.field(), kept);
      world.people.type(field.side().other(), field.other(), field.otherField(), kept);
    }
    reachBothSides();
  }

  /** A cycle at once, and one when every index shows what there is. */
  private void reachBothSides() {
    world.cycle();
    world.clock.advance(Duration.ofSeconds(301));
    world.cycle();
  }

  private void type(FakeRecord contact, FakeRecord lead, boolean inSalesforce, String text) {
    world.people.type(
        inSalesforce ? Side.SALESFORCE : Side.HUBSPOT,
        inSalesforce ? lead : contact,
        inSalesforce ? "Phone" : "phone",
        text);
  }

  /**
   * From here on each field is edited on one side alone, so that whatever its people type last must
   * be what both sides show in the end, whatever goes wrong.
   */
  private List<OwnField> ownFields() {
    List<OwnField> own = new ArrayList<>();
    int turn = 0;
    for (LinkRow link : links(world)) {
      FakeRecord contact = world.hubspot.of(link);
      FakeRecord lead = world.salesforce.of(link);
      for (FieldRule rule : world.lines()) {
        String onLead = rule.field(Side.SALESFORCE, lead.object);
        if (onLead != null && SimulatedRules.IS_FREE_TEXT.test(rule)) {
          boolean hubspot = rule.flow() == Flow.FROM_HUBSPOT || turn++ % 2 == 0;
          boolean waits = Agreement.waitsForAPerson(world, link, rule);
          own.add(
              hubspot
                  ? OwnField.of(rule, Side.HUBSPOT, contact, rule.hubspot(), lead, onLead, waits)
                  : OwnField.of(
                      rule, Side.SALESFORCE, lead, onLead, contact, rule.hubspot(), waits));
        }
      }
    }
    return own;
  }

  private void survived(OwnField own) {
    if (world.storeIsPutBack() && isLeftOpen(own)) {
      return;
    }
    if (own.record().left || own.other().left) {
      // To an old store a hand-raise may be news again, and then this is a Lead that was left.
      return;
    }
    String typed = own.record().typed.getOrDefault(own.field(), "");
    String here = world.crm(own.side()).rewritten(own.field(), typed);
    String there = world.crm(own.side().other()).rewritten(own.otherField(), here);
    shows(own.record(), own.field(), here, "was typed on one side alone");
    boolean blank = own.rule().isBlank(own.side(), here);
    String shown = own.other().shows(own.otherField());
    boolean sameWhenRewritten = here.equals(world.crm(own.side()).rewritten(own.field(), shown));
    boolean carried = !blank || own.rule().blanks() == Blanks.CARRIED;
    if (!sameWhenRewritten && carried) {
      shows(own.other(), own.otherField(), there, "was typed on one side alone");
    }
    findings.check(
        carried || own.otherWasBlank() || !shown.isEmpty(),
        "P2 no lost edit",
        "%s %s %s was cleared, although blanks are kept out"
            .formatted(own.other().object, own.other().id, own.otherField()));
  }

  /**
   * A store that forgot what both sides agreed on fills every blank, so that an edit of the other
   * side may fall into the open window, of which nobody tells if the answer is open when a store is
   * put back once more. It leaves to a person what a rule leaves to a person. What was joined after
   * it was copied waits for a person anew.
   */
  private boolean isLeftOpen(OwnField own) {
    return world.forgotWrites(own.side(), own.record())
        || own.record().shows(own.field()).isEmpty()
        || own.record().typed.getOrDefault(own.field(), "").isEmpty()
        || world.story().journal().stream()
            .flatMap(row -> row.fields().stream())
            .filter(field -> field.why().contains("fell between our read and our write"))
            .anyMatch(field -> field.name().equals(own.rule().label()))
        || world.remembered.links().stream()
            .filter(
                link ->
                    world.hubspot.of(link) == own.record()
                        || world.salesforce.of(link) == own.record())
            .anyMatch(link -> Agreement.waitsForAPerson(world, link, own.rule()))
        || world.remembered.allLinks().stream()
            .filter(
                link ->
                    world.salesforce.of(link) == own.record()
                        || world.salesforce.of(link) == own.other())
            .anyMatch(link -> link.gone() == null && !world.remembered.links().contains(link));
  }

  private void shows(FakeRecord record, String field, String value, String why) {
    findings.check(
        value.strip().equals(record.shows(field).strip()),
        "P2 no lost edit",
        "%s %s %s shows \"%s\" and not \"%s\", which %s"
            .formatted(record.object, record.id, field, record.shows(field), value, why));
  }

  /** Sales rejects every open lead with a new reason. */
  private int lastWord() {
    int said = 0;
    for (LinkRow link : links(world)) {
      FakeRecord lead = world.salesforce.of(link);
      if (lead.object.equals(RecordKey.LEAD)) {
        world.salesforce.change(lead, Map.of("Status", "Rejected", "Reason", LAST_WORD));
        said++;
      }
    }
    return said;
  }

  /** P5: one note for each disposition, and the marketer's properties say it. */
  private void notes(int before, int said) {
    List<String> notes = world.hubspot.notes();
    for (List<String> ofContact : world.hubspot.notesByContact()) {
      findings.check(
          new HashSet<>(ofContact).size() == ofContact.size(),
          "P5 exactly once",
          "a note stands twice: " + ofContact);
    }
    // An old store sees some links for the first time again, and counts what was said anew.
    findings.check(
        world.storeIsPutBack() || notes.size() == before + said,
        "P5 exactly once",
        (notes.size() - before) + " notes for " + said + " dispositions");
    for (LinkRow link : links(world)) {
      FakeRecord contact = world.hubspot.of(link);
      FakeRecord lead = world.salesforce.of(link);
      // Of a Lead that took the place of a deleted one since, sales may have said nothing.
      if (lead.object.equals(RecordKey.LEAD) && lead.shows("Reason").equals(LAST_WORD)) {
        findings.check(
            contact.shows("sales_said").equals("rejected")
                && contact.shows("sales_reason").equals(LAST_WORD),
            "P1 convergence",
            "contact %s shows %s".formatted(contact.id, contact.shows("sales_said")));
      }
    }
  }
}
