package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * People swap the addresses of two others, on either side; they know somebody by a second address;
 * and they make a second Lead for somebody. What nobody but a person can put in order waits, each
 * with a reason, and nobody is linked to somebody else for it.
 */
final class TangledAddresses implements Hardship {
  private static final FieldRule EMAIL = SimulatedRules.FIELDS.get(0);
  private static final int ROUNDS_MAX = 3;

  private final Tape tape;
  private final World world;
  private final boolean on;

  /** Which records belonged together before anybody tangled them: Salesforce's by HubSpot's. */
  private final Map<String, String> pairs = new TreeMap<>();

  private final List<FakeRecord> doubles = new ArrayList<>();
  private int tangles;

  /**
   * @param possible whether it may happen here: where records are merged, or a key may be
   *     forgotten, an address may be all that tells who somebody is
   */
  TangledAddresses(Tape tape, World world, boolean possible) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name()) && possible;
  }

  @Override
  public String name() {
    return "addresses";
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
    List<LinkRow> links = world.remembered.links();
    switch (tape.aside("how addresses tangle", 5)) {
      case 1 -> swap(Side.SALESFORCE, links);
      case 2 -> swap(Side.HUBSPOT, links);
      case 3 -> secondLead();
      case 4 -> secondAddress();
      default -> {}
    }
  }

  private void swap(Side side, List<LinkRow> links) {
    // Who has another address is told from a new person by nothing once their Lead is converted.
    if (links.size() < 2 || !world.people.addressesChange()) {
      return;
    }
    LinkRow one = links.get(tape.aside("link swapped", links.size()));
    LinkRow other = links.get(tape.aside("link swapped with", links.size()));
    FakeRecord first = record(one, side);
    FakeRecord second = record(other, side);
    if (first == null || second == null || first == second || !one.keyed() || !other.keyed()) {
      return;
    }
    tangles++;
    remember(one);
    remember(other);
    String field = field(side);
    String address = first.shows(field);
    world.tell("the addresses of %s and %s are swapped".formatted(first.id, second.id));
    String otherAddress = second.shows(field);
    world.people.type(side, first, field, fresh());
    world.people.type(side, second, field, address);
    world.people.type(side, first, field, otherAddress);
  }

  private String fresh() {
    return world.people.typing().first(EMAIL, Side.HUBSPOT);
  }

  private void remember(LinkRow link) {
    pairs.putIfAbsent(link.link().hubspotId(), link.link().salesforce().id());
  }

  private @Nullable FakeRecord record(LinkRow link, Side side) {
    FakeRecord record = world.crm(side).of(link);
    return record == null || record.converted() ? null : record;
  }

  private static String field(Side side) {
    return side == Side.HUBSPOT ? "email" : "Email";
  }

  /** Somebody makes a Lead for a person who has a record in Salesforce. */
  private void secondLead() {
    List<FakeRecord> open = world.open(Side.SALESFORCE);
    // Whom HubSpot knows by another address meanwhile, the second Lead is somebody new.
    if (!open.isEmpty() && doubles.isEmpty() && !world.people.addressesChange()) {
      make(open.get(tape.aside("record doubled", open.size())).shows("Email"));
    }
  }

  /** Somebody makes a Lead for a person whom HubSpot knows by that address too. */
  private void secondAddress() {
    List<FakeRecord> open = world.open(Side.HUBSPOT);
    if (!open.isEmpty() && doubles.isEmpty()) {
      FakeRecord contact = open.get(tape.aside("contact known twice", open.size()));
      String address = fresh().toLowerCase(Locale.ROOT);
      if (!contact.shows(SimulatedRules.BLOCKED).equals("true")
          && world.hubspot.change(contact, Map.of(Rules.MORE_ADDRESSES, address))) {
        world.tell("contact %s has the address %s too".formatted(contact.id, address));
        make(address);
      }
    }
  }

  private void make(String address) {
    FakeRecord made =
        world.salesforce.create(
            RecordKey.LEAD,
            Map.of("Email", address, "Company", world.people.typing().fresh(), "Status", "Open"));
    if (made != null) {
      tangles++;
      doubles.add(made);
      world.tell("Lead %s is made for %s, too".formatted(made.id, address));
    }
  }

  @Override
  public void end() {
    if (on && tangles == 0) {
      swap(Side.SALESFORCE, world.remembered.links());
    }
    if (tangles == 0) {
      return;
    }
    tangles = 0;
    world.comeToRest();
    Agreement.checkAllBut(EMAIL, false, world);
    world.remembered.links().forEach(this::checkSwapped);
    untangle();
    for (int round = 0; round < ROUNDS_MAX && putAway(); round++) {
      world.remembered.retryAll();
      world.comeToRest();
    }
    doubles.clear();
  }

  /** Who was swapped belongs to whom they belonged to, and says why they wait. */
  private void checkSwapped(LinkRow link) {
    FakeRecord contact = record(link, Side.HUBSPOT);
    FakeRecord lead = record(link, Side.SALESFORCE);
    String before = pairs.get(link.link().hubspotId());
    if (contact == null || lead == null || before == null) {
      return;
    }
    FakeRecord stood = world.salesforce.byId.get(before);
    boolean same =
        lead.id.equals(before)
            || (stood != null && stood.shows("ConvertedContactId").equals(lead.id));
    if (!same) {
      broken("P4 no twin: %s was %s before".formatted(link.link().label(), before));
    }
    boolean agree = contact.shows("email").equalsIgnoreCase(lead.shows("Email"));
    boolean told =
        world.remembered.problems(link).stream().anyMatch(one -> one.code().equals("CONFLICT"));
    if (!agree && !told) {
      broken("P6 one bad field: nobody says why %s has two".formatted(link.link().label()));
    }
  }

  private void broken(String what) {
    world.daemon().broken().add(what);
  }

  /** Somebody gives everybody in HubSpot the address that they have in Salesforce. */
  private void untangle() {
    Map<FakeRecord, String> wanted = new LinkedHashMap<>();
    for (LinkRow link : world.remembered.links()) {
      FakeRecord contact = record(link, Side.HUBSPOT);
      FakeRecord lead = record(link, Side.SALESFORCE);
      if (contact != null
          && lead != null
          && !contact.shows("email").equalsIgnoreCase(lead.shows("Email"))) {
        wanted.put(contact, lead.shows("Email"));
      }
    }
    wanted.keySet().forEach(one -> world.people.type(Side.HUBSPOT, one, "email", fresh()));
    wanted.forEach((one, address) -> world.people.type(Side.HUBSPOT, one, "email", address));
    if (!wanted.isEmpty()) {
      world.remembered.retryAll();
      world.comeToRest();
    }
  }

  /** Somebody deletes what stands for nobody of its own. Whether there was anything. */
  private boolean putAway() {
    boolean any = false;
    for (FakeRecord record : world.open(Side.SALESFORCE)) {
      boolean linked =
          world.remembered.allLinks().stream()
              .anyMatch(one -> one.link().salesforce().id().equals(record.id));
      boolean waits = !world.remembered.problems(world.salesforce.key(record)).isEmpty();
      if (!doubles.isEmpty() && !linked && waits && (isDouble(record) || !anyDoubleLeft())) {
        world.salesforce.delete(record);
        world.tell("%s %s is deleted: it is not needed".formatted(record.object, record.id));
        any = true;
      }
    }
    return any;
  }

  private boolean isDouble(FakeRecord record) {
    return doubles.stream()
        .anyMatch(one -> one == record || one.shows("ConvertedContactId").equals(record.id));
  }

  /** Whether a double is there that has no link. */
  private boolean anyDoubleLeft() {
    return world.open(Side.SALESFORCE).stream()
        .filter(this::isDouble)
        .anyMatch(
            record ->
                world.remembered.allLinks().stream()
                    .noneMatch(one -> one.link().salesforce().id().equals(record.id)));
  }
}
