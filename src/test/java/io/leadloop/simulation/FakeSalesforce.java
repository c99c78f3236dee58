package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sandbox.salesforce.rules.ConversionRule;
import io.leadloop.sandbox.salesforce.rules.ConvertedLeadRule;
import io.leadloop.sandbox.salesforce.rules.HistoryRule;
import io.leadloop.sandbox.salesforce.rules.MomentRule;
import io.leadloop.sandbox.salesforce.rules.Refusal;
import io.leadloop.sandbox.salesforce.rules.RequiredRule;
import io.leadloop.sandbox.salesforce.rules.UniqueRule;
import io.leadloop.sync.Lane;
import io.leadloop.sync.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Salesforce org in memory: Leads and Contacts under the rules of its sandbox. */
final class FakeSalesforce extends FakeCrm {
  static final String KEY = "Leadloop_Key__c";
  private static final String TOKEN = "Leadloop_Token__c";

  /** The longest that a transaction takes; its stamps are those of its start. */
  private static final int LATE_SECONDS_MAX = 300;

  private static final Map<String, List<String>> REQUIRED =
      Map.of(RecordKey.LEAD, List.of("Company"), RecordKey.CONTACT, List.of());

  private final FakeDuplicates duplicates;
  private final FakeTasks tasks = new FakeTasks(this);

  FakeSalesforce(Tape tape, SettableClock clock, Duration clockError, Faults faults) {
    super(Side.SALESFORCE, tape, clock, clockError, faults);
    duplicates = new FakeDuplicates(this);
  }

  @Override
  String keyField() {
    return KEY;
  }

  @Override
  String tokenField() {
    return TOKEN;
  }

  FakeTasks tasks() {
    return tasks;
  }

  /** The org's rule against duplicates, which a history may turn on. */
  FakeDuplicates duplicates() {
    return duplicates;
  }

  @Override
  String rewritten(String field, String value) {
    return FakeField.of(field).kept(value);
  }

  @Override
  FakeRecord store(
      @Nullable FakeRecord before, String object, Map<String, String> written, Author author)
      throws Refused {
    if (before != null) {
      refuse(ConvertedLeadRule.refuse(before.converted()));
    }
    Map<String, String> changes = new LinkedHashMap<>();
    for (Map.Entry<String, String> one : written.entrySet()) {
      FakeField field = FakeField.of(one.getKey());
      String kept = field.kept(one.getValue());
      refuse(kept.isEmpty() ? null : field.refuse(kept));
      changes.put(one.getKey(), kept);
    }
    Map<String, String> after = new LinkedHashMap<>(before == null ? Map.of() : before.fields);
    after.putAll(changes);
    requireUnique(before, object, after.getOrDefault(KEY, ""));
    List<String> missing =
        RequiredRule.missing(
            REQUIRED.getOrDefault(object, List.of()),
            name -> !after.getOrDefault(name, "").isEmpty());
    refuse(missing.isEmpty() ? null : RequiredRule.refusal(missing));
    duplicates.check(before, object, after, changes.keySet());
    return put(before, object, changes, author);
  }

  private static void refuse(@Nullable Refusal refusal) throws Refused {
    if (refusal != null) {
      throw Refused.because(refusal.statusCode(), refusal.message());
    }
  }

  private void requireUnique(@Nullable FakeRecord writer, String object, String key)
      throws Refused {
    FakeRecord other = key.isEmpty() ? null : holder(object, key);
    if (other != null && other != writer) {
      Refusal refusal = UniqueRule.refusal(KEY, other.id);
      throw new Refused(
          new WriteOutcome.Rejected(refusal.statusCode(), refusal.message(), false, Set.of(KEY)));
    }
  }

  private FakeRecord put(
      @Nullable FakeRecord before, String object, Map<String, String> changes, Author author) {
    Instant at = MomentRule.kept(startOf(before, author));
    FakeRecord record = before == null ? new FakeRecord(object, nextId(), at) : before;
    byId.put(record.id, record);
    changes.forEach(
        (field, value) -> {
          boolean told =
              HistoryRule.tellsValues(FakeField.of(field).length(), FakeField.of(field).textual());
          if (before != null && !value.equals(record.shows(field))) {
            List<FakeRecord.Version> versions =
                new ArrayList<>(record.history.getOrDefault(field, List.of()));
            versions.add(0, new FakeRecord.Version(told ? value : "", at, author));
            record.history.put(field, versions);
          }
          record.put(field, value);
        });
    if (author == Author.US && changes.containsKey(KEY)) {
      record.left = record.shows(KEY).isEmpty();
    }
    record.modifiedAt = at;
    record.modifiedBy = author;
    if (author == Author.PERSON) {
      record.editedAt = at;
      record.committedAt = now();
    }
    faults.changed(key(record));
    return record;
  }

  /** A person's transaction may have begun long before its commit, but after the one before it. */
  private Instant startOf(@Nullable FakeRecord before, Author author) {
    Instant now = now();
    if (author != Author.PERSON || !tape.oneIn("late", faults.late())) {
      return now;
    }
    Instant start = now.minusSeconds(tape.next("how late", LATE_SECONDS_MAX));
    return before != null && start.isBefore(before.modifiedAt) ? before.modifiedAt : start;
  }

  /**
   * A person converts a Lead.
   *
   * @param into a Contact that is there already, whose blanks are filled; null for a new one
   */
  FakeRecord convert(FakeRecord lead, @Nullable FakeRecord into) {
    Map<String, String> person = new LinkedHashMap<>(into == null ? Map.of() : into.fields);
    lead.fields.forEach(
        (field, value) -> {
          String onContact = ConversionRule.onContact(field, field.endsWith("__c"));
          if (onContact != null && ConversionRule.fills(person.get(onContact))) {
            person.put(onContact, value);
          }
        });
    FakeRecord contact = put(into, RecordKey.CONTACT, person, Author.PERSON);
    put(
        lead,
        lead.object,
        Map.of(
            "IsConverted", "true",
            "ConvertedContactId", contact.id,
            "Status", ConversionRule.STATUS),
        Author.PERSON);
    return contact;
  }

  @Override
  boolean restore(FakeRecord deleted) {
    String key = deleted.shows(KEY);
    if (!key.isEmpty() && holder(deleted.object, key) != null) {
      return false;
    }
    byId.put(deleted.id, bin().take(deleted.id));
    deleted.restoredAt = truly(now());
    deleted.modifiedAt = MomentRule.kept(now());
    deleted.modifiedBy = Author.PERSON;
    faults.changed(key(deleted));
    return true;
  }

  /** The survivor keeps its own values; the loser is in the bin and names it. */
  @Override
  FakeRecord merge(FakeRecord survivor, FakeRecord loser) {
    byId.remove(loser.id);
    bin().put(loser, key(loser), now(), survivor.id);
    faults.changed(key(loser));
    return put(survivor, survivor.object, Map.of(), Author.PERSON);
  }

  @Override
  @Nullable FakeRecord holder(String object, String key) {
    for (FakeRecord one : byId.values()) {
      if (one.object.equals(object) && same(key, one.shows(KEY))) {
        return one;
      }
    }
    return null;
  }

  private static boolean same(String one, String other) {
    return !one.isEmpty() && UniqueRule.key(one).equals(UniqueRule.key(other));
  }

  /** Queries see what is committed; there is no index. */
  @Override
  Snapshot indexed(FakeRecord record) {
    return snapshot(record);
  }

  @Override
  @Nullable Edit lastEdit(FakeRecord record, String field, Instant since) {
    for (FakeRecord.Version version : record.history.getOrDefault(field, List.of())) {
      if (version.author() != Author.US) {
        return version.at().isBefore(MomentRule.kept(since))
            ? null
            : new Edit(version.at(), version.value());
      }
    }
    return null;
  }

  /** Salesforce answers with the id alone. */
  @Override
  @Nullable Snapshot answer(FakeRecord record, Set<String> written) {
    return null;
  }

  @Override
  WriteOutcome gone() {
    return new WriteOutcome.Rejected("ENTITY_IS_DELETED", "entity is deleted", false);
  }

  /** Those that were merged into them, and the Leads that were converted into them. */
  @Override
  public Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane) {
    Map<RecordKey, List<RecordKey>> absorbed = new LinkedHashMap<>(super.absorbed(survivors, lane));
    for (Snapshot survivor : survivors) {
      List<RecordKey> former = new ArrayList<>(absorbed.getOrDefault(survivor.key(), List.of()));
      List<String> contacts = new ArrayList<>(former.stream().map(RecordKey::id).toList());
      contacts.add(survivor.key().id());
      for (FakeRecord one : byId.values()) {
        if (contacts.contains(one.shows("ConvertedContactId"))) {
          former.add(key(one));
          bin().absorbed(List.of(snapshot(one))).values().forEach(former::addAll);
        }
      }
      if (!former.isEmpty()) {
        absorbed.put(survivor.key(), former);
      }
    }
    return absorbed;
  }

  /** A converted Lead stands for the Contact that it became. */
  @Override
  public Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    before("find", lane);
    schema().question();
    Map<Person, Matches> found = new LinkedHashMap<>();
    for (Person person : people) {
      Map<String, Snapshot> keyed = new LinkedHashMap<>();
      Map<String, Snapshot> named = new LinkedHashMap<>();
      for (FakeRecord one : byId.values()) {
        FakeRecord stands = one.converted() ? living(one.shows("ConvertedContactId")) : one;
        if (stands == null) {
          continue;
        }
        if (same(person.otherSide().id(), one.shows(KEY))) {
          keyed.put(stands.id, snapshot(stands));
        }
        if (same(person.email(), one.shows("Email"))) {
          named.put(stands.id, snapshot(stands));
        }
      }
      List<Snapshot> byKey =
          keyed.values().stream()
              .filter(one -> one.key().object().equals(RecordKey.CONTACT))
              .findFirst()
              .or(() -> keyed.values().stream().findFirst())
              .map(List::of)
              .orElse(List.of());
      byKey.forEach(one -> named.remove(one.key().id()));
      found.put(person, new Matches(byKey, List.copyOf(named.values())));
    }
    return found;
  }
}
