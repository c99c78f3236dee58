package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the writes of one side and looks at what became of them. Never throws for a vendor's
 * failure: what is not known to be done is unknown, and the token in the record will tell. What the
 * {@link WritePermit} throws goes through.
 */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /**
   * No round lasts longer from its read to this look: a plan that is older than a claim's lease is
   * not carried out. It spares a history of years where a record was long left alone.
   */
  private static final Duration ROUND_MAX = Duration.ofMinutes(30);

  private final Rules rules;
  private final RecordReader reader;
  private final WritePermit permit;

  Sender(Rules rules, Map<Side, Crm> crms, WritePermit permit) {
    this.rules = rules;
    this.permit = permit;
    this.reader = new RecordReader(crms);
  }

  /**
   * Sends, and looks no further.
   *
   * @param pending writes of this side, their intents saved
   * @return one for each write, in their order
   */
  List<Sent> write(Side side, List<Pending> pending, Lane lane) {
    if (pending.isEmpty()) {
      return List.of();
    }
    Crm crm = reader.crm(side);
    List<RecordWrite> writes = pending.stream().map(Pending::write).toList();
    List<WriteOutcome> outcomes;
    try {
      outcomes = crm.write(writes, lane, permit);
    } catch (CrmException e) {
      LOG.atWarn()
          .addKeyValue("side", side.word())
          .addKeyValue("kind", e.kind())
          .addKeyValue("code", e.code())
          .addKeyValue("records", writes.size())
          .log(
              "A batch was not answered; the tokens in the records will tell what arrived: {}",
              e.getMessage());
      outcomes = Collections.nCopies(writes.size(), new WriteOutcome.Unknown(e.code()));
    }
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      WriteOutcome outcome = outcomes.get(i);
      Snapshot shown = outcome instanceof WriteOutcome.Accepted accepted ? accepted.shown() : null;
      sent.add(
          new Sent(pending.get(i).write(), pending.get(i).intent(), outcome, shown, Evidence.NONE));
    }
    return sent;
  }

  /**
   * Puts records into the recycle bin. What the bin shows afterwards is done, whatever was
   * answered, and by whomever; of what it does not show nobody says that it is.
   *
   * @param pending deletions of this side, their intents saved
   * @return one for each, in their order
   */
  List<Sent> delete(Side side, List<Pending> pending, Lane lane) {
    if (pending.isEmpty()) {
      return List.of();
    }
    Crm crm = reader.crm(side);
    List<RecordKey> keys =
        pending.stream().map(one -> Objects.requireNonNull(one.intent().target())).toList();
    List<WriteOutcome> outcomes;
    Map<RecordKey, Instant> bin = Map.of();
    try {
      outcomes = crm.delete(keys, lane, permit);
      bin = crm.deleted(keys, lane);
    } catch (CrmException e) {
      LOG.atWarn()
          .addKeyValue("side", side.word())
          .addKeyValue("kind", e.kind())
          .addKeyValue("code", e.code())
          .addKeyValue("records", keys.size())
          .log(
              "It is not known whether records were deleted; the next round asks: {}",
              e.getMessage());
      WriteOutcome outcome =
          e.kind() == CrmException.Kind.PERMISSION
              ? new WriteOutcome.Rejected(e.code(), String.valueOf(e.getMessage()), false)
              : new WriteOutcome.Unknown(e.code());
      outcomes = Collections.nCopies(keys.size(), outcome);
    }
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      WriteOutcome outcome = outcomes.get(i);
      if (bin.containsKey(keys.get(i))) {
        outcome = new WriteOutcome.Accepted(keys.get(i), false, null);
      } else if (outcome instanceof WriteOutcome.Accepted) {
        outcome = new WriteOutcome.Unknown("the recycle bin does not show it yet");
      }
      sent.add(
          new Sent(pending.get(i).write(), pending.get(i).intent(), outcome, null, Evidence.NONE));
    }
    return sent;
  }

  /** Looks at what was written: what the records show now, and what others did meanwhile. */
  List<Sent> lookBack(Side side, List<Sent> sent, Lane lane) {
    return sent.isEmpty() ? sent : weighed(side, readBack(reader.crm(side), sent, lane), lane);
  }

  /**
   * Where the vendor's answer does not show what the record became, asks for all of them at once.
   */
  private List<Sent> readBack(Crm crm, List<Sent> sent, Lane lane) {
    List<RecordKey> keys = new ArrayList<>();
    for (Sent one : sent) {
      if (one.outcome() instanceof WriteOutcome.Accepted accepted && accepted.shown() == null) {
        keys.add(accepted.key());
      }
    }
    if (keys.isEmpty()) {
      return sent;
    }
    Map<RecordKey, Snapshot> read;
    try {
      read = crm.read(keys, lane);
    } catch (CrmException e) {
      LOG.atWarn()
          .addKeyValue("side", crm.side().word())
          .addKeyValue("code", e.code())
          .log("Written records could not be read back; the next round will: {}", e.getMessage());
      read = Map.of();
    }
    List<Sent> complete = new ArrayList<>();
    for (Sent one : sent) {
      if (one.outcome() instanceof WriteOutcome.Accepted accepted && accepted.shown() == null) {
        Snapshot shown = read.get(accepted.key());
        complete.add(
            shown != null && shown.key().equals(accepted.key())
                ? one.readBack(shown)
                : one.unknown("not read back"));
      } else {
        complete.add(one);
      }
    }
    return complete;
  }

  /**
   * Asks the vendor's history what others did meanwhile. Where it cannot be asked now, the write's
   * fate stays open, so that the next round asks again.
   */
  private List<Sent> weighed(Side side, List<Sent> sent, Lane lane) {
    HistoryQuestion question = new HistoryQuestion(rules);
    for (Sent one : sent) {
      Snapshot after = one.after();
      if (after != null && one.needsEvidence()) {
        question.add(one.intent(), after);
      }
    }
    Instant begun =
        reader.crm(side).lastAnsweredAt().map(now -> now.minus(ROUND_MAX)).orElse(Instant.EPOCH);
    try {
      Map<RecordKey, Evidence> found = question.ask(reader, side, begun, lane);
      return sent.stream().map(one -> weighed(one, question, found)).toList();
    } catch (CrmException e) {
      LOG.atWarn()
          .addKeyValue("side", side.word())
          .addKeyValue("code", e.code())
          .log("The history could not be read; the next round will: {}", e.getMessage());
      return sent.stream().map(one -> unweighed(one, question)).toList();
    }
  }

  /**
   * A record that was deleted or merged right after our write tells nothing now; restored it will.
   */
  private static Sent weighed(Sent one, HistoryQuestion question, Map<RecordKey, Evidence> found) {
    Snapshot after = one.after();
    return after != null && question.isAbout(after.key()) && !found.containsKey(after.key())
        ? one.unknown("its record is not there any more")
        : one.with(found);
  }

  private static Sent unweighed(Sent one, HistoryQuestion question) {
    Snapshot after = one.after();
    return after != null && question.isAbout(after.key())
        ? one.unknown("its history could not be read")
        : one;
  }
}
