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

/**
 * Looks for people on the other side under every address that is known of them: a HubSpot contact
 * may have several, of which a Salesforce record has one.
 */
final class PersonLookup {
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
    return found;
  }

  private static Crm.Matches together(Set<Crm.Person> each, Map<Crm.Person, Crm.Matches> answers) {
    Map<RecordKey, Snapshot> byKey = new LinkedHashMap<>();
    Map<RecordKey, Snapshot> byEmail = new LinkedHashMap<>();
    for (Crm.Person one : each) {
      Crm.Matches matches = answers.getOrDefault(one, Crm.Matches.NONE);
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
      Side side, Map<Claim, Crm.Person> people, Map<Crm.Person, Crm.Matches> found) {
    if (side == Side.HUBSPOT) {
      return Map.of();
    }
    Map<RecordKey, Set<Crm.Person>> wanted = new LinkedHashMap<>();
    Set<Crm.Person> asked = new LinkedHashSet<>();
    for (Crm.Person person : people.values()) {
      Crm.Matches matches = found.getOrDefault(person, Crm.Matches.NONE);
      if (matches.byKey().isEmpty() && matches.byEmail().size() == 1) {
        Snapshot match = matches.byEmail().get(0);
        Set<String> addresses = addresses(Side.HUBSPOT, match);
        addresses.add(person.email());
        Set<Crm.Person> each = new LinkedHashSet<>();
        addresses.forEach(address -> each.add(new Crm.Person(match.key(), address)));
        wanted.put(person.otherSide(), each);
        asked.addAll(each);
      }
    }
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
            namesakes.put(record, all);
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
