package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Owners;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lines that most histories do without: owners, of whom some are no active user on the other side;
 * a field that belongs to a lead router; days and moments, around the hours that come twice and
 * never.
 */
final class MoreLines implements Hardship {
  private static final String ROUTER = "Router__c";
  private static final Instant CLOCKS_CHANGE = Instant.parse("2026-10-25T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(37).plusMillis(123);

  private static final int STEPS = 8;

  private static final FieldRule OWNER =
      FieldRule.of("hubspot_owner_id", "OwnerId")
          .form(Form.OWNER)
          .bothChanged(BothChanged.SALESFORCE);

  private static final List<FieldRule> MORE =
      List.of(
          OWNER,
          FieldRule.of("router", ROUTER).handsOff(true),
          FieldRule.of(FakeHubSpot.DAY, "Renewal__c").form(Form.DATE),
          FieldRule.of(FakeHubSpot.MOMENT, "Called_At__c").form(Form.DATETIME),
          FieldRule.of("met_at", "Met_On__c")
              .form(Form.DATE)
              .zone(ZoneId.of("Europe/Berlin"))
              .flow(Flow.FROM_HUBSPOT));

  private static final List<FieldRule> ALL =
      Stream.concat(SimulatedRules.FIELDS.stream(), MORE.stream()).toList();

  /** Active users, by their ids. Cat is nobody in Salesforce, and Dan nobody in HubSpot. */
  private static final Map<Side, Map<String, String>> ACTIVE =
      Map.of(
          Side.HUBSPOT,
          Map.of("11", "ann@example.com", "12", "Bob@Example.com", "13", "cat@example.com"),
          Side.SALESFORCE,
          Map.of("005A", "Ann@example.com", "005B", "bob@example.com", "005D", "dan@example.com"));

  /** Whom people make an owner: also a queue, and who left. */
  private static final Map<Side, List<String>> ANYBODY =
      Map.of(
          Side.HUBSPOT, List.of("11", "12", "13"),
          Side.SALESFORCE, List.of("005A", "005B", "005D", "00GQ", "005Z"));

  private static final Owners OWNERS =
      new Owners(ACTIVE.get(Side.HUBSPOT), ACTIVE.get(Side.SALESFORCE));

  private final Tape tape;
  private final World world;
  private final boolean on;

  MoreLines(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name());
  }

  @Override
  public String name() {
    return "more lines";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  /** Somebody types into one of these lines. */
  @Override
  public void strike() {
    Side side = tape.aside("side of more lines", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
    List<FakeRecord> open = world.open(side);
    FieldRule rule = MORE.get(tape.aside("one of more lines", MORE.size()));
    if (!open.isEmpty()) {
      FakeRecord record = open.get(tape.aside("record of more lines", open.size()));
      String field = rule.field(side, record.object);
      if (field != null) {
        world.people.type(side, record, field, world.people.typing().first(rule, side));
      }
    }
  }

  /** The lines of the mapping of this history. */
  List<FieldRule> lines() {
    return on ? ALL : SimulatedRules.FIELDS;
  }

  static Map<String, String> active(Side side) {
    return ACTIVE.getOrDefault(side, Map.of());
  }

  /**
   * What people type into one of these lines.
   *
   * @param value another one each time
   */
  static String typed(FieldRule rule, Side side, int value) {
    if (rule.form() == Form.OWNER) {
      List<String> owners = ANYBODY.getOrDefault(side, List.of());
      return owners.get(value % owners.size());
    }
    if (rule.form() == Form.DATE && (side == Side.SALESFORCE || !rule.hubspot().equals("met_at"))) {
      return LocalDate.of(2026, 3, 1).plusDays(value).toString();
    }
    return CLOCKS_CHANGE
        .plus(STEP.multipliedBy(value % STEPS - STEPS / 2))
        .plus(Duration.ofDays(value / STEPS))
        .toString();
  }

  /** Whether both sides say the same, or this is a line of which they need not. */
  boolean agree(LinkRow link, FieldRule rule, String hubspot, String salesforce) {
    boolean told =
        rule.form() == Form.OWNER
            && world.remembered.problems(link).stream()
                .anyMatch(one -> one.field().equals(rule.label()));
    return rule.handsOff()
        || told
        || (agreeInTime(rule, hubspot, salesforce) && rule.agree(hubspot, salesforce, OWNERS));
  }

  /** Days and moments, by the calendar and not by what is to be tested. */
  private static boolean agreeInTime(FieldRule rule, String hubspot, String salesforce) {
    if (hubspot.isEmpty() || salesforce.isEmpty()) {
      return true;
    }
    return switch (rule.hubspot()) {
      case FakeHubSpot.DAY ->
          Instant.ofEpochMilli(Long.parseLong(hubspot)).toString().startsWith(salesforce);
      case FakeHubSpot.MOMENT ->
          Instant.parse(hubspot).getEpochSecond()
              == Instant.parse(salesforce.replace("+0000", "Z")).getEpochSecond();
      case "met_at" ->
          LocalDate.ofInstant(Instant.parse(hubspot), rule.zone()).toString().equals(salesforce);
      default -> true;
    };
  }

  /** The loop wrote these fields: none of them belongs to somebody else. */
  void written(RecordKey key, List<String> fields) {
    if (fields.contains(ROUTER)) {
      world
          .daemon()
          .broken()
          .add("P2 no lost edit: the loop wrote %s of %s".formatted(ROUTER, key.label()));
    }
  }
}
