package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for people on the other side: by our key, whichever of the two is looked at, and under
 * every address that is known of them. A HubSpot contact may have several, of which a Salesforce
 * record has one.
 */
final class PersonLookup {
  private static final Pattern CONTACT_ID = Pattern.compile("\\d{1,18}");

  private final Round round;

  PersonLookup(Round round) {
    this.round = round;
  }

  /** The first address, canonical; empty for none. */
  String email(Side side, Snapshot record) {
    return addresses(side, record).stream().findFirst().orElse("");
  }

  /** All addresses of the person, the first one first; a HubSpot contact may have several. */
  private Set<String> addresses(Side side, Snapshot record) {
    return Addresses.of(round.rules(), side, record);
  }

  /**
   * Whoever is found by the key or under any address of a person, under the first of them.
   *
   * @param absorbed the records that were merged into these, by the survivor's key: who carries the
   *     key of one of them is no more certain than by an address
   */
  Map<Crm.Person, Crm.Matches> find(
      Side side,
      Map<Claim, Snapshot> records,
      Map<Claim, Crm.Person> people,
      Map<RecordKey, List<RecordKey>> absorbed) {
    Map<Crm.Person, Set<Crm.Person>> all = new LinkedHashMap<>();
    Set<Crm.Person> asked = new LinkedHashSet<>();
    people.forEach(
        (claim, person) -> {
          Set<Crm.Person> each = all.computeIfAbsent(person, p -> new LinkedHashSet<>());
          each.add(person);
          addresses(side, Objects.requireNonNull(records.get(claim)))
              .forEach(address -> each.add(new Crm.Person(person.otherSide(), address)));
          asked.addAll(each);
          asked.addAll(former(person, absorbed));
        });
    Map<Crm.Person, Crm.Matches> answers =
        round.reader().crm(side.other()).find(asked, round.lane());
    Map<RecordKey, Snapshot> named =
        named(people.keySet().stream().map(claim -> Objects.requireNonNull(records.get(claim))));
    Map<Crm.Person, Crm.Matches> found = new HashMap<>();
    people.forEach(
        (claim, person) -> {
          List<Crm.Matches> matches = new ArrayList<>();
          matches.add(together(Objects.requireNonNull(all.get(person)), answers));
          for (Crm.Person before : former(person, absorbed)) {
            matches.add(unsure(answers.getOrDefault(before, Crm.Matches.NONE).byKey()));
          }
          Snapshot record = Objects.requireNonNull(records.get(claim));
          Snapshot contact = named.get(record.key());
          if (contact != null) {
            List<Snapshot> one = List.of(contact);
            boolean itself = contact.key().id().equals(record.externalKey());
            matches.add(itself ? new Crm.Matches(one, List.of()) : unsure(one));
          }
          found.put(person, together(matches));
        });
    return found;
  }

  private static List<Crm.Person> former(
      Crm.Person person, Map<RecordKey, List<RecordKey>> absorbed) {
    return person.otherSide().side() == Side.HUBSPOT
        ? absorbed.getOrDefault(person.otherSide(), List.of()).stream()
            .map(key -> new Crm.Person(key, ""))
            .toList()
        : List.of();
  }

  private static Crm.Matches unsure(List<Snapshot> records) {
    return new Crm.Matches(List.of(), records);
  }

  /**
   * Whom our key in the records that were found says they belong to, by the record, as far as that
   * is another contact than the one they were found for, and HubSpot shows it. No call where there
   * is no such key.
   */
  Map<RecordKey, RecordKey> othersNamed(Map<Crm.Person, Crm.Matches> found) {
    Map<RecordKey, Snapshot> doubtful = new LinkedHashMap<>();
    found.forEach(
        (person, matches) -> {
          for (Snapshot one : matches.byEmail()) {
            if (!person.otherSide().id().equals(one.externalKey())) {
              doubtful.put(one.key(), one);
            }
          }
        });
    Map<RecordKey, RecordKey> others = new HashMap<>();
    named(doubtful.values().stream())
        .forEach((record, contact) -> others.put(record, contact.key()));
    return others;
  }

  /**
   * The contacts that Salesforce records name by our key, by the record; none of those that HubSpot
   * does not show. What a contact was merged into answers in its place.
   */
  private Map<RecordKey, Snapshot> named(Stream<Snapshot> records) {
    Map<RecordKey, RecordKey> wanted = new LinkedHashMap<>();
    records.forEach(
        record -> {
          String key = record.externalKey();
          // HubSpot refuses a whole batch for what cannot be an id.
          if (key != null && CONTACT_ID.matcher(key).matches()) {
            wanted.put(record.key(), RecordKey.contact(key));
          }
        });
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<RecordKey, Snapshot> read = round.reader().read(wanted.values(), round.lane());
    Map<RecordKey, Snapshot> named = new HashMap<>();
    wanted.forEach(
        (record, contact) -> {
          Snapshot shown = read.get(contact);
          if (shown != null) {
            named.put(record, shown);
          }
        });
    return named;
  }

  private static Crm.Matches together(Set<Crm.Person> each, Map<Crm.Person, Crm.Matches> answers) {
    return together(each.stream().map(one -> answers.getOrDefault(one, Crm.Matches.NONE)).toList());
  }

  private static Crm.Matches together(List<Crm.Matches> all) {
    Map<RecordKey, Snapshot> byKey = new LinkedHashMap<>();
    Map<RecordKey, Snapshot> byEmail = new LinkedHashMap<>();
    for (Crm.Matches matches : all) {
      matches.byKey().forEach(record -> byKey.put(record.key(), record));
      matches.byEmail().forEach(record -> byEmail.put(record.key(), record));
    }
    byEmail.keySet().removeAll(byKey.keySet());
    return new Crm.Matches(List.copyOf(byKey.values()), List.copyOf(byEmail.values()));
  }

  /**
   * Who else on the records' own side has the address of a match. HubSpot keeps addresses unique;
   * Salesforce does not, so a contact that one Lead would be linked to may as well stand for
   * another.
   */
  Map<RecordKey, List<Snapshot>> namesakes(
      Side side,
      Map<Claim, Snapshot> records,
      Map<Claim, Crm.Person> people,
      Map<Crm.Person, Crm.Matches> found) {
    if (side == Side.HUBSPOT) {
      return Map.of();
    }
    Map<Snapshot, Set<Crm.Person>> wanted = new LinkedHashMap<>();
    Set<Crm.Person> asked = new LinkedHashSet<>();
    people.forEach(
        (claim, person) -> {
          Crm.Matches matches = found.getOrDefault(person, Crm.Matches.NONE);
          if (matches.byKey().isEmpty() && matches.byEmail().size() == 1) {
            Snapshot match = matches.byEmail().get(0);
            Set<String> addresses = addresses(Side.HUBSPOT, match);
            addresses.add(person.email());
            Set<Crm.Person> each = new LinkedHashSet<>();
            addresses.forEach(address -> each.add(new Crm.Person(match.key(), address)));
            wanted.put(Objects.requireNonNull(records.get(claim)), each);
            asked.addAll(each);
          }
        });
    Map<RecordKey, List<Snapshot>> namesakes = new LinkedHashMap<>();
    if (!wanted.isEmpty()) {
      Map<Crm.Person, Crm.Matches> own = round.reader().crm(side).find(asked, round.lane());
      Set<RecordKey> left = left(own);
      wanted.forEach(
          (record, each) -> {
            Crm.Matches matches = together(each, own);
            List<Snapshot> all = new ArrayList<>(matches.byKey());
            all.addAll(matches.byEmail());
            all.removeIf(one -> left.contains(one.key()));
            if (record.externalKey() != null
                && all.stream().noneMatch(one -> one.key().equals(record.key()))) {
              // It led there by the key of a contact that was merged, and not by its address.
              all.add(record);
            }
            namesakes.put(record.key(), all);
          });
    }
    return namesakes;
  }

  /** Those of these records that are Leads which their person left, and that no link stands for. */
  private Set<RecordKey> left(Map<Crm.Person, Crm.Matches> found) {
    Map<String, RecordKey> keys = new LinkedHashMap<>();
    for (Crm.Matches matches : found.values()) {
      matches.byKey().forEach(one -> keys.put(one.key().id(), one.key()));
      matches.byEmail().forEach(one -> keys.put(one.key().id(), one.key()));
    }
    State state = round.state();
    return state
        .store()
        .read(
            handle -> {
              Set<RecordKey> left =
                  new LinkedHashSet<>(state.formerLeads().among(handle, keys.values()).keySet());
              if (!left.isEmpty()) {
                Set<String> linked =
                    state.links().outlines(handle, Side.SALESFORCE, keys.keySet()).keySet();
                left.removeIf(key -> linked.contains(key.id()));
              }
              return left;
            });
  }
}
