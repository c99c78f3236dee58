package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.Crm;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Mark;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.Schema;
import io.leadloop.sync.Token;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A vendor in memory, under the control of a tape: it loses requests and answers, refuses records,
 * and lets people edit between any two calls. What the vendor makes of a change is its own, by the
 * rules that its sandbox has too.
 */
abstract class FakeCrm implements Crm {
  private static final int PAGE_RECORDS = 5;
  private static final int HUBSPOT_IDS = 1_000;
  private static final int SALESFORCE_IDS = 5_000;

  final Tape tape;
  private final SettableClock clock;
  private final Duration clockError;
  final Faults faults;
  final Map<String, FakeRecord> byId = new TreeMap<>();
  private final Side side;
  private int lastId;
  private final FakeWriter writer;
  private final FakeBin bin = new FakeBin();
  private final FakeSchema schema;
  private final FakeQuota quota;
  private Instant limitedUntil = Instant.MIN;

  /** By nobody's clock but the world's: when the loop last asked about records by their keys. */
  private Instant lookedAt = Instant.EPOCH;

  FakeCrm(Side side, Tape tape, SettableClock clock, Duration clockError, Faults faults) {
    this.side = side;
    this.tape = tape;
    this.clock = clock;
    this.clockError = clockError;
    this.writer = new FakeWriter(this);
    this.lastId = side == Side.HUBSPOT ? HUBSPOT_IDS : SALESFORCE_IDS;
    this.faults = faults;
    this.schema = new FakeSchema(side);
    this.quota = new FakeQuota(side);
  }

  /** The field that holds the other side's record id. */
  abstract String keyField();

  /** The field that holds the token of our last write. */
  abstract String tokenField();

  /** What the vendor makes of a value that it takes. */
  abstract String rewritten(String field, String value);

  /**
   * Stores a change by the vendor's rules.
   *
   * @param before null for a new record
   * @return the record after it
   */
  abstract FakeRecord store(
      @Nullable FakeRecord before, String object, Map<String, String> written, Author author)
      throws Refused;

  /** The living record of this kind that has our key; null when there is none. */
  abstract @Nullable FakeRecord holder(String object, String key);

  /** What the answer to a write shows of the record; null when it shows nothing. */
  abstract @Nullable Snapshot answer(FakeRecord record, Set<String> written);

  /** What sweeps can see now of a record; null while they see nothing. */
  abstract @Nullable Snapshot indexed(FakeRecord record);

  /** The last edit of a field that was not ours, as far as the vendor keeps it. */
  abstract @Nullable Edit lastEdit(FakeRecord record, String field, Instant since);

  /** The refusal of an update of a record that is not there. */
  abstract WriteOutcome gone();

  /** A link's record on this side, as long as the vendor knows it. */
  FakeRecord of(LinkRow link) {
    return byId.get(link.link().key(side).id());
  }

  @Override
  public Side side() {
    return side;
  }

  /** What the loop wrote last. */
  FakeWriter writer() {
    return writer;
  }

  Collection<FakeRecord> records() {
    return byId.values();
  }

  /** What the vendor's own clock shows. */
  Instant now() {
    return clock.instant().plus(clockError);
  }

  /** A time of the vendor's own clock by the world's. */
  Instant truly(Instant there) {
    return there.minus(clockError);
  }

  /** When the loop last asked about records by their keys, by the world's clock. */
  Instant lookedAt() {
    return lookedAt;
  }

  void before(String operation, Lane lane) {
    clock.advance(Duration.ofMillis(20));
    faults.between();
    if (limitedUntil.isAfter(now())) {
      throw new CrmException(side, CrmException.Kind.LIMIT, "429", "limit", null);
    }
    quota.call(lane);
    if (tape.oneIn("limit", faults.limit())) {
      faults.injected(side.label() + " takes no more calls for a while");
      limitedUntil = now().plusSeconds(1 + tape.next("limit seconds", 90));
      throw new CrmException(side, CrmException.Kind.LIMIT, "429", "limit", null);
    }
    if (tape.oneIn("request lost", faults.lostRequest())) {
      faults.injected("a call to %s is lost: %s".formatted(side.label(), operation));
      throw new CrmException(side, CrmException.Kind.UNAVAILABLE, "503", "lost", null);
    }
    faults.crash("before " + side.word() + " " + operation);
  }

  /**
   * A person makes a record.
   *
   * @return null when the vendor refuses it
   */
  @Nullable FakeRecord create(String object, Map<String, String> fields) {
    try {
      FakeRecord created = store(null, object, fields, Author.PERSON);
      typed(created, fields);
      return created;
    } catch (Refused refused) {
      return null;
    }
  }

  /** A person edits a record; false when the vendor refuses it. */
  boolean change(FakeRecord edited, Map<String, String> fields) {
    if (byId.get(edited.id) != edited || schema.isClosedToPeople(fields)) {
      return false;
    }
    try {
      store(edited, edited.object, fields, Author.PERSON);
      typed(edited, fields);
      return true;
    } catch (Refused refused) {
      return false;
    }
  }

  /** The living record that an id leads to, also when it was merged away; null for none. */
  @Nullable FakeRecord living(String id) {
    FakeRecord record = byId.get(id);
    return record == null ? bin.survivor(id, byId::get) : record;
  }

  /** Whether there is or was a record of this id. */
  boolean knows(String id) {
    return byId.containsKey(id) || bin.holds(id);
  }

  /** A person puts a record into the bin. */
  void delete(FakeRecord record) {
    byId.remove(record.id);
    bin.put(record, key(record), now(), "");
    faults.changed(key(record));
  }

  /** A person deletes a record so that no list and no bin shows it. */
  void deleteForGood(FakeRecord record) {
    byId.remove(record.id);
    bin.lacks(record.id);
  }

  /** A person takes a record out of the bin; false when the vendor refuses it. */
  abstract boolean restore(FakeRecord deleted);

  /** A person makes one record of two. Returns what they become. */
  abstract FakeRecord merge(FakeRecord survivor, FakeRecord loser);

  /** The fields that our user sees and may write. */
  FakeSchema schema() {
    return schema;
  }

  /** The calls of the vendor's day. */
  FakeQuota quota() {
    return quota;
  }

  FakeBin bin() {
    return bin;
  }

  /** What the vendor ignored nobody counts on. */
  private void typed(FakeRecord record, Map<String, String> fields) {
    fields.forEach(
        (field, text) -> {
          String kept = rewritten(field, text);
          if (kept.equals(record.shows(field))) {
            record.typed.put(field, kept);
          }
        });
  }

  /** An id that was never given out. */
  String nextId() {
    return String.valueOf(++lastId);
  }

  RecordKey key(FakeRecord record) {
    return new RecordKey(side, record.object, record.id);
  }

  Snapshot snapshot(FakeRecord shown) {
    return snapshot(shown, shown.fields, shown.modifiedAt);
  }

  Snapshot snapshot(FakeRecord shown, Map<String, String> fields, Instant modifiedAt) {
    Map<String, String> visible = new TreeMap<>(fields);
    String token = visible.remove(tokenField());
    // Nothing that the loop asks for.
    visible.remove(Mark.IN_HUBSPOT);
    visible.remove(Mark.IN_SALESFORCE);
    schema.hide(visible);
    boolean byUs = side == Side.SALESFORCE && shown.modifiedBy == Author.US;
    return new Snapshot(
        key(shown), visible, modifiedAt, byUs, token, externalKey(fields), shown.createdAt);
  }

  private @Nullable String externalKey(Map<String, String> fields) {
    String key = side == Side.SALESFORCE ? fields.getOrDefault(keyField(), "") : "";
    return key.isEmpty() ? null : key;
  }

  @Override
  public Instant sweep(Instant since, Lane lane, SweepPage page) {
    before("sweep", lane);
    schema.question();
    List<Snapshot> changed = new ArrayList<>();
    for (FakeRecord one : byId.values()) {
      Snapshot indexed = indexed(one);
      if (indexed != null && !indexed.modifiedAt().isBefore(since)) {
        changed.add(indexed);
      }
    }
    changed.sort(Comparator.comparing(Snapshot::modifiedAt));
    Instant reached = since;
    for (int from = 0; from < changed.size(); from += PAGE_RECORDS) {
      List<Snapshot> rows = changed.subList(from, Math.min(from + PAGE_RECORDS, changed.size()));
      reached = rows.get(rows.size() - 1).modifiedAt();
      page.accept(rows, reached);
      faults.crash("within " + side.word() + " sweep");
    }
    if (!changed.isEmpty() && tape.oneIn("doubled", faults.doubled())) {
      faults.injected(side.label() + " shows the first rows of a sweep once more");
      page.accept(changed.subList(0, Math.min(PAGE_RECORDS, changed.size())), reached);
    }
    return reached;
  }

  @Override
  public Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    before("read", lane);
    lookedAt = clock.instant();
    schema.question();
    Map<RecordKey, Snapshot> read = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      FakeRecord shown = living(key.id());
      if (shown != null) {
        shown.readAt = clock.instant();
        read.put(key, snapshot(shown));
      }
    }
    faults.between();
    return read;
  }

  @Override
  public Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane) {
    before("deleted", lane);
    lookedAt = clock.instant();
    return bin.deleted(keys);
  }

  @Override
  public void departures(Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    before("departures", lane);
    page.accept(bin.since(since));
  }

  @Override
  public Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane) {
    before("absorbed", lane);
    return bin.absorbed(survivors);
  }

  @Override
  public List<WriteOutcome> write(List<RecordWrite> batch, Lane lane, WritePermit permit) {
    before("write", lane);
    List<WriteOutcome> outcomes = writer.write(batch, permit);
    faults.between();
    return outcomes;
  }

  @Override
  public List<WriteOutcome> delete(List<RecordKey> keys, Lane lane, WritePermit permit) {
    before("delete", lane);
    List<WriteOutcome> outcomes = writer.delete(keys, permit);
    faults.between();
    return outcomes;
  }

  @Override
  public Map<RecordKey, Map<String, Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    before("history", lane);
    Map<RecordKey, Map<String, Edit>> edits = new LinkedHashMap<>();
    fields.forEach(
        (key, wanted) -> {
          FakeRecord one = byId.get(key.id());
          if (one != null) {
            Map<String, Edit> known = new TreeMap<>();
            for (String field : wanted) {
              Edit last = lastEdit(one, field, since);
              if (last != null) {
                known.put(field, last);
              }
            }
            edits.put(key, known);
          }
        });
    return edits;
  }

  @Override
  public Map<String, String> owners(Lane lane) {
    before("owners", lane);
    return MoreLines.active(side);
  }

  @Override
  public Optional<Instant> lastAnsweredAt() {
    return Optional.of(now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Fails only where a store may be put back: elsewhere nothing hangs on it. */
  @Override
  public Optional<String> greatestToken(String storeId) {
    if (faults.storeIsPutBack()) {
      before("greatest token", Lane.EXPRESS);
    }
    return byId.values().stream()
        .map(this::indexed)
        .filter(Objects::nonNull)
        .map(shown -> Objects.requireNonNullElse(shown.token(), ""))
        .filter(token -> token.startsWith(Token.prefix(storeId)))
        .max(Comparator.naturalOrder());
  }

  @Override
  public Schema schema(String object) {
    return new Schema(object, Map.of());
  }
}
