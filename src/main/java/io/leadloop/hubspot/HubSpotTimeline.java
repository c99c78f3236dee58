package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Timeline;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notes on the contacts of one HubSpot account. Thread-safe.
 *
 * <p>Adding a note is never repeated once it may have left, because HubSpot has no key for notes
 * and would make a second one.
 */
public final class HubSpotTimeline implements Timeline {
  private static final String NOTES = "notes";
  private static final String BODY = "hs_note_body";

  /** HubSpot's own number of the association from a note to a contact. */
  private static final int NOTE_TO_CONTACT = 202;

  private final HubSpotClient client;
  private final BatchRead notes;

  public HubSpotTimeline(HubSpotClient client) {
    this.client = client;
    this.notes = new BatchRead(client, NOTES);
  }

  @Override
  public Set<String> present(RecordKey contact, Collection<String> references, Lane lane) {
    Set<String> wanted = new HashSet<>(references);
    Set<String> present = new HashSet<>();
    if (wanted.isEmpty()) {
      return present;
    }
    for (List<String> group :
        BatchRead.groups(noteIds(contact.id(), lane), BatchRead.RECORDS_MAX)) {
      BatchRead.Found found = notes.read(group, null, List.of(BODY), lane);
      if (found.results().size() + found.missing().size() < group.size()) {
        // A note that was not shown must not look absent: it would be written a second time.
        throw ContactView.garbled("fewer notes than were asked for");
      }
      for (JsonNode note : found.results()) {
        String body = ContactView.text(note, BODY);
        wanted.stream()
            .filter(reference -> body != null && NoteBody.carries(body, reference))
            .forEach(present::add);
      }
      if (present.size() == wanted.size()) {
        return present;
      }
    }
    return present;
  }

  @Override
  public WriteOutcome append(RecordKey contact, Item item, Lane lane, WritePermit permit) {
    ObjectNode note = client.json().createObjectNode();
    note.putObject("properties")
        .put("hs_timestamp", item.at().toString())
        .put(BODY, NoteBody.html(item));
    ObjectNode association = note.putArray("associations").addObject();
    association.putObject("to").put("id", contact.id());
    association
        .putArray("types")
        .addObject()
        .put("associationCategory", "HUBSPOT_DEFINED")
        .put("associationTypeId", NOTE_TO_CONTACT);
    Call call =
        Call.postOnce("note", client.path("crm/objects", "/" + NOTES), note, lane).under(permit);
    Answer answer = client.send(call);
    if (answer instanceof Answer.Lost lost) {
      return new WriteOutcome.Unknown("HubSpot: " + lost.why() + ".");
    }
    Answer.Given given = (Answer.Given) answer;
    String id = given.body().path("id").asText("");
    if (given.isSuccess()) {
      return id.isEmpty()
          ? new WriteOutcome.Unknown("HubSpot's answer has a note without an id.")
          : new WriteOutcome.Accepted(new RecordKey(Side.HUBSPOT, NOTES, id), true, null);
    }
    VendorError error = VendorError.of(given.body());
    return new WriteOutcome.Rejected(
        error.code().isEmpty() ? "HTTP_" + given.status() : error.code(),
        error.message(),
        error.isPassing() || given.status() == 423);
  }

  /** Newest first, as far as ids tell: what is looked for was mostly written lately. */
  private List<String> noteIds(String hubspotId, Lane lane) {
    List<String> ids = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    String after = "";
    do {
      ObjectNode body = client.json().createObjectNode();
      ObjectNode input = body.putArray("inputs").addObject().put("id", hubspotId);
      if (!after.isEmpty()) {
        input.put("after", after);
      }
      String path = "/" + RecordKey.HUBSPOT_CONTACTS + "/" + NOTES + "/batch/read";
      Call call = Call.post("associations-read", client.path("crm/associations", path), body, lane);
      JsonNode answer = client.ask(call);
      if (!answer.path("results").isArray()) {
        throw client.garbled(call, "the answer has no results");
      }
      for (JsonNode error : answer.path("errors")) {
        if (!VendorError.of(error).isNotFound()) {
          throw client.garbled(
              call, "of this contact's notes: " + VendorError.of(error).withoutPersonalData());
        }
      }
      after = "";
      for (JsonNode from : answer.path("results")) {
        for (JsonNode to : from.path("to")) {
          ids.add(to.path("toObjectId").asText(to.path("id").asText("")));
        }
        after = from.path("paging").path("next").path("after").asText("");
      }
      if (!after.isEmpty() && !cursors.add(after)) {
        throw client.garbled(call, "the pages go in a circle");
      }
    } while (!after.isEmpty());
    ids.removeIf(String::isEmpty);
    ids.sort(
        Comparator.comparingInt(String::length)
            .thenComparing(Comparator.naturalOrder())
            .reversed());
    return ids;
  }
}
