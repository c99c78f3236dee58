package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the writes of one side and looks at what became of them. Never throws for a vendor's
 * failure: what is not known to be done is unknown, and the token in the record will tell.
 */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Map<Side, Crm> crms;

  Sender(Map<Side, Crm> crms) {
    this.crms = new EnumMap<>(crms);
  }

  /**
   * @param pending writes of this side, their intents saved
   * @return one for each write, in their order
   */
  List<Sent> send(Side side, List<Pending> pending, Lane lane) {
    if (pending.isEmpty()) {
      return List.of();
    }
    Crm crm = Objects.requireNonNull(crms.get(side));
    List<RecordWrite> writes = pending.stream().map(Pending::write).toList();
    List<WriteOutcome> outcomes;
    try {
      outcomes = crm.write(writes, lane);
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
      sent.add(new Sent(pending.get(i).write(), pending.get(i).intent(), outcome, shown));
    }
    return readBack(crm, sent, lane);
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
            shown == null
                ? one.with(new WriteOutcome.Unknown("not read back"))
                : one.readBack(shown));
      } else {
        complete.add(one);
      }
    }
    return complete;
  }
}
