package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Value;
import io.leadloop.sync.WriteOutcome.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the contract of {@link Crm} stands on: a vendor's sandbox, which is new and empty for each
 * test and whose clock stands still until {@link #later}, and the words in which the tests are
 * told.
 */
public abstract class CrmGround {

  private int tokens;

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

  String token() {
    return String.format("contract-00001-%08d", ++tokens);
  }

  RecordWrite create(int number, Map<String, Value> more) {
    Map<String, Value> values = new LinkedHashMap<>(required());
    values.put(emailField(), Value.text("person" + number + "@example.com"));
    values.putAll(more);
    return RecordWrite.create(object(), otherSide(number).id(), values, token());
  }

  RecordWrite update(RecordKey key, String field, String text) {
    return RecordWrite.update(key, Map.of(field, Value.text(text)), token());
  }

  WriteOutcome write(RecordWrite write) {
    List<WriteOutcome> outcomes = crm().write(List.of(write), Lane.LIVE, WritePermit.GIVEN);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  Accepted accepted(WriteOutcome outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return (Accepted) outcome;
  }

  RecordKey created(int number) {
    return accepted(write(create(number, Map.of()))).key();
  }

  Snapshot read(RecordKey key) {
    Map<RecordKey, Snapshot> read = crm().read(List.of(key), Lane.LIVE);
    assertThat(read).containsOnlyKeys(key);
    return read.get(key);
  }

  Map<RecordKey, Snapshot> swept(Instant since) {
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
}
