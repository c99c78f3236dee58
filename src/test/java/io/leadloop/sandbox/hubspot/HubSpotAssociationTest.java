package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static io.leadloop.sandbox.hubspot.SandboxFixture.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ties between records, by the dated versions, 4 and 3, with their types and labels. */
class HubSpotAssociationTest {
  private static final String TASKS = "/crm/objects/2026-09/tasks";
  private static final String TYPE_202 =
      "[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':202}]";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/crm/v4/objects", "/crm/objects/2026-03", "/crm/objects/2026-09"})
  void oneTieIsMadeReadAndRemoved(String base) {
    String contact = hubspot.contact("a@example.com");
    String note = loneNote();
    String tie = base + "/notes/" + note + "/associations/contacts/" + contact;
    Answer made = hubspot.put(tie, TYPE_202);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/fromObjectTypeId").asText()).isEqualTo("0-46");
    assertThat(made.at("/toObjectId").asText()).isEqualTo(contact);
    assertThat(made.at("/labels")).isEmpty();
    Answer read = hubspot.get(base + "/contacts/" + contact + "/associations/notes");
    assertThat(read.at("/results/0/toObjectId").asText()).isEqualTo(note);
    assertThat(read.at("/results/0/associationTypes/0/typeId").asInt()).isEqualTo(201);
    assertThat(hubspot.read(contact, "num_notes").get("num_notes").asText()).isEqualTo("1");
    assertThat(hubspot.delete(tie).status()).isEqualTo(204);
    assertThat(hubspot.get(base + "/contacts/" + contact + "/associations/notes").at("/results"))
        .isEmpty();
    assertThat(hubspot.read(contact, "num_notes").get("num_notes").asText()).isEqualTo("0");
    Answer plain =
        hubspot.put(base + "/notes/" + note + "/associations/default/contacts/" + contact, "");
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.at("/results")).hasSize(2);
    assertThat(plain.at("/results/0/associationSpec/associationTypeId").asInt()).isEqualTo(202);
  }

  @Test
  void wrongTypeUnknownRecordAndUnknownKindAreRefused() {
    String contact = hubspot.contact("a@example.com");
    String note = loneNote();
    String base = "/crm/v4/objects/notes/" + note + "/associations/";
    Answer wrong = hubspot.put(base + "contacts/" + contact, TYPE_202.replace("202", "204"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    Answer missing = hubspot.put(base + "contacts/777", TYPE_202);
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.at("/message").asText()).isEqualTo("One or more associations are invalid");
    assertThat(hubspot.get(base + "deals").text()).contains("Error 404 Not Found");
    assertThat(hubspot.put(base + "default/tasks/1", "").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/crm/v4/associations", "/crm/associations/2026-09"})
  void batchesTieReadAndUntieAndTellWhichRowWasRefused(String base) {
    String contact = hubspot.contact("a@example.com");
    String note = loneNote();
    String batch = base + "/notes/contacts/batch";
    String row = "{'from':{'id':'%s'},'to':{'id':'%s'},'types':%s}";
    Answer made =
        hubspot.post(
            batch + "/create",
            ("{'inputs':[" + row + "," + row + "]}")
                .formatted(note, contact, TYPE_202, note, "777", TYPE_202));
    assertThat(made.status()).isEqualTo(207);
    assertThat(made.at("/results")).hasSize(1);
    assertThat(made.at("/numErrors").asInt()).isEqualTo(1);
    assertThat(made.at("/errors/0/context/fromObjectId/0").asText()).isEqualTo(note);
    Answer read = hubspot.post(batch + "/read", "{'inputs':[{'id':'%s'}]}".formatted(note));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.at("/results/0/to/0/toObjectId").asText()).isEqualTo(contact);
    Answer gone =
        hubspot.post(
            batch + "/archive",
            "{'inputs':[{'from':{'id':'%s'},'to':[{'id':'%s'}]}]}".formatted(note, contact));
    assertThat(gone.status()).isEqualTo(204);
    assertThat(hubspot.post(batch + "/read", "{'inputs':[{'id':'%s'}]}".formatted(note)).status())
        .isEqualTo(207);
  }

  @Test
  void labelBringsThePlainTieAndIsTakenOffAlone() {
    String one = hubspot.contact("a@example.com");
    String two = hubspot.contact("b@example.com");
    String labels = "/crm/v4/associations/contacts/contacts/labels";
    Answer made =
        hubspot.post(labels, "{'name':'manager','label':'Manager','inverseLabel':'Report'}");
    assertThat(made.at("/results")).hasSize(2);
    int id = made.at("/results/0/typeId").asInt();
    String types = "[{'associationCategory':'USER_DEFINED','associationTypeId':%d}]".formatted(id);
    Answer tied =
        hubspot.put("/crm/v4/objects/contacts/" + one + "/associations/contacts/" + two, types);
    assertThat(tied.at("/labels/0").asText()).isEqualTo("Manager");
    Answer inverse = hubspot.get("/crm/v4/objects/contacts/" + two + "/associations/contacts");
    assertThat(inverse.at("/results/0/associationTypes").findValuesAsText("label"))
        .containsExactlyInAnyOrder("Report", "null");
    Answer removed =
        hubspot.post(
            "/crm/v4/associations/contacts/contacts/batch/labels/archive",
            "{'inputs':[{'from':{'id':'%s'},'to':{'id':'%s'},'types':%s}]}"
                .formatted(one, two, types));
    assertThat(removed.status()).isEqualTo(204);
    Answer left = hubspot.get("/crm/v4/objects/contacts/" + two + "/associations/contacts");
    assertThat(left.at("/results/0/associationTypes")).hasSize(1);
    assertThat(left.at("/results/0/associationTypes/0/typeId").asInt()).isEqualTo(449);
    Answer renamed = hubspot.put(labels, "{'associationTypeId':%d,'label':'Boss'}".formatted(id));
    assertThat(renamed.status()).isEqualTo(204);
    assertThat(hubspot.get(labels).text()).contains("Boss");
    assertThat(hubspot.delete(labels + "/" + id).status()).isEqualTo(204);
    assertThat(hubspot.get(labels).at("/results")).hasSize(1);
    assertThat(hubspot.delete(labels + "/449").status()).isEqualTo(404);
  }

  @Test
  void versionThreeKnowsTypesByName() {
    String contact = hubspot.contact("a@example.com");
    String note = loneNote();
    String base = "/crm/v3/associations/notes/contacts";
    assertThat(hubspot.get(base + "/types").at("/results/0/name").asText())
        .isEqualTo("note_to_contact");
    String inputs =
        "{'inputs':[{'from':{'id':'%s'},'to':{'id':'%s'},'type':'note_to_contact'}]}"
            .formatted(note, contact);
    assertThat(hubspot.post(base + "/batch/create", inputs).at("/results/0/type").asText())
        .isEqualTo("note_to_contact");
    Answer read =
        hubspot.post(
            "/crm/v3/associations/contacts/notes/batch/read",
            "{'inputs':[{'id':'%s'}]}".formatted(contact));
    assertThat(read.at("/results/0/to/0/id").asText()).isEqualTo(note);
    assertThat(
            hubspot
                .get("/crm/v3/objects/contacts/" + contact + "/associations/notes")
                .at("/results/0/type")
                .asText())
        .isEqualTo("contact_to_note");
    assertThat(hubspot.post(base + "/batch/archive", inputs).status()).isEqualTo(204);
    assertThat(hubspot.post(base + "/batch/create", inputs.replace("note_to", "no")).status())
        .isEqualTo(207);
  }

  @Test
  void tasksStandOnContactsByTheirOwnTypes() {
    String contact = hubspot.contact("a@example.com");
    Answer made =
        hubspot.post(
            TASKS,
            ("{'properties':{'hs_timestamp':'2026-11-22T09:00:00Z','hs_task_subject':'Call',"
                    + "'hs_task_status':'NOT_STARTED','hs_task_type':'CALL'},'associations':"
                    + "[{'to':{'id':'%s'},'types':[{'associationCategory':'HUBSPOT_DEFINED',"
                    + "'associationTypeId':204}]}]}")
                .formatted(contact));
    assertThat(made.status()).isEqualTo(201);
    Answer read = hubspot.get(CONTACTS + "/" + contact + "?associations=tasks");
    assertThat(read.at("/associations/tasks/results/0/type").asText()).isEqualTo("contact_to_task");
    String task = TASKS + "/" + made.at("/id").asText();
    assertThat(hubspot.patch(task, "{'properties':{'hs_task_status':'COMPLETED'}}").status())
        .isEqualTo(200);
    Answer refused = hubspot.patch(task, "{'properties':{'hs_task_status':'DONE'}}");
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("INVALID_OPTION");
    Answer untimed = hubspot.post(TASKS, "{'properties':{'hs_task_subject':'x'}}");
    assertThat(untimed.at("/message").asText())
        .isEqualTo("Error creating TASK. Some required properties were not set.");
  }

  private String loneNote() {
    Answer made = hubspot.post(NOTES, "{'properties':{'hs_timestamp':'2026-11-21T10:00:00Z'}}");
    return made.at("/id").asText();
  }
}
