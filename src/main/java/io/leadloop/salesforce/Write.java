package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.salesforce.Composite.Part;
import io.leadloop.salesforce.Composite.Reply;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of writes: collections of 200, five to a call. Creates are upserts on the external key.
 * Creates and updates never share a call, because {@code Sforce-Auto-Assign} differs.
 *
 * <p>No call is made twice whose outcome is unknown: the token in each record tells later. Rows
 * that were certainly not written are sent again in two cases: rows that were locked, once, in
 * smaller collections; and the halves of a collection that was refused as a whole, so that one row
 * which Salesforce cannot even read does not hold up the others. Used by one thread, once.
 */
final class Write {
  /** From this round on, collections that all fail alike are taken for a fault of every row. */
  private static final int ROUNDS_BEFORE_GIVING_UP = 2;

  private final SalesforceConnection connection;
  private final SalesforceSettings settings;
  private final Lane lane;
  private final WritePermit permit;
  private final @Nullable WriteOutcome[] outcomes;
  private boolean sentAny;
  private @Nullable CrmException stopped;

  Write(
      SalesforceConnection connection,
      SalesforceSettings settings,
      Lane lane,
      WritePermit permit,
      int count) {
    this.connection = connection;
    this.settings = settings;
    this.lane = lane;
    this.permit = permit;
    this.outcomes = new WriteOutcome[count];
  }

  /** A write, its place among the writes, and the JSON that is sent for it. */
  private record Row(int place, RecordWrite write, ObjectNode json) {}

  /** Rows of one kind that travel together. */
  private record Batch(String object, List<Row> rows) {}

  /**
   * What one round leaves over.
   *
   * @param refused collections that Salesforce refused as a whole, so that nothing was written
   * @param codes why
   * @param locked rows that somebody else held
   */
  private record Round(List<Batch> refused, Set<String> codes, List<Row> locked) {}

  /**
   * @throws CrmException if nothing at all was sent
   */
  List<WriteOutcome> write(List<RecordWrite> writes) {
    List<Row> creates = new ArrayList<>();
    List<Row> updates = new ArrayList<>();
    for (int place = 0; place < writes.size(); place++) {
      RecordWrite write = writes.get(place);
      ObjectNode json = Json.object();
      String unfit = new RecordBody(settings).fill(json, write);
      if (unfit != null) {
        outcomes[place] =
            new WriteOutcome.Rejected(
                "INVALID_VALUE", "The value of " + unfit + " has not the form of its type.", false);
      } else {
        (write.isCreate() ? creates : updates).add(new Row(place, write, json));
      }
    }
    run(creates, true);
    run(updates, false);
    List<WriteOutcome> all = new ArrayList<>();
    for (WriteOutcome outcome : outcomes) {
      all.add(outcome == null ? new WriteOutcome.Unknown("No answer was recorded.") : outcome);
    }
    return all;
  }

  private void run(List<Row> rows, boolean creates) {
    List<Batch> pending = batches(rows, settings.batchSizes().recordsPerCollection());
    boolean lockedTriedAgain = false;
    for (int round = 0; !pending.isEmpty(); round++) {
      Round done = send(pending, creates);
      List<Batch> next = new ArrayList<>();
      boolean alike =
          round >= ROUNDS_BEFORE_GIVING_UP
              && done.refused().size() == pending.size()
              && done.codes().size() == 1;
      for (Batch batch : done.refused()) {
        if (batch.rows().size() > 1 && !alike) {
          int half = (batch.rows().size() + 1) / 2;
          next.addAll(batches(batch.rows(), half));
        }
      }
      if (!lockedTriedAgain) {
        next.addAll(batches(done.locked(), settings.batchSizes().recordsPerLockedCollection()));
        lockedTriedAgain = !done.locked().isEmpty();
      }
      pending = next;
    }
  }

  private Round send(List<Batch> batches, boolean creates) {
    Round round = new Round(new ArrayList<>(), new HashSet<>(), new ArrayList<>());
    int together = settings.batchSizes().partsPerComposite();
    for (int from = 0; from < batches.size(); from += together) {
      sendOne(batches.subList(from, Math.min(batches.size(), from + together)), creates, round);
    }
    return round;
  }

  private void sendOne(List<Batch> batches, boolean creates, Round round) {
    if (stopped != null) {
      notSent(batches, stopped);
      return;
    }
    Answer answer = connection.send(call(batches, creates).under(permit), lane);
    if (answer instanceof Answer.Refused refused) {
      if (!sentAny) {
        throw refused.why();
      }
      stopped = refused.why();
      notSent(batches, refused.why());
    } else if (answer instanceof Answer.Lost lost) {
      // The next call would most likely be lost too, and each takes its whole timeout.
      stopped = lost.why();
      batches.forEach(batch -> unknown(batch, String.valueOf(lost.why().getMessage())));
    } else {
      List<Reply> replies = Composite.replies(answer.orThrow());
      for (int i = 0; i < batches.size(); i++) {
        record(batches.get(i), replies.get(i), round);
      }
    }
    sentAny = true;
  }

  private void record(Batch batch, Reply reply, Round round) {
    JsonNode results = reply.body();
    if (reply.isOk() && results.isArray() && results.size() == batch.rows().size()) {
      for (int i = 0; i < batch.rows().size(); i++) {
        Row row = batch.rows().get(i);
        WriteOutcome outcome = RecordResult.outcome(row.write(), results.get(i));
        outcomes[row.place()] = outcome;
        if (outcome instanceof WriteOutcome.Rejected rejected
            && rejected.code().equals("UNABLE_TO_LOCK_ROW")) {
          round.locked().add(row);
        }
      }
      return;
    }
    VendorError error = VendorError.of(reply.status(), results);
    if (reply.isOk() || error.isServerFailure()) {
      unknown(
          batch,
          reply.isOk()
              ? "Salesforce did not answer with as many results as records."
              : error.code() + ": " + error.message());
      return;
    }
    boolean passing = VendorError.isPassing(error.code());
    for (Row row : batch.rows()) {
      outcomes[row.place()] = new WriteOutcome.Rejected(error.code(), error.message(), passing);
    }
    if (!passing) {
      round.refused().add(batch);
      round.codes().add(error.code());
    }
  }

  private void notSent(List<Batch> batches, CrmException why) {
    String message = "Not sent: " + why.getMessage();
    for (Batch batch : batches) {
      for (Row row : batch.rows()) {
        outcomes[row.place()] = new WriteOutcome.Rejected(why.code(), message, true);
      }
    }
  }

  private void unknown(Batch batch, String message) {
    batch.rows().forEach(row -> outcomes[row.place()] = new WriteOutcome.Unknown(message));
  }

  private Call call(List<Batch> batches, boolean creates) {
    List<Part> parts = new ArrayList<>();
    int count = 0;
    for (Batch batch : batches) {
      ObjectNode body = Json.object();
      body.put("allOrNone", false);
      ArrayNode records = body.putArray("records");
      batch.rows().forEach(row -> records.add(row.json()));
      count += batch.rows().size();
      String path = "composite/sobjects";
      if (creates) {
        path += "/" + batch.object() + "/" + settings.keyField();
      }
      parts.add(new Part("PATCH", settings.path(path), body));
    }
    String assign = creates ? settings.assignment().autoAssignHeader() : "FALSE";
    return Composite.call(
        settings,
        creates ? "upsert" : "update",
        (creates ? "create " : "update ") + count + " records",
        parts,
        Map.of("Sforce-Auto-Assign", assign),
        true);
  }

  private static List<Batch> batches(List<Row> rows, int size) {
    Map<String, List<Row>> byObject = new LinkedHashMap<>();
    for (Row row : rows) {
      byObject.computeIfAbsent(row.write().object(), object -> new ArrayList<>()).add(row);
    }
    List<Batch> batches = new ArrayList<>();
    byObject.forEach(
        (object, all) -> {
          for (int from = 0; from < all.size(); from += size) {
            batches.add(
                new Batch(
                    object, List.copyOf(all.subList(from, Math.min(all.size(), from + size)))));
          }
        });
    return batches;
  }
}
