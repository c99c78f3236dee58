package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into the recycle bin, 200 a call, where Salesforce keeps them for 15 days: {@code
 * DELETE /composite/sobjects?ids=...}, whose answer has one row for each record, and where one
 * record's refusal stops no other unless the call asks for it. A record that is there already is
 * refused as {@code ENTITY_IS_DELETED}. Used by one thread, once.
 */
final class Delete {
  private final SalesforceConnection connection;
  private final SalesforceSettings settings;
  private final Lane lane;
  private final WritePermit permit;
  private final List<WriteOutcome> outcomes = new ArrayList<>();
  private @Nullable CrmException stopped;

  Delete(
      SalesforceConnection connection, SalesforceSettings settings, Lane lane, WritePermit permit) {
    this.connection = connection;
    this.settings = settings;
    this.lane = lane;
    this.permit = permit;
  }

  /**
   * @return one outcome for each record, in their order
   * @throws CrmException if nothing at all was sent
   */
  List<WriteOutcome> delete(List<RecordKey> keys) {
    int together = settings.batchSizes().recordsPerCollection();
    for (int from = 0; from < keys.size(); from += together) {
      send(keys.subList(from, Math.min(keys.size(), from + together)));
    }
    return outcomes;
  }

  private void send(List<RecordKey> keys) {
    if (stopped != null) {
      notSent(keys, stopped);
      return;
    }
    Answer answer = connection.send(call(keys), lane);
    if (answer instanceof Answer.Refused refused) {
      if (outcomes.isEmpty()) {
        throw refused.why();
      }
      stopped = refused.why();
      notSent(keys, refused.why());
    } else if (answer instanceof Answer.Lost lost) {
      // The next call would most likely be lost too, and each takes its whole timeout.
      stopped = lost.why();
      keys.forEach(
          key -> outcomes.add(new WriteOutcome.Unknown(String.valueOf(lost.why().getMessage()))));
    } else {
      JsonNode results = answer.orThrow();
      for (int i = 0; i < keys.size(); i++) {
        outcomes.add(outcome(keys.get(i), results.path(i)));
      }
    }
  }

  private static WriteOutcome outcome(RecordKey key, JsonNode result) {
    JsonNode success = result.path("success");
    if (!success.isBoolean()) {
      return new WriteOutcome.Unknown("Salesforce's answer for this record has another shape.");
    }
    return success.booleanValue()
        ? new WriteOutcome.Accepted(key, false, null)
        : RecordResult.rejected(result);
  }

  private void notSent(List<RecordKey> keys, CrmException why) {
    keys.forEach(
        key ->
            outcomes.add(
                new WriteOutcome.Rejected(why.code(), "Not sent: " + why.getMessage(), true)));
  }

  private Call call(List<RecordKey> keys) {
    String ids = String.join(",", keys.stream().map(key -> SalesforceId.full(key.id())).toList());
    return new Call(
        "delete",
        "delete " + keys.size() + " records",
        "DELETE",
        settings.path("composite/sobjects?ids=" + ids),
        null,
        Map.of(),
        true,
        answer -> answer.isArray() && answer.size() == keys.size(),
        permit);
  }
}
