package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts contacts into the recycle bin, 100 a call, where HubSpot keeps them for 90 days. HubSpot
 * answers with 204 and nothing, also for a contact that is there already or that it does not know,
 * so the bin is to be looked at afterwards. A call that was refused for the sake of one contact is
 * halved until that one is found.
 */
final class ContactArchive {
  private static final Set<Integer> REFUSED_FOR_A_ROW = Set.of(400, 404, 409, 422, 423);
  private static final int LOCKED = 423;

  private final HubSpotClient client;

  ContactArchive(HubSpotClient client) {
    this.client = client;
  }

  /**
   * @return one outcome for each contact, in their order
   * @throws CrmException if nothing at all was sent
   */
  List<WriteOutcome> put(List<RecordKey> contacts, Lane lane, WritePermit permit) {
    Map<String, WriteOutcome> outcomes = new LinkedHashMap<>();
    List<String> ids = contacts.stream().map(RecordKey::id).toList();
    for (List<String> group : BatchRead.groups(ids, BatchRead.RECORDS_MAX)) {
      try {
        send(group, lane, permit, outcomes);
      } catch (CrmException e) {
        if (outcomes.isEmpty()) {
          throw e;
        }
        // Some may be deleted: their outcomes must not be lost because the rest could not be sent.
        WriteOutcome notSent =
            new WriteOutcome.Rejected(e.code(), "Not sent: " + e.getMessage(), true);
        group.forEach(id -> outcomes.putIfAbsent(id, notSent));
      }
    }
    List<WriteOutcome> all = new ArrayList<>();
    for (String id : ids) {
      all.add(outcomes.getOrDefault(id, new WriteOutcome.Unknown("No answer was recorded.")));
    }
    return all;
  }

  private void send(
      List<String> ids, Lane lane, WritePermit permit, Map<String, WriteOutcome> outcomes) {
    Call call = call(ids, lane).under(permit);
    Answer answer = client.send(call);
    if (answer instanceof Answer.Lost lost) {
      ids.forEach(id -> outcomes.put(id, new WriteOutcome.Unknown("HubSpot: " + lost.why() + ".")));
      return;
    }
    Answer.Given given = (Answer.Given) answer;
    if (given.isSuccess()) {
      ids.forEach(
          id -> outcomes.put(id, new WriteOutcome.Accepted(RecordKey.contact(id), false, null)));
      return;
    }
    VendorError error = VendorError.of(given.body());
    boolean unknownPath = given.status() == 404 && !error.isVendors();
    if (unknownPath || !REFUSED_FOR_A_ROW.contains(given.status())) {
      throw client.refused(call, given);
    }
    if (ids.size() == 1) {
      String code = error.code().isEmpty() ? "HTTP_" + given.status() : error.code();
      boolean passing = error.isPassing() || given.status() == LOCKED;
      outcomes.put(ids.get(0), new WriteOutcome.Rejected(code, error.message(), passing));
      return;
    }
    int half = ids.size() / 2;
    send(ids.subList(0, half), lane, permit, outcomes);
    send(ids.subList(half, ids.size()), lane, permit, outcomes);
  }

  private Call call(List<String> ids, Lane lane) {
    ObjectNode body = client.json().createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    ids.forEach(id -> inputs.addObject().put("id", id));
    String path = "/" + RecordKey.HUBSPOT_CONTACTS + "/batch/archive";
    return Call.post("batch-archive", client.path("crm/objects", path), body, lane);
  }
}
