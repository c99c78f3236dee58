package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Value;
import io.leadloop.store.StoreException;
import io.leadloop.sync.WriteOutcome.Accepted;
import io.leadloop.sync.WriteOutcome.Exists;
import io.leadloop.sync.WriteOutcome.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the loop relies on when it writes and deletes records, whichever vendor it is. */
public abstract class CrmWriteContract extends CrmGround {

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
        crm()
            .write(
                List.of(create(3, Map.of()), create(4, sameAddress)), Lane.LIVE, WritePermit.GIVEN);
    assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
    assertThat(outcomes.get(1)).isInstanceOf(Exists.class);
  }

  @Test
  void nothingMoreIsSentWithoutLeave_P8() {
    RecordKey known = created(1);
    String before = String.valueOf(read(known).token());
    List<RecordWrite> twoCalls = List.of(create(2, Map.of()), update(known, textField(), "Ann"));
    assertThatThrownBy(() -> crm().write(twoCalls, Lane.LIVE, onlyFirst(0)))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> crm().delete(List.of(known), Lane.LIVE, onlyFirst(0)))
        .isInstanceOf(StoreException.class);
    later();
    assertThat(swept(Instant.EPOCH)).containsOnlyKeys(known);
    assertThat(read(known).token()).isEqualTo(before);

    assertThatThrownBy(() -> crm().write(twoCalls, Lane.LIVE, onlyFirst(1)))
        .isInstanceOf(StoreException.class);
    later();
    boolean created = swept(Instant.EPOCH).size() == 2;
    boolean updated = !before.equals(read(known).token());
    assertThat(created).isNotEqualTo(updated);
  }

  /** Leave for so many calls; then another process has taken over. */
  private static WritePermit onlyFirst(int calls) {
    AtomicInteger left = new AtomicInteger(calls);
    return () -> {
      if (left.getAndDecrement() <= 0) {
        throw new StoreException("store-lost-lease", "Another process has taken over.", null);
      }
    };
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
    List<WriteOutcome> outcomes = crm().write(writes, Lane.LIVE, WritePermit.GIVEN);
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
    List<WriteOutcome> outcomes = crm().write(writes, Lane.BACKFILL, WritePermit.GIVEN);
    List<RecordKey> keys = outcomes.stream().map(done -> accepted(done).key()).toList();
    Map<RecordKey, Snapshot> read = crm().read(keys, Lane.BACKFILL);
    assertThat(read).hasSize(250);
    for (int number = 0; number < 250; number++) {
      assertThat(read.get(keys.get(number)).shows(textField())).isEqualTo("Name " + number);
    }
    assertThat(crm().write(List.of(), Lane.LIVE, WritePermit.GIVEN)).isEmpty();
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
  void valuesOfEachTypeComeBack() {
    Map<String, Value> values = new LinkedHashMap<>();
    ofEachType().forEach((field, typed) -> values.put(field, typed.written()));
    RecordKey key = accepted(write(create(1, values))).key();
    Snapshot there = read(key);
    ofEachType().forEach((field, typed) -> assertThat(there.shows(field)).isEqualTo(typed.shown()));
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
    List<WriteOutcome> outcomes = crm().write(both, Lane.LIVE, WritePermit.GIVEN);
    assertThat(outcomes.get(0)).isInstanceOf(Rejected.class);
    assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
  }

  @Test
  void whatWeDeleteIsInTheBinAndStaysThere() {
    RecordKey kept = created(1);
    RecordKey gone = created(2);
    assertThat(crm().delete(List.of(gone), Lane.LIVE, WritePermit.GIVEN))
        .singleElement()
        .isInstanceOf(Accepted.class);
    later();
    assertThat(crm().read(List.of(kept, gone), Lane.LIVE)).containsOnlyKeys(kept);
    Map<RecordKey, Instant> bin = crm().deleted(List.of(kept, gone), Lane.LIVE);
    assertThat(bin).containsOnlyKeys(gone);
    crm().delete(List.of(gone), Lane.LIVE, WritePermit.GIVEN);
    assertThat(crm().deleted(List.of(gone), Lane.LIVE)).isEqualTo(bin);
    personDeletes(kept);
    crm().delete(List.of(kept), Lane.LIVE, WritePermit.GIVEN);
    assertThat(crm().deleted(List.of(kept), Lane.LIVE)).containsOnlyKeys(kept);
  }
}
