package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the loop's writes into a vendor: some are refused, and of some nobody hears. */
final class FakeWriter {
  private final FakeCrm crm;
  private int writes;
  private int creates;
  private int changes;
  private @Nullable FakeRecord lastWritten;
  private List<String> lastFields = List.of();

  FakeWriter(FakeCrm crm) {
    this.crm = crm;
  }

  /** Writes that were done, as the vendor counts them. */
  int writes() {
    return writes;
  }

  /** Those that made a record. */
  int creates() {
    return creates;
  }

  /** Those that changed one, but for what no brake stops. */
  int changes() {
    return changes;
  }

  /** The record that the loop wrote last; null when there was none. */
  @Nullable FakeRecord lastWritten() {
    return lastWritten;
  }

  /** What it wrote into it. */
  List<String> lastFields() {
    return lastFields;
  }

  /** A batch of ours, each record in a call of its own, which may be answered in part. */
  List<WriteOutcome> write(List<RecordWrite> batch, WritePermit permit) {
    boolean lost = crm.tape.oneIn("answer lost", crm.faults.lostAnswer());
    int known = lost ? crm.tape.next("answered", batch.size()) : batch.size();
    int rest = lost ? crm.tape.next("rest", 3) : 0;
    List<WriteOutcome> outcomes = new ArrayList<>();
    for (RecordWrite one : batch) {
      crm.faults.stall();
      permit.check();
      outcomes.add(outcomes.size() < known ? answered(one) : unanswered(one, rest));
      crm.faults.crash("within " + crm.side().word() + " write");
    }
    if (lost) {
      crm.faults.injected(
          "%s answers for %d of %d writes".formatted(crm.side().label(), known, batch.size()));
    }
    return outcomes;
  }

  /** A batch of ours that is to go into the bin; it may be answered in part. */
  List<WriteOutcome> delete(List<RecordKey> keys, WritePermit permit) {
    boolean lost = crm.tape.oneIn("answer lost", crm.faults.lostAnswer());
    int known = lost ? crm.tape.next("answered", keys.size()) : keys.size();
    int rest = lost ? crm.tape.next("rest", 2) : 0;
    List<WriteOutcome> outcomes = new ArrayList<>();
    for (RecordKey key : keys) {
      crm.faults.stall();
      permit.check();
      if (outcomes.size() < known) {
        outcomes.add(isRefused() ? refusal() : deleted(key));
      } else {
        if (rest == 0) {
          deleted(key);
        }
        outcomes.add(new WriteOutcome.Unknown("timeout"));
      }
      crm.faults.crash("within " + crm.side().word() + " deletion");
    }
    if (lost) {
      crm.faults.injected(
          "%s answers for %d of %d deletions".formatted(crm.side().label(), known, keys.size()));
    }
    return outcomes;
  }

  private WriteOutcome deleted(RecordKey key) {
    FakeRecord record = crm.byId.get(key.id());
    if (record == null) {
      return crm.gone();
    }
    crm.faults.deletes(crm.side(), record);
    crm.delete(record);
    writes++;
    return new WriteOutcome.Accepted(key, false, null);
  }

  private boolean isRefused() {
    boolean refused = crm.tape.oneIn("refusal", crm.faults.refusal());
    if (refused) {
      crm.faults.injected(crm.side().label() + " refuses a write, but not for good");
    }
    return refused;
  }

  private static WriteOutcome refusal() {
    return new WriteOutcome.Rejected(
        "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access", true);
  }

  private WriteOutcome answered(RecordWrite one) {
    return isRefused() ? refusal() : applied(one);
  }

  /** Done and nobody knows, not done and nobody knows, or never sent. */
  private WriteOutcome unanswered(RecordWrite one, int how) {
    if (how == 0) {
      applied(one);
    }
    return how == 2
        ? new WriteOutcome.Rejected("503", "Not sent", true)
        : new WriteOutcome.Unknown("timeout");
  }

  private WriteOutcome applied(RecordWrite one) {
    Map<String, String> written = new LinkedHashMap<>();
    one.values().forEach((field, value) -> written.put(field, value.text()));
    written.put(crm.tokenField(), one.token());
    String id = one.id();
    FakeRecord target = id == null ? null : crm.byId.get(id);
    if (id == null) {
      String key = String.valueOf(one.externalKey());
      target = crm.holder(one.object(), key);
      if (target == null) {
        written.put(crm.keyField(), key);
      }
    } else if (target == null) {
      return crm.gone();
    }
    boolean created = target == null;
    try {
      Refused lacking = crm.schema().refusal(written);
      if (lacking != null) {
        throw lacking;
      }
      FakeRecord after = crm.store(target, one.object(), written, Author.US);
      writes++;
      creates += created ? 1 : 0;
      boolean unbraked = SimulatedRules.UNBRAKED.containsAll(one.values().keySet());
      changes += created || unbraked ? 0 : 1;
      crm.faults.written(crm.key(after), after, List.copyOf(one.values().keySet()));
      lastWritten = after;
      lastFields = List.copyOf(one.values().keySet());
      crm.faults.tell(
          "the loop %s %s %s: %s"
              .formatted(created ? "makes" : "updates", after.object, after.id, one.values()));
      return new WriteOutcome.Accepted(
          crm.key(after), created, crm.answer(after, one.values().keySet()));
    } catch (Refused refused) {
      crm.faults.tell(
          "%s refuses the loop's write: %s".formatted(crm.side().label(), refused.outcome()));
      return refused.outcome();
    }
  }
}
