package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static io.leadloop.sandbox.hubspot.SandboxFixture.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notes and which contacts they stand on. */
class HubSpotNoteTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void noteIsCreatedReadChangedAndDeleted() {
    String contact = hubspot.contact("a@example.com");
    String note = hubspot.note(contact, "first");
    Answer read = hubspot.get(NOTES + "/" + note + "?properties=hs_note_body,hs_timestamp");
    assertThat(read.at("/properties/hs_note_body").asText()).isEqualTo("first");
    assertThat(read.at("/properties/hs_timestamp").asText()).isEqualTo("2026-11-21T10:00:00Z");
    hubspot.patch(NOTES + "/" + note, "{'properties':{'hs_note_body':'second'}}");
    Answer batch =
        hubspot.post(
            NOTES + "/batch/read",
            "{'properties':['hs_note_body'],'inputs':[{'id':'%s'}]}".formatted(note));
    assertThat(batch.at("/results/0/properties/hs_note_body").asText()).isEqualTo("second");
    assertThat(hubspot.get(NOTES).at("/results")).hasSize(1);
    assertThat(hubspot.delete(NOTES + "/" + note).status()).isEqualTo(204);
    assertThat(hubspot.get(NOTES + "/" + note).status()).isEqualTo(404);
    assertThat(hubspot.get(CONTACTS + "/" + contact + "/associations/notes").at("/results"))
        .isEmpty();
  }

  @Test
  void noteNeedsATimestamp() {
    Answer refused = hubspot.post(NOTES, "{'properties':{'hs_note_body':'x'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .isEqualTo("Error creating NOTE. Some required properties were not set.");
    assertThat(refused.at("/context/properties/0").asText()).isEqualTo("hs_timestamp");
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
  }

  @Test
  void noteBodyHolds65536Characters() {
    Answer refused =
        hubspot.post(
            NOTES,
            "{'properties':{'hs_timestamp':'1795255200000','hs_note_body':'%s'}}"
                .formatted("x".repeat(65_537)));
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void wrongAssociationTypeOrUnknownContactIsRefusedAndNoNoteIsMade() {
    String contact = hubspot.contact("a@example.com");
    String body =
        "{'properties':{'hs_timestamp':'1795255200000'},'associations':[{'to':{'id':'%s'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':%d}]}]}";
    assertThat(hubspot.post(NOTES, body.formatted(contact, 190)).status()).isEqualTo(400);
    Answer unknown = hubspot.post(NOTES, body.formatted("777", 202));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.at("/message").asText()).isEqualTo("One or more associations are invalid");
    assertThat(hubspot.get(NOTES).at("/results")).isEmpty();
  }

  @Test
  void contactShowsItsNotes() {
    String contact = hubspot.contact("a@example.com");
    String first = hubspot.note(contact, "first");
    String second = hubspot.note(contact, "second");
    Answer read = hubspot.get(CONTACTS + "/" + contact + "?associations=notes");
    assertThat(read.at("/associations/notes/results")).hasSize(2);
    assertThat(read.at("/associations/notes/results/0/id").asText()).isEqualTo(first);
    assertThat(read.at("/associations/notes/results/0/type").asText()).isEqualTo("contact_to_note");
    Answer single = hubspot.get(CONTACTS + "/" + contact + "/associations/notes");
    assertThat(single.at("/results/1/toObjectId").asText()).isEqualTo(second);
    assertThat(single.at("/results/1/associationTypes/0/typeId").asInt()).isEqualTo(201);
    assertThat(single.at("/results/1/associationTypes/0/category").asText())
        .isEqualTo("HUBSPOT_DEFINED");
    assertThat(hubspot.read(contact, "num_notes").get("num_notes").asText()).isEqualTo("2");
  }

  @Test
  void batchOfAssociationsTakes1000AndReportsContactsWithoutNotes() {
    String with = hubspot.contact("a@example.com");
    String without = hubspot.contact("b@example.com");
    String note = hubspot.note(with, "x");
    String path = "/crm/associations/2026-09/contacts/notes/batch/read";
    Answer all = hubspot.post(path, "{'inputs':[{'id':'%s'}]}".formatted(with));
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.at("/results/0/from/id").asText()).isEqualTo(with);
    assertThat(all.at("/results/0/to/0/toObjectId").asText()).isEqualTo(note);
    Answer some =
        hubspot.post(path, "{'inputs':[{'id':'%s'},{'id':'%s'}]}".formatted(with, without));
    assertThat(some.status()).isEqualTo(207);
    assertThat(some.at("/errors/0/subCategory").asText())
        .isEqualTo("crm.associations.NO_ASSOCIATIONS_FOUND");
    assertThat(some.at("/errors/0/context/fromObjectId/0").asText()).isEqualTo(without);
    var inputs = Json.array();
    for (int i = 0; i < 1_001; i++) {
      inputs.add(Json.object().put("id", "1"));
    }
    assertThat(hubspot.post(path, Json.object().set("inputs", inputs)).status()).isEqualTo(400);
  }

  @Test
  void notesAreNotGuardedAgainstDoubles() {
    String contact = hubspot.contact("a@example.com");
    hubspot.note(contact, "same");
    hubspot.note(contact, "same");
    assertThat(hubspot.get(NOTES).at("/results")).hasSize(2);
  }
}
