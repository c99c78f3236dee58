package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.Mark;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What must hold of a world at rest: P1, P3, P4, P5 and P8. */
final class Agreement {
  private final World world;
  private final Findings findings;

  Agreement(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
  }

  void check() {
    for (LinkRow link : world.remembered.links()) {
      agrees(link);
    }
    everybodyIsLinked();
    noTwin();
    quiet();
    nothingOpen();
  }

  /** P4: whose record is deleted is not made again, and the record that is left says so. */
  void checkDeparted() {
    for (LinkRow link : world.remembered.allLinks()) {
      for (Side side : Side.values()) {
        FakeCrm crm = world.crm(side);
        RecordKey key = link.link().key(side);
        boolean deleted = crm.bin().deleted().stream().anyMatch(one -> one.id.equals(key.id()));
        if (deleted) {
          rests(link, side);
        }
      }
    }
    Set<String> linked = linkedRecords();
    for (Side side : Side.values()) {
      for (FakeRecord deleted : world.crm(side).bin().deleted()) {
        RecordKey key = world.crm(side).key(deleted);
        findings.check(
            linked.contains(key.text()) || world.remembered.problems(key).isEmpty(),
            "P7 nothing is lost",
            key.label() + " is deleted, and waits still");
      }
    }
    for (FakeRecord record : world.standing(Side.SALESFORCE)) {
      RecordKey key = world.salesforce.key(record);
      String named = record.shows(FakeSalesforce.KEY);
      findings.check(
          named.isEmpty()
              || world.hubspot.living(named) != null
              || linked.contains(key.text())
              || waits(Side.SALESFORCE, record)
              || world.hardships().erasing().isErased(Side.SALESFORCE, record),
          "P7 nothing is lost",
          "%s names contact %s, which is deleted, and nobody is told"
              .formatted(key.label(), named));
    }
  }

  private Set<String> linkedRecords() {
    Set<String> linked = new HashSet<>();
    for (LinkRow link : world.remembered.allLinks()) {
      for (Side side : Side.values()) {
        linked.add(link.link().key(side).text());
      }
      // A link that waits for a person does not go on with the Contact of its Lead either.
      FakeRecord lead = world.salesforce.living(link.link().salesforce().id());
      if (lead != null && lead.converted() && !world.remembered.problems(link).isEmpty()) {
        String contact = lead.shows("ConvertedContactId");
        linked.add(RecordKey.salesforce(RecordKey.CONTACT, contact).text());
      }
    }
    return linked;
  }

  /** P4: where both records are there again, the link is too; or it says why it waits. */
  void checkBack() {
    for (LinkRow link : world.remembered.allLinks()) {
      boolean both =
          world.hubspot.byId.containsKey(link.link().hubspotId())
              && world.salesforce.byId.containsKey(link.link().salesforce().id());
      findings.check(
          !both || link.gone() == null || waits(link) || isRefused(link),
          "P4 no twin",
          link.link().label() + " rests, although both records are there");
    }
  }

  /**
   * Whether an old store remembers a link whose key another record has since two people were merged
   * or one took another's place: Salesforce refuses the key, and the link says so.
   */
  private boolean merelyRemembers(LinkRow link) {
    return world.storeIsPutBack() && world.people.depart() && isRefused(link);
  }

  /** Whether the link as a whole waits for something, and says for what. */
  private boolean waits(LinkRow link) {
    return world.remembered.problems(link).stream().anyMatch(one -> one.field().isEmpty());
  }

  /** Whether a vendor did not take what was to be written, as its duplicate rule may not. */
  private boolean isRefused(LinkRow link) {
    return world.remembered.problems(link).stream()
        .anyMatch(one -> one.kind() == Problem.Kind.REJECTED);
  }

  private void rests(LinkRow link, Side side) {
    Gone gone = link.gone();
    boolean waits = waits(link);
    findings.check(
        gone != null || waits,
        "P4 no twin",
        link.link().label() + " does not rest, although a record is deleted");
    FakeRecord survivor = world.crm(side.other()).of(link);
    if (gone == null || survivor == null || (waits && gone.deletes())) {
      return;
    }
    boolean cameBack = side == Side.SALESFORCE && world.people.raisedHandAfter(gone.at(), survivor);
    findings.check(
        !cameBack || !world.reEngagement().isOn() || waits,
        "P7 nothing is lost",
        "contact %s sent a form after its record was deleted, and nobody is told"
            .formatted(survivor.id));
    String mark = side == Side.HUBSPOT ? Mark.IN_SALESFORCE : Mark.IN_HUBSPOT;
    findings.check(
        survivor.converted() || !survivor.shows(mark).isEmpty(),
        "P2 no lost edit",
        "%s %s does not say that its counterpart is deleted"
            .formatted(survivor.object, survivor.id));
    for (FakeRecord one : world.standing(side)) {
      findings.check(
          side == Side.HUBSPOT || !one.shows(FakeSalesforce.KEY).equals(survivor.id),
          "P4 no twin",
          "%s %s was made for contact %s, whose own is only deleted"
              .formatted(one.object, one.id, survivor.id));
    }
  }

  /**
   * P6: while one line is not as it was, all others agree, and the store says whether it rests.
   *
   * @param rests whether it should
   */
  static void checkAllBut(FieldRule line, boolean rests, World world) {
    Findings findings = new Findings();
    findings.check(
        world.remembered.rests(line) == rests,
        "P6 one bad field",
        line.label() + " rests: " + !rests);
    // Who was merged or deleted is put in order later.
    if (!world.people.depart()) {
      Agreement agreement = new Agreement(world, findings);
      List<FieldRule> others = world.lines().stream().filter(rule -> !rule.equals(line)).toList();
      world.remembered.links().forEach(link -> agreement.agrees(link, others));
    }
    world.daemon().broken().addAll(findings.broken());
  }

  private void agrees(LinkRow link) {
    agrees(link, world.lines());
  }

  /** P1: both sides of a link agree under the mapping. */
  private void agrees(LinkRow link, List<FieldRule> lines) {
    FakeRecord contact = world.hubspot.of(link);
    FakeRecord lead = world.salesforce.of(link);
    findings.check(
        contact != null && lead != null && !lead.converted(),
        "P1 convergence",
        link.link().label() + " links what is not there");
    if (contact == null || lead == null || merelyRemembers(link)) {
      return;
    }
    FakeRecord holder = world.salesforce.holder(lead.object, contact.id);
    // A Lead that was converted keeps its key for ever.
    boolean isKept = holder != null && holder.converted();
    findings.check(
        isKept || lead.shows(FakeSalesforce.KEY).equals(contact.id),
        "P4 no twin",
        "%s %s does not carry the key of contact %s".formatted(lead.object, lead.id, contact.id));
    for (FieldRule rule : lines) {
      String field = rule.field(Side.SALESFORCE, lead.object);
      if (field != null
          && !Mapping.isDerived(field)
          && !waitsForAPerson(world, link, rule)
          && !isAnothersAddress(link, rule, contact, lead.shows(field))) {
        agrees(link, rule, contact.shows(rule.hubspot()), field, lead.shows(field));
      }
    }
  }

  private void agrees(
      LinkRow link, FieldRule rule, String hubspot, String field, String salesforce) {
    boolean blank =
        rule.blanks() == Blanks.KEPT_OUT
            && (hubspot.isEmpty() || rule.isBlank(Side.SALESFORCE, salesforce));
    boolean cut =
        field.equals("FirstName")
            && (hubspot.startsWith(salesforce) || salesforce.startsWith(hubspot));
    boolean rounded =
        rule.form() == Form.NUMBER && world.salesforce.rewritten(field, hubspot).equals(salesforce);
    findings.check(
        world.hardships().moreLines().agree(link, rule, hubspot.strip(), salesforce)
            || blank
            || cut
            || rounded,
        "P1 convergence",
        "%s %s: \"%s\" and \"%s\""
            .formatted(link.link().label(), rule.label(), hubspot, salesforce));
  }

  /**
   * Merges of other people on either side may leave an address in one's contact and in another's
   * Lead: HubSpot refuses it, and the loop says so.
   */
  private boolean isAnothersAddress(
      LinkRow link, FieldRule rule, FakeRecord contact, String address) {
    FakeRecord holder =
        rule.hubspot().equals("email") && world.people.depart()
            ? world.hubspot.holderOf("email", address)
            : null;
    return holder != null && holder != contact && isRefused(link);
  }

  /** Whether the loop says of this field that nobody but a person can decide it. */
  static boolean waitsForAPerson(World world, LinkRow link, FieldRule rule) {
    boolean mayWait =
        rule.bothChanged() == BothChanged.PARK || rule.bothChanged() == BothChanged.LATEST;
    return mayWait
        && world.remembered.problems(link).stream()
            .anyMatch(problem -> problem.field().equals(rule.label()));
  }

  /** P1: whoever the gate lets through is linked; P4: and nobody else was made anywhere. */
  private void everybodyIsLinked() {
    Set<String> linked = linkedRecords();
    for (FakeRecord contact : world.open(Side.HUBSPOT)) {
      boolean blocked = contact.shows(SimulatedRules.BLOCKED).equals("true");
      boolean isLinked = linked.contains(world.hubspot.key(contact).text());
      findings.check(
          isLinked
              || blocked
              || waits(Side.HUBSPOT, contact)
              || world.hardships().erasing().isErased(Side.HUBSPOT, contact),
          "P1 convergence",
          "contact " + contact.id + " is not linked");
      findings.check(
          !isLinked || !world.people.isNeverLetThrough(contact),
          "P4 no twin",
          "contact " + contact.id + " was never let through the gate and is linked");
    }
    for (FakeRecord record : world.standing(Side.SALESFORCE)) {
      findings.check(
          linked.contains(world.salesforce.key(record).text())
              || waits(Side.SALESFORCE, record)
              || world.hardships().erasing().isErased(Side.SALESFORCE, record),
          "P1 convergence",
          "%s %s is not linked".formatted(record.object, record.id));
    }
  }

  /** Whether a person has to say whom this record stands for, after merges and deletions. */
  private boolean waits(Side side, FakeRecord record) {
    return world.people.depart()
        && !world.remembered.problems(world.crm(side).key(record)).isEmpty();
  }

  /** Whether a person has to say what becomes of this record and of its link. */
  private boolean isForAPerson(Side side, FakeRecord record) {
    return waits(side, record)
        || (world.people.depart()
            && world.remembered.allLinks().stream()
                .filter(link -> link.link().key(side).id().equals(record.id))
                .anyMatch(link -> waits(link) || merelyRemembers(link)));
  }

  /**
   * Whether somebody restored this record, and its counterpart is deleted still: where two records
   * of one person were deleted in turn, the other one may stand for the person by then.
   */
  private boolean wasRestoredAlone(Side side, FakeRecord record) {
    return world.people.departing().isRestored(record)
        && world.remembered.allLinks().stream()
            .anyMatch(link -> link.gone() != null && link.link().key(side).id().equals(record.id));
  }

  /**
   * P4: one person, one contact, one lead or contact; but those about whom a person must decide.
   */
  private void noTwin() {
    for (Side side : Side.values()) {
      Map<String, String> seen = new HashMap<>();
      List<FakeRecord> open = world.standing(side);
      for (FakeRecord record : open) {
        if (isForAPerson(side, record) || wasRestoredAlone(side, record)) {
          continue;
        }
        String address =
            record.shows(side == Side.HUBSPOT ? "email" : "Email").toLowerCase(Locale.ROOT);
        String other = seen.put(address, record.id);
        findings.check(
            other == null,
            "P4 no twin",
            "%s %s and %s are both %s".formatted(side.word(), other, record.id, address));
      }
      findings.check(
          open.size() <= world.people.count() + world.people.departing().deletedUnlinked(),
          "P4 no twin",
          "%d records in %s for %d people"
              .formatted(open.size(), side.label(), world.people.count()));
    }
    for (FakeRecord lead : world.salesforce.records()) {
      findings.check(
          !lead.object.equals(RecordKey.LEAD)
              || !lead.converted()
              || world.salesforce.knows(lead.shows("ConvertedContactId")),
          "P4 no twin",
          "Lead " + lead.id + " was converted into nobody");
    }
  }

  /** P3 and P1: nothing is written any more, and nothing is looked at in the end. */
  private void quiet() {
    int before = world.writes();
    // HubSpot's index may show late that our last note moved the contact.
    world.clock.advance(World.LONG);
    boolean busy = world.cycle();
    for (int i = 0; i < 2; i++) {
      world.clock.advance(Duration.ofSeconds(200));
      busy = world.cycle();
    }
    int written = world.writes() - before;
    findings.check(written == 0, "P3 no echo", written + " writes while nobody did anything");
    findings.check(!busy, "P3 no echo", "the loop looks at links while nobody did anything");
  }

  /** P5: the fate of every write is known; and nothing went wrong on the way. */
  private void nothingOpen() {
    long open = world.remembered.openIntents();
    findings.check(open == 0, "P5 exactly once", open + " open intents");
    long due = world.remembered.dueRows();
    findings.check(due == 0, "P1 convergence", due + " rows still due");
    for (String broken : world.brokenOnTheWay()) {
      String[] parts = broken.split(": ", 2);
      findings.check(false, parts[0], parts[1]);
    }
  }
}
