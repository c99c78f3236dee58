package io.leadloop.simulation;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sandbox.hubspot.rules.EmailRule;
import io.leadloop.sandbox.hubspot.rules.HistoryRule;
import io.leadloop.sandbox.hubspot.rules.IndexRule;
import io.leadloop.sandbox.hubspot.rules.LifecycleRule;
import io.leadloop.sandbox.hubspot.rules.MergeRule;
import io.leadloop.sandbox.hubspot.rules.ModificationRule;
import io.leadloop.sandbox.hubspot.rules.NewContactRule;
import io.leadloop.sandbox.hubspot.rules.NoteRule;
import io.leadloop.sandbox.hubspot.rules.NumberRule;
import io.leadloop.sandbox.hubspot.rules.TextRule;
import io.leadloop.sandbox.hubspot.rules.UniquenessRule;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Rules;
import io.leadloop.sync.Timeline;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HubSpot in memory: contacts and notes under the rules of its sandbox. */
final class FakeHubSpot extends FakeCrm implements Timeline {
  /** In the order of their advance. */
  static final List<String> STAGES = List.of("lead", "opportunity", "customer");

  static final String KEY = "leadloop_key";

  /** A property that holds a day, and one that holds a moment. */
  static final String DAY = "renewal_day";

  static final String MOMENT = "called_at";
  private static final String TOKEN = "leadloop_token";
  private static final Set<String> NUMBERS = Set.of("numemployees");

  /** The longest that a change stays hidden from sweeps. */
  private static final int LATE_MILLIS_MAX = 300_000;

  private final Map<String, List<String>> notesOfContact = new LinkedHashMap<>();

  FakeHubSpot(Tape tape, SettableClock clock, Duration clockError, Faults faults) {
    super(Side.HUBSPOT, tape, clock, clockError, faults);
  }

  @Override
  String keyField() {
    return KEY;
  }

  @Override
  String tokenField() {
    return TOKEN;
  }

  /** The references of all notes, contact by contact. */
  Collection<List<String>> notesByContact() {
    return notesOfContact.values();
  }

  /** The references of all notes. */
  List<String> notes() {
    return notesOfContact.values().stream().flatMap(List::stream).toList();
  }

  @Override
  String rewritten(String field, String value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (field) {
      case "email" -> EmailRule.stored(value);
      // A day is kept as its midnight.
      case DAY ->
          value.contains("-")
              ? String.valueOf(
                  LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
              : value;
      default -> value;
    };
  }

  @Override
  FakeRecord store(
      @Nullable FakeRecord before, String object, Map<String, String> written, Author author)
      throws Refused {
    Map<String, String> changes = new LinkedHashMap<>();
    for (Map.Entry<String, String> one : written.entrySet()) {
      changes.put(one.getKey(), checked(one.getKey(), one.getValue(), before));
    }
    Instant now = now().truncatedTo(ChronoUnit.MILLIS);
    if (before == null) {
      if (NewContactRule.isNobody(changes)) {
        throw Refused.because("VALIDATION_ERROR", "one of " + NewContactRule.NEEDED);
      }
      changes.values().removeIf(String::isEmpty);
      NewContactRule.fill(changes);
      FakeRecord created = new FakeRecord(object, nextId(), now);
      byId.put(created.id, created);
      put(created, changes, now, author);
      return created;
    }
    if (LifecycleRule.ignores(
        STAGES,
        before.fields.get(LifecycleRule.PROPERTY),
        changes.getOrDefault(LifecycleRule.PROPERTY, ""))) {
      changes.remove(LifecycleRule.PROPERTY);
    }
    changes
        .entrySet()
        .removeIf(
            one -> !ModificationRule.changes(before.fields.get(one.getKey()), one.getValue()));
    if (!changes.isEmpty()) {
      put(before, changes, ModificationRule.next(before.modifiedAt, now), author);
    }
    return before;
  }

  private String checked(String property, String value, @Nullable FakeRecord writer)
      throws Refused {
    String stored = rewritten(property, value);
    if (stored.isEmpty()) {
      return stored;
    }
    if (property.equals("email") && !EmailRule.isAddress(stored)) {
      throw Refused.because("INVALID_EMAIL", "Email address " + value + " is invalid");
    }
    if (NUMBERS.contains(property) && !NumberRule.isNumber(stored)) {
      throw Refused.because("INVALID_INTEGER", value + " was not a valid number.");
    }
    if (property.equals(LifecycleRule.PROPERTY) && !STAGES.contains(stored)) {
      throw Refused.because("INVALID_OPTION", value + " was not one of the allowed options");
    }
    if (!TextRule.fits(stored)) {
      throw Refused.because("VALUE_TOO_LONG", property + " is too long");
    }
    if (property.equals("email") || property.equals(KEY)) {
      requireUnique(property, stored, writer);
    }
    return stored;
  }

  private void requireUnique(String property, String value, @Nullable FakeRecord writer)
      throws Refused {
    FakeRecord holder = holderOf(property, value);
    boolean taken =
        UniquenessRule.refuses(
            holder == null ? null : Long.valueOf(holder.id),
            writer == null ? null : Long.valueOf(writer.id));
    if (!taken) {
      return;
    }
    if (property.equals("email") && writer == null) {
      throw new Refused(
          new WriteOutcome.Exists(
              RecordKey.contact(holder.id), "Contact already exists. Existing ID: " + holder.id));
    }
    throw new Refused(
        new WriteOutcome.Rejected(
            "CONFLICT", holder.id + " already has that value.", false, Set.of(property)));
  }

  @Nullable FakeRecord holderOf(String property, String value) {
    String wanted = UniquenessRule.compared(property, value);
    for (FakeRecord one : byId.values()) {
      if (!wanted.isEmpty()
          && (wanted.equals(UniquenessRule.compared(property, one.shows(property)))
              || (property.equals("email") && hasToo(one, wanted)))) {
        return one;
      }
    }
    return null;
  }

  /** Further addresses stand for their contact as its first one does. */
  private static boolean hasToo(FakeRecord contact, String address) {
    return List.of(contact.shows(Rules.MORE_ADDRESSES).split(";", -1)).contains(address);
  }

  @Override
  boolean restore(FakeRecord deleted) {
    for (String property : List.of("email", KEY)) {
      if (holderOf(property, deleted.shows(property)) != null) {
        return false;
      }
    }
    byId.put(deleted.id, bin().take(deleted.id));
    deleted.restoredAt = truly(now());
    put(deleted, Map.of(), ModificationRule.next(deleted.modifiedAt, now()), Author.VENDOR);
    return true;
  }

  /** HubSpot makes a third contact, under a new id; both old ids lead to it. */
  @Override
  FakeRecord merge(FakeRecord survivor, FakeRecord loser) {
    Instant at = ModificationRule.next(survivor.modifiedAt, now());
    Map<String, String> values =
        MergeRule.values(
            survivor.fields,
            loser.fields,
            STAGES,
            List.of(Long.valueOf(survivor.id), Long.valueOf(loser.id)),
            at);
    FakeRecord merged = new FakeRecord(survivor.object, nextId(), at);
    merged.createdAt = Collections.min(List.of(survivor.createdAt, loser.createdAt));
    for (FakeRecord one : List.of(survivor, loser)) {
      byId.remove(one.id);
      bin().put(one, key(one), at, merged.id);
      faults.changed(key(one));
      notesOfContact
          .computeIfAbsent(merged.id, id -> new ArrayList<>())
          .addAll(notesOfContact.getOrDefault(one.id, List.of()));
      notesOfContact.remove(one.id);
    }
    byId.put(merged.id, merged);
    put(merged, values, at, Author.PERSON);
    return merged;
  }

  private void put(FakeRecord record, Map<String, String> changes, Instant at, Author author) {
    changes.forEach(
        (property, value) -> {
          record.put(property, value);
          record.history.put(
              property,
              HistoryRule.add(
                  record.history.getOrDefault(property, List.of()),
                  new FakeRecord.Version(value, at, author)));
        });
    record.modifiedAt = at;
    record.modifiedBy = author;
    if (author == Author.PERSON) {
      record.editedAt = at;
      record.committedAt = now();
    }
    long lag = IndexRule.lagMillis(faults.lagMillis(), bound -> tape.next("lag", (int) bound));
    if (tape.oneIn("late", faults.late())) {
      lag = tape.next("how late", LATE_MILLIS_MAX);
    }
    record.index.add(new FakeRecord.Indexed(now().plusMillis(lag), at, Map.copyOf(record.fields)));
    faults.changed(key(record));
  }

  @Override
  @Nullable Snapshot indexed(FakeRecord record) {
    FakeRecord.Indexed shown = null;
    Instant now = now();
    for (FakeRecord.Indexed state : record.index) {
      if (!state.from().isAfter(now)
          && (shown == null || IndexRule.replaces(shown.modifiedAt(), state.modifiedAt()))) {
        shown = state;
      }
    }
    return shown == null ? null : snapshot(record, shown.fields(), shown.modifiedAt());
  }

  @Override
  @Nullable Edit lastEdit(FakeRecord record, String field, Instant since) {
    for (FakeRecord.Version version : record.history.getOrDefault(field, List.of())) {
      if (version.author() != Author.US) {
        return version.at().isBefore(since) ? null : new Edit(version.at(), version.value());
      }
    }
    return null;
  }

  @Override
  @Nullable FakeRecord holder(String object, String key) {
    return holderOf(KEY, key);
  }

  /** A step back is ignored with a success, so an answer to a stage is no proof. */
  @Override
  @Nullable Snapshot answer(FakeRecord record, Set<String> written) {
    if (written.contains(LifecycleRule.PROPERTY)) {
      return null;
    }
    Map<String, String> shown = new LinkedHashMap<>();
    written.forEach(property -> shown.put(property, record.shows(property)));
    shown.put(TOKEN, record.shows(TOKEN));
    return snapshot(record, shown, record.modifiedAt);
  }

  @Override
  WriteOutcome gone() {
    return new WriteOutcome.Rejected("OBJECT_NOT_FOUND", "Object not found", false);
  }

  @Override
  public Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    before("find", lane);
    schema().question();
    Map<Person, Matches> found = new LinkedHashMap<>();
    for (Person person : people) {
      FakeRecord keyed = holderOf(KEY, person.otherSide().id());
      FakeRecord named = holderOf("email", person.email());
      found.put(
          person,
          new Matches(
              keyed == null ? List.of() : List.of(snapshot(keyed)),
              named == null || named == keyed ? List.of() : List.of(snapshot(named))));
    }
    return found;
  }

  /** The contact that an id leads to, also when it was merged away. */
  private String standing(String id) {
    FakeRecord living = living(id);
    return living == null ? id : living.id;
  }

  @Override
  public Set<String> present(RecordKey contact, Collection<String> references, Lane lane) {
    before("notes", lane);
    Set<String> present = new LinkedHashSet<>(references);
    present.retainAll(notesOfContact.getOrDefault(standing(contact.id()), List.of()));
    return present;
  }

  @Override
  public WriteOutcome append(RecordKey of, Item item, Lane lane, WritePermit permit) {
    before("note", lane);
    faults.stall();
    permit.check();
    String hubspotId = standing(of.id());
    FakeRecord contact = byId.get(hubspotId);
    if (contact == null) {
      return gone();
    }
    List<String> notes = notesOfContact.computeIfAbsent(hubspotId, id -> new ArrayList<>());
    notes.add(item.reference());
    Instant at = ModificationRule.next(contact.modifiedAt, now());
    put(contact, NoteRule.counted(notes.size(), at), at, Author.VENDOR);
    faults.tell("the loop adds a note to contact " + hubspotId);
    faults.crash("after a note");
    if (tape.oneIn("answer lost", faults.lostAnswer())) {
      faults.injected("HubSpot's answer to a note is lost");
      return new WriteOutcome.Unknown("timeout");
    }
    return new WriteOutcome.Accepted(RecordKey.contact(hubspotId), true, null);
  }
}
