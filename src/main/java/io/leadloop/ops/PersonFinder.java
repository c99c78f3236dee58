package io.leadloop.ops;

import io.leadloop.lead.Conversion;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Claim;
import io.leadloop.store.FormerLead;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Traces;
import io.leadloop.sync.Addresses;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Finds everything that stands for one person: the link, the records on both sides, the addresses,
 * and records without a link that have one of these addresses. Asks the vendors and the store, and
 * changes nothing.
 */
final class PersonFinder {
  private final Rules rules;
  private final State state;
  private final Vendors vendors;
  private final Traces traces;

  PersonFinder(Rules rules, State state, Vendors vendors, Traces traces) {
    this.rules = rules;
    this.state = state;
    this.vendors = vendors;
    this.traces = traces;
  }

  /**
   * A person as the store and the vendors know them.
   *
   * @param links by number
   * @param formerLinks that are no more, and whose rows the journal still has
   * @param records on both sides, with or without a link
   * @param there those of them that the vendors showed just now
   * @param addresses in lower case
   * @param others links of others with one of these addresses
   */
  record Found(
      Map<Long, LinkRow> links,
      Set<Long> formerLinks,
      Set<RecordKey> records,
      Set<RecordKey> there,
      Set<String> addresses,
      List<LinkRow> others) {
    Traces.Person person() {
      Set<Long> all = new HashSet<>(links.keySet());
      all.addAll(formerLinks);
      return new Traces.Person(all, records);
    }
  }

  /**
   * @param named as {@link Subjects#named} takes it
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  Found find(String named) {
    Found found =
        new Found(
            new LinkedHashMap<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new ArrayList<>());
    new Subjects(state, vendors).named(named).forEach(subject -> addSubject(found, subject));
    String address = named.contains("@") ? named.strip().toLowerCase(Locale.ROOT) : "";
    if (!address.isEmpty()) {
      found.addresses().add(address);
      linksWith(address).forEach(row -> addLink(found, row));
      state
          .store()
          .read(handle -> traces.unlinkedWith(handle, address))
          .forEach(key -> addSubject(found, subjectOf(key)));
    }
    theirLinks(found);
    Asked asked = new Asked(new HashSet<>(), new HashSet<>(), new HashSet<>());
    while (asked.lacksAny(found)) {
      look(found, asked.read());
      namesakes(found, address, asked);
    }
    found
        .formerLinks()
        .addAll(state.store().read(handle -> traces.formerLinks(handle, nonEmpty(found))));
    return found;
  }

  /**
   * What the vendors were asked already; each answer may lead to more.
   *
   * @param read records that were read
   * @param byKey records whose key was looked for
   */
  private record Asked(Set<RecordKey> read, Set<RecordKey> byKey, Set<String> addresses) {
    boolean lacksAny(Found found) {
      return !read.containsAll(found.records())
          || !byKey.containsAll(found.records())
          || !addresses.containsAll(found.addresses());
    }
  }

  private static Set<RecordKey> nonEmpty(Found found) {
    return found.records().isEmpty() ? Set.of(RecordKey.contact("none")) : found.records();
  }

  private String subjectOf(RecordKey key) {
    return state
        .store()
        .read(handle -> state.links().of(handle, key))
        .map(row -> Claim.subject(row.link().id()))
        .orElse(key.text());
  }

  private void addSubject(Found found, String subject) {
    Long linkId = new Claim(subject, 0, 0, 0).linkId();
    if (linkId == null) {
      RecordKey record = RecordKey.parse(subject);
      found.records().add(record);
      addFormer(found, handle -> state.formerLeads().underWay(handle, List.of(record)).values());
      return;
    }
    state
        .store()
        .read(handle -> state.links().byId(handle, List.of(linkId)))
        .forEach(row -> addLink(found, row));
  }

  private void addLink(Found found, LinkRow row) {
    found.links().put(row.link().id(), row);
    found.others().removeIf(other -> other.link().id() == row.link().id());
    for (Side side : Side.values()) {
      found.records().add(row.link().key(side));
    }
    Conversion conversion = row.link().conversion();
    if (conversion != null) {
      found.records().add(RecordKey.salesforce(RecordKey.LEAD, conversion.leadId()));
    }
    addFormer(found, handle -> state.formerLeads().of(handle, row.link().id()));
    rules
        .emailRule()
        .ifPresent(
            rule -> {
              FieldBaseline settled = row.fields().get(rule.id());
              for (Side side : Side.values()) {
                addAddress(found, settled == null ? "" : rule.canonical(settled.of(side)));
              }
            });
  }

  private void addFormer(Found found, Function<Handle, Collection<FormerLead>> asked) {
    state.store().read(asked).forEach(former -> found.records().add(former.lead()));
  }

  private List<LinkRow> linksWith(String address) {
    Optional<FieldRule> rule = rules.emailRule();
    return state.store().read(handle -> state.links().holding(handle, address)).stream()
        .filter(
            row -> {
              FieldBaseline settled = rule.map(r -> row.fields().get(r.id())).orElse(null);
              return settled != null
                  && (settled.hubspot().equalsIgnoreCase(address)
                      || settled.salesforce().equalsIgnoreCase(address));
            })
        .toList();
  }

  /** The links of all records, among them one that was named as a record. */
  private void theirLinks(Found found) {
    for (RecordKey key : List.copyOf(found.records())) {
      state
          .store()
          .read(handle -> state.links().of(handle, key))
          .filter(row -> !found.links().containsKey(row.link().id()))
          .ifPresent(row -> addLink(found, row));
    }
  }

  /** What the vendors show of these records now: whether they are there, and their addresses. */
  private void look(Found found, Set<RecordKey> asked) {
    for (Side side : Side.values()) {
      List<RecordKey> keys =
          found.records().stream()
              .filter(key -> key.side() == side && !asked.contains(key))
              .toList();
      asked.addAll(keys);
      Map<RecordKey, Snapshot> read =
          keys.isEmpty() ? Map.of() : vendors.crm(side).read(keys, Lane.EXPRESS);
      for (RecordKey key : keys) {
        Snapshot shown = read.get(key);
        if (shown != null && shown.key().equals(key)) {
          add(found, shown);
        }
      }
    }
  }

  private static void addAddress(Found found, String address) {
    if (!address.isBlank()) {
      found.addresses().add(address.strip().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A record that is there, what it was made of if the answer to that was lost, and the contact
   * that it names by our key if that is nobody else's. Whoever copies a record copies the token of
   * its last update too: of updates it says nothing.
   */
  private void add(Found found, Snapshot shown) {
    found.there().add(shown.key());
    String token = shown.token();
    if (token != null) {
      state.store().read(handle -> state.intents().byToken(handle, Set.of(token))).values().stream()
          .filter(Intent::isCreate)
          .forEach(open -> addSubject(found, open.subject()));
    }
    String named = shown.externalKey();
    if (named != null && !found.records().contains(RecordKey.contact(named))) {
      RecordKey contact = RecordKey.contact(named);
      state
          .store()
          .read(handle -> state.links().of(handle, contact))
          .ifPresentOrElse(row -> addOther(found, row), () -> found.records().add(contact));
    }
    Addresses.of(rules, shown.key().side(), shown).forEach(address -> addAddress(found, address));
  }

  /**
   * Other records with one of the addresses, or with the key of one of the records. Those without a
   * link hold the same person's data, and may have further addresses; a link that was not named may
   * be somebody else's, who shares the address.
   */
  private void namesakes(Found found, String named, Asked asked) {
    Set<String> addresses = new LinkedHashSet<>(found.addresses());
    addresses.removeAll(asked.addresses());
    asked.addresses().addAll(addresses);
    Set<RecordKey> keys = new LinkedHashSet<>(found.records());
    keys.removeAll(asked.byKey());
    asked.byKey().addAll(keys);
    for (Side side : Side.values()) {
      RecordKey nobody = new RecordKey(side.other(), "none", "none");
      List<Crm.Person> people =
          Stream.concat(
                  addresses.stream().map(address -> new Crm.Person(nobody, address)),
                  keys.stream()
                      .filter(key -> key.side() == side.other())
                      .map(key -> new Crm.Person(key, "")))
              .toList();
      vendors
          .crm(side)
          .find(people, Lane.EXPRESS)
          .forEach(
              (person, matches) -> {
                boolean isNamed = !named.isEmpty() && person.email().equals(named);
                Stream.concat(matches.byEmail().stream(), matches.byKey().stream())
                    .filter(shown -> !found.records().contains(shown.key()))
                    .forEach(shown -> namesake(found, shown, isNamed));
              });
    }
  }

  private void namesake(Found found, Snapshot shown, boolean isNamed) {
    RecordKey key = shown.key();
    Optional<LinkRow> row = state.store().read(handle -> state.links().of(handle, key));
    if (row.isEmpty()) {
      found.records().add(key);
    } else if (isNamed) {
      addLink(found, row.get());
    } else {
      addOther(found, row.get());
    }
  }

  private static void addOther(Found found, LinkRow row) {
    if (!found.links().containsKey(row.link().id()) && !found.others().contains(row)) {
      found.others().add(row);
    }
  }

  /**
   * Whether what the store knows of the records is still what was found: a round may have linked
   * them meanwhile, or have linked them to something else.
   */
  boolean isStill(Handle handle, Found found) {
    for (RecordKey key : found.records()) {
      Optional<LinkRow> row = state.links().of(handle, key);
      LinkRow known = row.map(now -> found.links().get(now.link().id())).orElse(null);
      if (row.isPresent() && (known == null || !known.link().equals(row.get().link()))) {
        return false;
      }
    }
    return true;
  }
}
