package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes contacts in batches: updates by record id, creates by an upsert on our unique key, so that
 * a create whose answer was lost makes no twin when it is sent again. One bad record does not stop
 * the others: where HubSpot refuses a whole call for the sake of one row, the row is found by
 * halving.
 */
final class ContactWriter {
  private static final Set<Integer> REFUSED_FOR_A_ROW = Set.of(400, 404, 409, 413, 422, 423);

  private final HubSpotClient client;
  private final ContactView view;

  ContactWriter(HubSpotClient client, ContactView view) {
    this.client = client;
    this.view = view;
  }

  List<WriteOutcome> write(List<RecordWrite> writes, Lane lane, WritePermit permit) {
    for (RecordWrite write : writes) {
      if (!write.object().equals(RecordKey.HUBSPOT_CONTACTS)) {
        throw new IllegalArgumentException("HubSpot takes contacts, not " + write.object() + ".");
      }
    }
    Run run = new Run(writes, lane, permit, new TreeMap<>());
    Map<Integer, WriteOutcome> outcomes = run.outcomes();
    try {
      for (List<Integer> group : WriteGroups.of(writes)) {
        send(group, run);
      }
    } catch (CrmException e) {
      if (outcomes.isEmpty()) {
        throw e;
      }
      // Some were written: their outcomes must not be lost because the rest could not be sent.
      for (int place = 0; place < writes.size(); place++) {
        outcomes.putIfAbsent(
            place, new WriteOutcome.Rejected(e.code(), "Not sent: " + e.getMessage(), true));
      }
    }
    return AddressRings.told(writes, List.copyOf(outcomes.values()));
  }

  /**
   * All writes of one call of {@link #write}.
   *
   * @param outcomes by the place among the writes
   */
  private record Run(
      List<RecordWrite> writes,
      Lane lane,
      WritePermit permit,
      Map<Integer, WriteOutcome> outcomes) {}

  private void send(List<Integer> places, Run run) {
    List<RecordWrite> rows = places.stream().map(run.writes()::get).toList();
    Map<Integer, WriteOutcome> outcomes = run.outcomes();
    Call call = call(rows, run.lane()).under(run.permit());
    Answer answer = client.send(call);
    if (answer instanceof Answer.Lost lost) {
      places.forEach(
          place -> outcomes.put(place, new WriteOutcome.Unknown("HubSpot: " + lost.why() + ".")));
      return;
    }
    Answer.Given given = (Answer.Given) answer;
    if (given.isSuccess()) {
      List<WriteOutcome> found = BatchOutcomes.of(view, rows, given.body());
      for (int row = 0; row < places.size(); row++) {
        outcomes.put(places.get(row), found.get(row));
      }
      return;
    }
    refused(places, run, call, given);
  }

  private void refused(List<Integer> places, Run run, Call call, Answer.Given given) {
    List<RecordWrite> writes = run.writes();
    Map<Integer, WriteOutcome> outcomes = run.outcomes();
    VendorError error = VendorError.of(given.body());
    Set<String> unknown = error.unknownProperties();
    boolean ours = unknown.contains(view.keyProperty()) || unknown.contains(view.tokenProperty());
    boolean unknownPath = given.status() == 404 && !error.isVendors();
    if (ours || unknownPath || !REFUSED_FOR_A_ROW.contains(given.status())) {
      throw client.refused(call, given);
    }
    if (places.size() == 1) {
      int place = places.get(0);
      outcomes.put(place, alone(writes.get(place), error, given.status()));
      return;
    }
    List<Integer> doomed = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int place : places) {
      Set<String> named = new HashSet<>(writes.get(place).values().keySet());
      named.retainAll(unknown);
      (named.isEmpty() ? others : doomed).add(place);
    }
    if (doomed.isEmpty()) {
      int half = places.size() / 2;
      send(places.subList(0, half), run);
      send(places.subList(half, places.size()), run);
      return;
    }
    doomed.forEach(place -> outcomes.put(place, alone(writes.get(place), error, given.status())));
    if (!others.isEmpty()) {
      send(others, run);
    }
  }

  private static WriteOutcome alone(RecordWrite write, VendorError error, int status) {
    WriteOutcome outcome = BatchOutcomes.refusal(write, error, "HTTP_" + status);
    return status == 423 && outcome instanceof WriteOutcome.Rejected rejected
        ? new WriteOutcome.Rejected("LOCKED", rejected.message(), true)
        : outcome;
  }

  private Call call(List<RecordWrite> rows, Lane lane) {
    boolean creates = rows.get(0).isCreate();
    ObjectNode body = client.json().createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    for (RecordWrite row : rows) {
      ObjectNode input = inputs.addObject().put("objectWriteTraceId", row.token());
      ObjectNode properties = input.putObject("properties");
      row.values().forEach((name, value) -> properties.put(name, HubSpotValue.text(value)));
      properties.put(view.tokenProperty(), row.token());
      if (creates) {
        input.put("id", row.externalKey()).put("idProperty", view.keyProperty());
        properties.put(view.keyProperty(), row.externalKey());
      } else {
        input.put("id", row.id());
      }
    }
    String operation = creates ? "batch-upsert" : "batch-update";
    String path = "/" + RecordKey.HUBSPOT_CONTACTS + (creates ? "/batch/upsert" : "/batch/update");
    return Call.post(operation, client.path("crm/objects", path), body, lane);
  }
}
