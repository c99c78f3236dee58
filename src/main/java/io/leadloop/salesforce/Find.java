package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm.Matches;
import io.leadloop.sync.Crm.Person;
import io.leadloop.sync.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the records that stand for people already. Candidates are open Leads and Contacts; a
 * converted Lead stands for the Contact that it became, under the Lead's key and address too.
 */
final class Find {
  private static final String WHAT = "look for people";

  private final Queries queries;
  private final PeopleQueries peopleQueries;
  private final Read read;
  private final Records records;

  Find(Queries queries, PeopleQueries peopleQueries, Read read, Records records) {
    this.queries = queries;
    this.peopleQueries = peopleQueries;
    this.read = read;
    this.records = records;
  }

  /** A candidate and the words under which it is found. */
  private record Candidate(Snapshot record, Set<String> keys, Set<String> addresses) {}

  Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    Map<RecordKey, Candidate> candidates = candidates(people, lane);
    Map<String, List<Snapshot>> byKey = new HashMap<>();
    Map<String, List<Snapshot>> byAddress = new HashMap<>();
    for (Candidate candidate : candidates.values()) {
      candidate.keys().forEach(key -> add(byKey, key, candidate.record()));
      candidate.addresses().forEach(address -> add(byAddress, address, candidate.record()));
    }
    Map<Person, Matches> matches = new LinkedHashMap<>();
    for (Person person : people) {
      List<Snapshot> keyed = byKey.getOrDefault(lower(person.otherSide().id()), List.of());
      // A Contact is what a Lead becomes, so it goes before a Lead with the same key.
      List<Snapshot> one =
          keyed.stream()
              .filter(this::isContact)
              .findFirst()
              .or(() -> keyed.stream().findFirst())
              .map(List::of)
              .orElse(List.of());
      String address = PeopleQueries.address(person);
      List<Snapshot> others = new ArrayList<>();
      if (!address.isEmpty()) {
        others.addAll(byAddress.getOrDefault(address, List.of()));
        others.removeAll(one);
      }
      matches.put(person, new Matches(one, List.copyOf(others)));
    }
    return matches;
  }

  private Map<RecordKey, Candidate> candidates(Collection<Person> people, Lane lane) {
    Map<RecordKey, Candidate> candidates = new LinkedHashMap<>();
    List<JsonNode> convertedRows = new ArrayList<>();
    List<PeopleQueries.Query> asked = peopleQueries.queries(people);
    for (JsonNode row :
        queries.all("find", WHAT, asked.stream().map(PeopleQueries.Query::soql).toList(), lane)) {
      String object = objectOf(row);
      if (object.equals(RecordKey.LEAD) && row.path(Records.CONVERTED).asBoolean()) {
        convertedRows.add(row);
      } else {
        add(candidates, records.snapshot(object, row), row);
      }
    }
    follow(convertedRows, candidates, lane);
    return candidates;
  }

  /** Puts Contacts in the place of converted Leads. */
  private void follow(
      List<JsonNode> convertedRows, Map<RecordKey, Candidate> candidates, Lane lane) {
    Set<RecordKey> unread = new LinkedHashSet<>();
    for (JsonNode row : convertedRows) {
      RecordKey contact = contactOf(row);
      if (SalesforceId.isId(contact.id()) && !candidates.containsKey(contact)) {
        unread.add(contact);
      }
    }
    Map<RecordKey, Snapshot> contacts = unread.isEmpty() ? Map.of() : read.read(unread, lane);
    for (JsonNode row : convertedRows) {
      Candidate known = candidates.get(contactOf(row));
      Snapshot contact = known == null ? contacts.get(contactOf(row)) : known.record();
      if (contact != null) {
        add(candidates, contact, row);
      }
    }
  }

  private void add(Map<RecordKey, Candidate> candidates, Snapshot record, JsonNode row) {
    Candidate candidate =
        candidates.computeIfAbsent(
            record.key(),
            key -> new Candidate(record, new LinkedHashSet<>(), new LinkedHashSet<>()));
    candidate.keys().add(lower(records.externalKey(row)));
    candidate.addresses().add(lower(Records.text(row.path("Email"))));
  }

  private static RecordKey contactOf(JsonNode leadRow) {
    String id = Records.text(leadRow.path(Records.CONVERTED_CONTACT));
    return RecordKey.salesforce(RecordKey.CONTACT, SalesforceId.full(id));
  }

  /** Each row says what it is; ids of Contacts begin with 003 in every org. */
  private static String objectOf(JsonNode row) {
    String type = row.path("attributes").path("type").asText("");
    if (!type.isEmpty()) {
      return type;
    }
    return Records.text(row.path("Id")).startsWith("003") ? RecordKey.CONTACT : RecordKey.LEAD;
  }

  private boolean isContact(Snapshot record) {
    return record.key().object().equals(RecordKey.CONTACT);
  }

  private static void add(Map<String, List<Snapshot>> index, String word, Snapshot record) {
    if (!word.isEmpty()) {
      index.computeIfAbsent(word, unused -> new ArrayList<>()).add(record);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
