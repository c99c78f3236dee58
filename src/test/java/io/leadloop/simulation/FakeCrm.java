package io.leadloop.simulation;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sandbox.hubspot.rules.EmailRule;
import io.leadloop.sandbox.hubspot.rules.UniquenessRule;
import io.leadloop.sandbox.salesforce.rules.ConvertedLeadRule;
import io.leadloop.sandbox.salesforce.rules.Refusal;
import io.leadloop.sandbox.salesforce.rules.TextRule;
import io.leadloop.sync.Crm;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.Schema;
import io.leadloop.sync.Timeline;
import io.leadloop.sync.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A vendor in memory, under the control of a tape: it rewrites values, shows its index late, loses
 * requests and answers, refuses records, and lets people edit between any two calls.
 */
final class FakeCrm implements Crm, Timeline {
  /** Salesforce's field is shorter than HubSpot's. */
  static final int FIRST_NAME_MAX = 8;

  /** The longest that a change stays hidden from sweeps. */
  private static final int LATE_MILLIS_MAX = 300_000;

  static final String KEY_FIELD = "Leadloop_Key__c";

  private final Side side;
  private final Tape tape;
  private final SettableClock clock;
  private final Faults faults;
  private final Map<String, FakeRecord> records = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private int lastId = 1000;
  private int writes;

  FakeCrm(Side side, Tape tape, SettableClock clock, Faults faults) {
    this.side = side;
    this.tape = tape;
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public Side side() {
    return side;
  }

  /** Writes that changed something, as the vendor counts them. */
  int writes() {
    return writes;
  }

  Collection<FakeRecord> records() {
    return records.values();
  }

  /** The references of all notes. */
  List<String> notes() {
    return notes;
  }

  private void before(String operation) {
    clock.advance(Duration.ofMillis(20));
    faults.between();
    if (tape.oneIn(faults.lostRequest())) {
      faults.injected("request lost: " + side.word() + " " + operation);
      throw new CrmException(side, CrmException.Kind.UNAVAILABLE, "503", "lost", null);
    }
    faults.crash("before " + side.word() + " " + operation);
  }

  FakeRecord create(String object, Map<String, String> fields, boolean byUs) {
    FakeRecord created = empty(object);
    change(created, fields, byUs);
    return created;
  }

  private FakeRecord empty(String object) {
    FakeRecord created = new FakeRecord(object, String.valueOf(++lastId), clock.instant());
    records.put(created.id, created);
    return created;
  }

  /** An edit by a person or by us; the vendor rewrites what it is given. */
  void change(FakeRecord edited, Map<String, String> fields, boolean byUs) {
    fields.forEach(
        (field, value) -> edited.set(field, rewritten(field, value), clock.instant(), byUs));
    edited.modifiedAt = clock.instant();
    edited.modifiedByUs = byUs;
    long lag = side == Side.HUBSPOT ? tape.next(faults.lagMillis() + 1) : 0;
    if (tape.oneIn(faults.late())) {
      lag = tape.next(LATE_MILLIS_MAX);
    }
    edited.indexLater(clock.instant().plusMillis(lag), snapshot(edited));
  }

  /** By the same rules as the sandbox, and FirstName cut as an org's own trigger may. */
  String rewritten(String field, String value) {
    if (field.equalsIgnoreCase("email")) {
      return side == Side.HUBSPOT ? EmailRule.stored(value) : value;
    }
    if (field.equals("FirstName") && value.length() > FIRST_NAME_MAX) {
      return value.substring(0, FIRST_NAME_MAX);
    }
    return side == Side.SALESFORCE ? Objects.requireNonNullElse(TextRule.kept(value), "") : value;
  }

  private Snapshot snapshot(FakeRecord shown) {
    return new Snapshot(
        new RecordKey(side, shown.object, shown.id),
        shown.fields,
        shown.modifiedAt,
        side == Side.SALESFORCE && shown.modifiedByUs,
        shown.token);
  }

  @Override
  public Instant sweep(Instant since, Lane lane, SweepPage page) {
    before("sweep");
    List<Snapshot> changed = new ArrayList<>();
    for (FakeRecord one : records.values()) {
      Snapshot indexed = one.indexed(clock.instant());
      if (indexed != null && !indexed.modifiedAt().isBefore(since)) {
        changed.add(indexed);
      }
    }
    changed.sort(Comparator.comparing(Snapshot::modifiedAt));
    Instant reached = since;
    for (int from = 0; from < changed.size(); from += 5) {
      List<Snapshot> rows = changed.subList(from, Math.min(from + 5, changed.size()));
      reached = rows.get(rows.size() - 1).modifiedAt();
      page.accept(rows, reached);
      faults.crash("within " + side.word() + " sweep");
    }
    return reached;
  }

  @Override
  public Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    before("read");
    Map<RecordKey, Snapshot> read = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      FakeRecord one = records.get(key.id());
      if (one != null) {
        read.put(key, snapshot(one));
      }
    }
    faults.between();
    return read;
  }

  @Override
  public Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane) {
    return Map.of();
  }

  @Override
  public void departures(Instant since, Lane lane, Consumer<List<RecordKey>> page) {}

  @Override
  public Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane) {
    return Map.of();
  }

  @Override
  public Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    before("find");
    Map<Person, Matches> found = new LinkedHashMap<>();
    for (Person person : people) {
      List<Snapshot> byKey = new ArrayList<>();
      List<Snapshot> byEmail = new ArrayList<>();
      for (FakeRecord one : records.values()) {
        if (person.otherSide().id().equals(one.key)) {
          byKey.add(snapshot(one));
        } else if (!person.email().isEmpty()
            && person.email().equals(email(one))
            && !one.converted()) {
          byEmail.add(snapshot(one));
        }
      }
      found.put(person, new Matches(byKey, byEmail));
    }
    return found;
  }

  private static String email(FakeRecord one) {
    return one.fields
        .getOrDefault("email", one.fields.getOrDefault("Email", ""))
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public List<WriteOutcome> write(List<RecordWrite> batch, Lane lane) {
    before("write");
    List<WriteOutcome> outcomes = new ArrayList<>();
    for (RecordWrite one : batch) {
      if (tape.oneIn(faults.refusal())) {
        faults.injected("refused: " + side.word());
        outcomes.add(
            new WriteOutcome.Rejected(
                "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access", true));
      } else {
        outcomes.add(applied(one));
      }
      faults.crash("within " + side.word() + " write");
    }
    if (tape.oneIn(faults.lostAnswer())) {
      faults.injected("answer lost: " + side.word() + " write");
      return batch.stream().<WriteOutcome>map(one -> new WriteOutcome.Unknown("timeout")).toList();
    }
    faults.between();
    return outcomes;
  }

  private WriteOutcome applied(RecordWrite one) {
    String id = one.id();
    FakeRecord target = id == null ? null : records.get(id);
    boolean created = false;
    if (one.isCreate()) {
      target =
          records.values().stream()
              .filter(r -> String.valueOf(one.externalKey()).equals(r.key))
              .findFirst()
              .orElse(null);
      String email = one.values().containsKey("email") ? one.values().get("email").text() : "";
      if (target == null && side == Side.HUBSPOT) {
        for (FakeRecord known : records.values()) {
          if (!email.isEmpty()
              && UniquenessRule.compared("email", email)
                  .equals(UniquenessRule.compared("email", email(known)))) {
            return new WriteOutcome.Exists(
                RecordKey.contact(known.id), "Contact already exists. Existing ID: " + known.id);
          }
        }
      }
      if (target == null) {
        target = empty(one.object());
        target.key = one.externalKey();
        created = true;
      }
    }
    if (target == null) {
      return new WriteOutcome.Rejected("ENTITY_IS_DELETED", "entity is deleted", false);
    }
    Refusal readOnly = ConvertedLeadRule.refuse(target.converted());
    if (readOnly != null) {
      return new WriteOutcome.Rejected(readOnly.statusCode(), readOnly.message(), false);
    }
    writes++;
    Map<String, String> fields = new LinkedHashMap<>();
    FakeRecord record = target;
    one.values().forEach((field, value) -> fields.put(field, value.text()));
    String key = fields.remove(KEY_FIELD);
    if (key != null) {
      record.key = key;
    }
    record.token = one.token();
    change(record, fields, true);
    RecordKey recordKey = new RecordKey(side, record.object, record.id);
    if (side == Side.SALESFORCE) {
      return new WriteOutcome.Accepted(recordKey, created, null);
    }
    Map<String, String> shown = new LinkedHashMap<>();
    fields.keySet().forEach(field -> shown.put(field, record.fields.getOrDefault(field, "")));
    return new WriteOutcome.Accepted(
        recordKey, created, new Snapshot(recordKey, shown, record.modifiedAt, false, record.token));
  }

  @Override
  public Map<RecordKey, Map<String, Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    before("history");
    Map<RecordKey, Map<String, Edit>> edits = new LinkedHashMap<>();
    fields.forEach(
        (key, wanted) -> {
          FakeRecord one = records.get(key.id());
          if (one != null) {
            Map<String, Edit> known = new TreeMap<>(one.edits);
            known.keySet().retainAll(wanted);
            known.values().removeIf(edit -> edit.at().isBefore(since));
            edits.put(key, known);
          }
        });
    return edits;
  }

  @Override
  public Map<String, String> owners(Lane lane) {
    return Map.of();
  }

  @Override
  public Optional<Instant> lastAnsweredAt() {
    return Optional.of(clock.instant());
  }

  @Override
  public Schema schema(String object) {
    return new Schema(object, Map.of());
  }

  @Override
  public Set<String> present(String hubspotId, Collection<String> references, Lane lane) {
    before("notes");
    Set<String> present = new LinkedHashSet<>(new HashSet<>(references));
    present.retainAll(notes);
    return present;
  }

  @Override
  public WriteOutcome append(String hubspotId, Item item, Lane lane) {
    before("note");
    notes.add(item.reference());
    faults.crash("after note");
    if (tape.oneIn(faults.lostAnswer())) {
      faults.injected("answer lost: note");
      return new WriteOutcome.Unknown("timeout");
    }
    return new WriteOutcome.Accepted(RecordKey.contact(hubspotId), true, null);
  }
}
