package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for people on the other side under every address that is known of them: a HubSpot contact
 * may have several, of which a Salesforce record has one.
 */
final class PersonLookup {
  private static final Pattern ID = Pattern.compile("\\d{1,19}");

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

  /** Whoever is found under any address of a person, under the first of them. */
  Map<Crm.Person, Crm.Matches> find(
      Side side, Map<Claim, Snapshot> records, Map<Claim, Crm.Person> people) {
    Map<Crm.Person, Set<Crm.Person>> all = new LinkedHashMap<>();
    people.forEach(
        (claim, person) -> {
          Set<Crm.Person> each = all.computeIfAbsent(person, p -> new LinkedHashSet<>());
          each.add(person);
          addresses(side, Objects.requireNonNull(records.get(claim)))
              .forEach(address -> each.add(new Crm.Person(person.otherSide(), address)));
        });
    Set<Crm.Person> asked = new LinkedHashSet<>();
    all.values().forEach(asked::addAll);
    Map<Crm.Person, Crm.Matches> answers =
        round.reader().crm(side.other()).find(asked, round.lane());
    Map<Crm.Person, Crm.Matches> found = new HashMap<>();
    all.forEach((person, each) -> found.put(person, together(each, answers)));
    Map<RecordKey, Crm.Matches> named = named(records.values());
    people.forEach(
        (claim, person) -> {
          RecordKey record = Objects.requireNonNull(records.get(claim)).key();
          Crm.Matches byOwnKey = named.getOrDefault(record, Crm.Matches.NONE);
          found.computeIfPresent(person, (one, other) -> together(List.of(byOwnKey, other)));
        });
    return found;
  }

  /**
   * The contacts that Salesforce records name by our key, by the record; none of those that HubSpot
   * does not show. What a contact was merged into answers in its place; another record may have its
   * key, so that it is no more certain than by an address.
   */
  private Map<RecordKey, Crm.Matches> named(Collection<Snapshot> records) {
    Map<RecordKey, RecordKey> wanted = new LinkedHashMap<>();
    for (Snapshot record : records) {
      String key = record.externalKey();
      // HubSpot refuses a whole batch for what cannot be an id.
      if (key != null && ID.matcher(key).matches()) {
        wanted.put(record.key(), RecordKey.contact(key));
      }
    }
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<RecordKey, Snapshot> read = round.reader().read(wanted.values(), round.lane());
    Map<RecordKey, Crm.Matches> named = new HashMap<>();
    wanted.forEach(
        (record, contact) -> {
          Snapshot shown = read.get(contact);
          if (shown != null) {
            List<Snapshot> one = List.of(shown);
            boolean itself = shown.key().equals(contact);
            named.put(record, new Crm.Matches(itself ? one : List.of(), itself ? List.of() : one));
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
