package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Value;
import io.leadloop.sync.Crm.Matches;
import io.leadloop.sync.Crm.Person;
import io.leadloop.sync.WriteOutcome.Accepted;
import io.leadloop.sync.WriteOutcome.Exists;
import io.leadloop.sync.WriteOutcome.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the loop relies on, whichever vendor it is. Each adapter runs it against its vendor's
 * sandbox, which is new and empty for each test and whose clock stands still until {@link #later}.
 */
public abstract class CrmContract {

  /** A value as it is written, and the text that the vendor shows for it afterwards. */
  public record Typed(Value written, String shown) {}

  /** The adapter, on a sandbox that no other test uses. */
  protected abstract Crm crm();

  /** The kind of record that is created: {@code contacts} or {@code Lead}. */
  protected abstract String object();

  /** An id of the other side that can stand as our external key; another one for each number. */
  protected abstract RecordKey otherSide(int number);

  protected abstract String emailField();

  /** A text field that the adapter reads and that takes any short text. */
  protected abstract String textField();

  /** Another one. */
  protected abstract String otherTextField();

  /** What a new record needs besides the address, or nothing. */
  protected abstract Map<String, Value> required();

  /** A field that the adapter reads, with a value that the vendor refuses. */
  protected abstract Map.Entry<String, Value> refused();

  /** A field of each type, which the adapter reads. */
  protected abstract Map<String, Typed> ofEachType();

  /** The addresses of the people who can own a record today. */
  protected abstract Collection<String> ownerEmails();

  /** A field of a picklist with one of its values. */
  protected abstract Map.Entry<String, String> option();

  /** Changes a record as a person does it. */
  protected abstract void personEdits(RecordKey key, String field, String text);

  /** Deletes a record as a person does it. */
  protected abstract void personDeletes(RecordKey key);

  /** Lets some seconds pass for the vendor. */
  protected abstract void later();

  /** The vendor's time. */
  protected abstract Instant now();

  /** How many records make several pages of a sweep. */
  protected int recordsOfSeveralPages() {
    return 450;
  }

  /** Whether the vendor keeps an e-mail address unique. */
  protected boolean emailIsUnique() {
    return false;
  }

  /** Whether the vendor keeps the times of single edits of the text field. */
  protected boolean keepsEditTimes() {
    return true;
  }

  private int tokens;

  private String token() {
    return String.format("contract-00001-%08d", ++tokens);
  }

  private RecordWrite create(int number, Map<String, Value> more) {
    Map<String, Value> values = new LinkedHashMap<>(required());
    values.put(emailField(), Value.text("person" + number + "@example.com"));
    values.putAll(more);
    return RecordWrite.create(object(), otherSide(number).id(), values, token());
  }

  private RecordWrite update(RecordKey key, String field, String text) {
    return RecordWrite.update(key, Map.of(field, Value.text(text)), token());
  }

  private WriteOutcome write(RecordWrite write) {
    List<WriteOutcome> outcomes = crm().write(List.of(write), Lane.LIVE);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private Accepted accepted(WriteOutcome outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return (Accepted) outcome;
  }

  private RecordKey created(int number) {
    return accepted(write(create(number, Map.of()))).key();
  }

  private Snapshot read(RecordKey key) {
    Map<RecordKey, Snapshot> read = crm().read(List.of(key), Lane.LIVE);
    assertThat(read).containsOnlyKeys(key);
    return read.get(key);
  }

  private Map<RecordKey, Snapshot> swept(Instant since) {
    Map<RecordKey, Snapshot> swept = new HashMap<>();
    List<Instant> covered = new ArrayList<>(List.of(since));
    Instant coveredTo =
        crm()
            .sweep(
                since,
                Lane.LIVE,
                (records, to) -> {
                  assertThat(to).isAfterOrEqualTo(covered.get(covered.size() - 1));
                  covered.add(to);
                  records.forEach(record -> swept.put(record.key(), record));
                });
    assertThat(coveredTo).isAfterOrEqualTo(covered.get(covered.size() - 1));
    return swept;
  }

  @Test
  void whatWasWrittenIsReadBackWithItsToken() {
    RecordWrite create = create(1, Map.of(textField(), Value.text("Zoë 😀 O'Hara")));
    Accepted made = accepted(write(create));
    assertThat(made.created()).isTrue();
    Snapshot first = read(made.key());
    assertThat(first.shows(emailField())).isEqualTo("person1@example.com");
    assertThat(first.shows(textField())).isEqualTo("Zoë 😀 O'Hara");
    assertThat(first.token()).isEqualTo(create.token());

    later();
    RecordWrite update = update(made.key(), textField(), "Ann");
    assertThat(accepted(write(update)).created()).isFalse();
    Snapshot second = read(made.key());
    assertThat(second.shows(textField())).isEqualTo("Ann");
    assertThat(second.token()).isEqualTo(update.token());
    assertThat(second.modifiedAt()).isAfter(first.modifiedAt());
  }

  @Test
  void anAnswerThatShowsTheRecordShowsWhatIsThere() {
    RecordKey key = created(1);
    later();
    Accepted done = accepted(write(update(key, textField(), "Ann")));
    if (done.shown() != null) {
      Snapshot there = read(key);
      assertThat(done.shown().shows(textField())).isEqualTo(there.shows(textField()));
      assertThat(done.shown().modifiedAt()).isEqualTo(there.modifiedAt());
      assertThat(done.shown().token()).isEqualTo(there.token());
    }
  }

  @Test
  void aTokenAloneDoesNotMoveTheFingerprint() {
    RecordKey key = created(1);
    Snapshot before = read(key);
    later();
    accepted(write(RecordWrite.update(key, Map.of(), token())));
    Snapshot after = read(key);
    assertThat(after.token()).isNotEqualTo(before.token());
    assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
  }

  @Test
  void aCreateThatIsSentTwiceMakesOneRecord() {
    RecordWrite create = create(1, Map.of());
    Accepted first = accepted(write(create));
    Accepted second = accepted(write(create));
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.created()).isFalse();
    later();
    assertThat(swept(Instant.EPOCH)).containsOnlyKeys(first.key());
  }

  @Test
  void aKnownAddressSaysWhoHasIt() {
    assumeTrue(emailIsUnique());
    RecordKey known = created(1);
    Map<String, Value> sameAddress = Map.of(emailField(), Value.text("person1@example.com"));
    assertThat(write(create(2, sameAddress)))
        .isInstanceOfSatisfying(Exists.class, exists -> assertThat(exists.key()).isEqualTo(known));
    List<WriteOutcome> outcomes =
        crm().write(List.of(create(3, Map.of()), create(4, sameAddress)), Lane.LIVE);
    assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
    assertThat(outcomes.get(1)).isInstanceOf(Exists.class);
  }

  @Test
  void oneBadRecordDoesNotStopTheOthers() {
    RecordKey known = created(1);
    Map<String, Value> bad = Map.of(refused().getKey(), refused().getValue());
    List<RecordWrite> writes =
        List.of(
            create(2, Map.of()),
            create(3, bad),
            update(known, textField(), "Ann"),
            create(4, Map.of()));
    List<WriteOutcome> outcomes = crm().write(writes, Lane.LIVE);
    assertThat(outcomes).hasSize(4);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isNotBlank();
              assertThat(rejected.message()).isNotBlank();
              assertThat(rejected.passing()).isFalse();
            });
    for (int good : new int[] {0, 2, 3}) {
      Snapshot there = read(accepted(outcomes.get(good)).key());
      assertThat(there.token()).isEqualTo(writes.get(good).token());
    }
  }

  @Test
  void theOutcomesStandInTheOrderOfTheWrites() {
    List<RecordWrite> writes = new ArrayList<>();
    for (int number = 0; number < 250; number++) {
      Map<String, Value> name = Map.of(textField(), Value.text("Name " + number));
      writes.add(create(number, name));
    }
    List<WriteOutcome> outcomes = crm().write(writes, Lane.BACKFILL);
    List<RecordKey> keys = outcomes.stream().map(done -> accepted(done).key()).toList();
    Map<RecordKey, Snapshot> read = crm().read(keys, Lane.BACKFILL);
    assertThat(read).hasSize(250);
    for (int number = 0; number < 250; number++) {
      assertThat(read.get(keys.get(number)).shows(textField())).isEqualTo("Name " + number);
    }
    assertThat(crm().write(List.of(), Lane.LIVE)).isEmpty();
    assertThat(crm().read(List.of(), Lane.LIVE)).isEmpty();
  }

  @Test
  void aBlankValueClearsTheField() {
    RecordKey key = created(1);
    accepted(write(update(key, otherTextField(), "12345")));
    Accepted cleared = accepted(write(update(key, otherTextField(), "")));
    if (cleared.shown() != null) {
      assertThat(cleared.shown().shows(otherTextField())).isEmpty();
    }
    assertThat(read(key).fields()).doesNotContainKey(otherTextField());
  }

  @Test
  void aSweepHandsOverWhatChangedSince() {
    RecordKey before = created(1);
    later();
    Instant since = now();
    RecordKey fresh = created(2);
    later();
    Map<RecordKey, Snapshot> swept = swept(since);
    assertThat(swept).containsOnlyKeys(fresh);
    assertThat(swept.get(fresh).fingerprint()).isEqualTo(read(fresh).fingerprint());
    assertThat(swept.get(fresh).token()).isEqualTo(read(fresh).token());

    Instant edited = now();
    personEdits(before, textField(), "Eve");
    later();
    assertThat(swept(edited)).containsOnlyKeys(before);
    assertThat(swept(Instant.EPOCH)).containsOnlyKeys(before, fresh);
  }

  @Test
  void aSweepWithoutChangesCoversNothing() {
    created(1);
    later();
    Instant since = now();
    List<Snapshot> handedOver = new ArrayList<>();
    Instant coveredTo = crm().sweep(since, Lane.LIVE, (records, to) -> handedOver.addAll(records));
    assertThat(handedOver).isEmpty();
    assertThat(coveredTo).isEqualTo(since);
  }

  @Test
  void aSweepOfManyRecordsOfOneTimeHandsOverEach() {
    Set<RecordKey> all = new HashSet<>();
    List<RecordWrite> writes = new ArrayList<>();
    for (int number = 0; number < recordsOfSeveralPages(); number++) {
      writes.add(create(number, Map.of()));
    }
    crm().write(writes, Lane.BACKFILL).forEach(done -> all.add(accepted(done).key()));
    later();
    for (int number = 0; number < 3; number++) {
      all.add(created(recordsOfSeveralPages() + number));
      later();
    }
    Map<RecordKey, Snapshot> swept = swept(Instant.EPOCH);
    assertThat(swept).containsOnlyKeys(all.toArray(new RecordKey[0]));
  }

  @Test
  void peopleAreFoundByKeyAndByAddress() {
    RecordKey one = created(1);
    RecordKey two = created(2);
    later();
    Person byKey = new Person(otherSide(1), "person1@example.com");
    Person byEmail = new Person(otherSide(77), "person2@example.com");
    Person both = new Person(otherSide(2), "person1@example.com");
    Person nobody = new Person(otherSide(78), "nobody@example.com");
    Person noAddress = new Person(otherSide(79), "");
    Map<Person, Matches> found =
        crm().find(List.of(byKey, byEmail, both, nobody, noAddress), Lane.LIVE);
    assertThat(found.get(byKey).byKey()).extracting(Snapshot::key).containsExactly(one);
    assertThat(found.get(byKey).byEmail()).isEmpty();
    assertThat(found.get(byEmail).byKey()).isEmpty();
    assertThat(found.get(byEmail).byEmail()).extracting(Snapshot::key).containsExactly(two);
    assertThat(found.get(both).byKey()).extracting(Snapshot::key).containsExactly(two);
    assertThat(found.get(both).byEmail()).extracting(Snapshot::key).containsExactly(one);
    assertThat(found.getOrDefault(nobody, Matches.NONE)).isEqualTo(Matches.NONE);
    assertThat(found.getOrDefault(noAddress, Matches.NONE)).isEqualTo(Matches.NONE);
  }

  @Test
  void aDeletedRecordIsAbsentAndTakesNoWrites() {
    RecordKey there = created(1);
    RecordKey gone = created(2);
    personDeletes(gone);
    later();
    assertThat(crm().read(List.of(there, gone), Lane.LIVE)).containsOnlyKeys(there);
    assertThat(crm().read(List.of(gone), Lane.LIVE)).isEmpty();
    List<RecordWrite> both =
        List.of(update(gone, textField(), "Ann"), update(there, textField(), "Ann"));
    List<WriteOutcome> outcomes = crm().write(both, Lane.LIVE);
    assertThat(outcomes.get(0)).isInstanceOf(Rejected.class);
    assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
  }

  @Test
  void whatWeDeleteIsInTheBinAndStaysThere() {
    RecordKey kept = created(1);
    RecordKey gone = created(2);
    assertThat(crm().delete(List.of(gone), Lane.LIVE)).singleElement().isInstanceOf(Accepted.class);
    later();
    assertThat(crm().read(List.of(kept, gone), Lane.LIVE)).containsOnlyKeys(kept);
    Map<RecordKey, Instant> bin = crm().deleted(List.of(kept, gone), Lane.LIVE);
    assertThat(bin).containsOnlyKeys(gone);
    crm().delete(List.of(gone), Lane.LIVE);
    assertThat(crm().deleted(List.of(gone), Lane.LIVE)).isEqualTo(bin);
    personDeletes(kept);
    crm().delete(List.of(kept), Lane.LIVE);
    assertThat(crm().deleted(List.of(kept), Lane.LIVE)).containsOnlyKeys(kept);
  }

  @Test
  void valuesOfEachTypeComeBack() {
    Map<String, Value> values = new LinkedHashMap<>();
    ofEachType().forEach((field, typed) -> values.put(field, typed.written()));
    RecordKey key = accepted(write(create(1, values))).key();
    Snapshot there = read(key);
    ofEachType().forEach((field, typed) -> assertThat(there.shows(field)).isEqualTo(typed.shown()));
  }

  @Test
  void aPersonsEditIsToldFromOurOwn() {
    assumeTrue(keepsEditTimes());
    RecordKey key = created(1);
    accepted(write(update(key, textField(), "Ann")));
    later();
    Instant from = now();
    personEdits(key, textField(), "Eve");
    later();
    Instant to = now();
    accepted(write(update(key, otherTextField(), "12345")));
    later();
    accepted(write(update(key, textField(), "Ann")));
    Map<RecordKey, Set<String>> fields = Map.of(key, Set.of(textField(), otherTextField()));
    Map<String, Crm.Edit> edits =
        crm().lastEdits(fields, Instant.EPOCH, Lane.LIVE).getOrDefault(key, Map.of());
    assertThat(edits).containsOnlyKeys(textField());
    assertThat(edits.get(textField()).at()).isBetween(from, to);
    assertThat(edits.get(textField()).value()).isEqualTo("Eve");
    assertThat(crm().lastEdits(fields, from, Lane.LIVE).get(key)).isEqualTo(edits);
    assertThat(crm().lastEdits(fields, to.plusSeconds(1), Lane.LIVE).getOrDefault(key, Map.of()))
        .isEmpty();
  }

  @Test
  void ownersAreThePeopleWhoCanOwnARecord() {
    assertThat(crm().owners(Lane.LIVE).values()).containsExactlyInAnyOrderElementsOf(ownerEmails());
  }

  @Test
  void theSchemaDescribesTheFields() {
    Schema schema = crm().schema(object());
    assertThat(schema.fields()).containsKeys(emailField(), textField(), otherTextField());
    Schema.Field text = schema.fields().get(textField());
    assertThat(text.updatable()).isTrue();
    assertThat(text.creatable()).isTrue();
    assertThat(text.lengthMax()).isPositive();
    assertThat(schema.fields().get(option().getKey()).options()).contains(option().getValue());
    assertThat(schema.fields()).doesNotContainKey("no_such_field");
  }
}
