package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Up to 100 records at a time: which status, and which row failed why. */
class HubSpotBatchTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void readAnswers200AndNotInInputOrder() {
    List<String> ids = contacts(30);
    Answer answer = hubspot.post(CONTACTS + "/batch/read", ids(ids));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/status").asText()).isEqualTo("COMPLETE");
    assertThat(answer.at("/startedAt").asText()).isNotEmpty();
    assertThat(answer.at("/completedAt").asText()).isNotEmpty();
    assertThat(idsOf(answer)).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(ids);
    assertThat(answer.body().has("numErrors")).isFalse();
  }

  @Test
  void readOfUnknownIdsAnswers207AndNamesThem() {
    String id = hubspot.contact("a@example.com");
    Answer answer = hubspot.post(CONTACTS + "/batch/read", ids(List.of(id, "777", "888")));
    assertThat(answer.status()).isEqualTo(207);
    assertThat(idsOf(answer)).containsExactly(id);
    assertThat(answer.at("/numErrors").asInt()).isEqualTo(1);
    assertThat(answer.at("/errors/0/category").asText()).isEqualTo("OBJECT_NOT_FOUND");
    assertThat(answer.at("/errors/0/message").asText())
        .isEqualTo(
            "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.");
    assertThat(answer.at("/errors/0/context/ids").toString()).isEqualTo("[\"777\",\"888\"]");
  }

  @Test
  void readByEmailFindsAdditionalOnesToo() {
    String id = hubspot.contact("a@example.com");
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/read",
            "{'idProperty':'email','properties':['phone'],'inputs':[{'id':'a@example.com'}]}");
    assertThat(idsOf(answer)).containsExactly(id);
  }

  @Test
  void moreThan100InputsAreRefused() {
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 101; i++) {
      ids.add(Integer.toString(i));
    }
    for (String operation : List.of("read", "create", "update", "upsert", "archive")) {
      Answer refused = hubspot.post(CONTACTS + "/batch/" + operation, ids(ids));
      assertThat(refused.status()).as(operation).isEqualTo(400);
      assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    }
  }

  @Test
  void readWithHistoryTakes50() {
    List<String> ids = contacts(51);
    Answer refused =
        hubspot.post(
            CONTACTS + "/batch/read",
            ids(ids).set("propertiesWithHistory", Json.array().add("phone")));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .isEqualTo(
            "The maximum number of inputs supported in a batch request for property histories is 50");
    Answer taken =
        hubspot.post(
            CONTACTS + "/batch/read",
            ids(ids.subList(0, 50)).set("propertiesWithHistory", Json.array().add("email")));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.at("/results/0/propertiesWithHistory/email/0/sourceType").asText())
        .isEqualTo("INTEGRATION");
  }

  @Test
  void createWithDistinctTraceIdsAnswersPerRow() {
    hubspot.contact("known@example.com");
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/create",
            "{'inputs':[{'objectWriteTraceId':'t1','properties':{'email':'new@example.com'}},"
                + "{'objectWriteTraceId':'t2','properties':{'email':'known@example.com'}},"
                + "{'objectWriteTraceId':'t3','properties':{'email':'x@example.com','no_such':'1'}}]}");
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.at("/results")).hasSize(1);
    assertThat(answer.at("/results/0/objectWriteTraceId").asText()).isEqualTo("t1");
    assertThat(answer.at("/numErrors").asInt()).isEqualTo(2);
    assertThat(answer.at("/errors/0/category").asText()).isEqualTo("CONFLICT");
    assertThat(answer.at("/errors/0/message").asText())
        .startsWith("Contact already exists. Existing ID: ");
    assertThat(answer.at("/errors/0/context/objectWriteTraceId/0").asText()).isEqualTo("t2");
    assertThat(answer.at("/errors/1/category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(answer.at("/errors/1/context/objectWriteTraceId/0").asText()).isEqualTo("t3");
  }

  @Test
  void createWithDistinctTraceIdsThatAllGoWellAnswers201() {
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/create",
            "{'inputs':[{'objectWriteTraceId':'t1','properties':{'email':'new@example.com'}}]}");
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void createWithoutTraceIdsFailsAsAWholeOnOneBadRow() {
    hubspot.contact("known@example.com");
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/create",
            "{'inputs':[{'properties':{'email':'new@example.com'}},"
                + "{'properties':{'email':'known@example.com'}}]}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/message").asText()).startsWith("Contact already exists. Existing ID: ");
    assertThat(hubspot.get(CONTACTS).at("/results")).hasSize(1);
    Answer twice =
        hubspot.post(
            CONTACTS + "/batch/create",
            "{'inputs':[{'properties':{'email':'b@example.com'}},{'properties':{'email':'b@example.com'}}]}");
    assertThat(twice.status()).isEqualTo(400);
    assertThat(hubspot.get(CONTACTS).at("/results")).hasSize(1);
  }

  @Test
  void updateAnswers200AndCarriesTheWrittenPropertiesAndTheirTime() {
    String id = hubspot.contact("a@example.com");
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/update",
            "{'inputs':[{'id':'%s','objectWriteTraceId':'t','properties':{'phone':'1'}}]}"
                .formatted(id));
    assertThat(answer.status()).isEqualTo(200);
    JsonNode result = answer.at("/results/0");
    assertThat(result.at("/id").asText()).isEqualTo(id);
    assertThat(result.at("/objectWriteTraceId").asText()).isEqualTo("t");
    assertThat(result.at("/properties/phone").asText()).isEqualTo("1");
    assertThat(result.at("/properties/lastmodifieddate").asText())
        .isEqualTo(result.at("/updatedAt").asText());
  }

  @Test
  void updateAnswers207AndOneBadRowDoesNotStopTheOthers() {
    String a = hubspot.contact("a@example.com");
    String b = hubspot.contact("b@example.com");
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/update",
            "{'inputs':[{'id':'%s','properties':{'phone':'1'}},{'id':'%s','properties':{'email':'a@example.com'}},{'id':'777','properties':{'phone':'2'}}]}"
                .formatted(a, b));
    assertThat(answer.status()).isEqualTo(207);
    assertThat(idsOf(answer)).containsExactly(a);
    assertThat(answer.at("/errors/0/category").asText()).isEqualTo("CONFLICT");
    assertThat(answer.at("/errors/0/message").asText())
        .isEqualTo("Contact already exists. Existing ID: " + a);
    assertThat(answer.at("/errors/0/context/ids/0").asText()).isEqualTo(b);
    assertThat(answer.at("/errors/1/category").asText()).isEqualTo("OBJECT_NOT_FOUND");
    assertThat(answer.at("/errors/1/context/ids/0").asText()).isEqualTo("777");
  }

  @Test
  void updateByEmailIsRefused() {
    hubspot.contact("a@example.com");
    Answer refused =
        hubspot.post(
            CONTACTS + "/batch/update",
            "{'inputs':[{'id':'a@example.com','idProperty':'email','properties':{'phone':'1'}}]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .startsWith("Unable to perform update/upsert by non-unique 0-1 property");
  }

  @Test
  void oneIdTwiceInABatchIsRefused() {
    String id = hubspot.contact("a@example.com");
    Answer refused =
        hubspot.post(
            CONTACTS + "/batch/update",
            "{'inputs':[{'id':'%s','properties':{'phone':'1'}},{'id':'%s','properties':{'phone':'2'}}]}"
                .formatted(id, id));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .isEqualTo("Duplicate IDs found in batch input: [%s]. IDs must be unique".formatted(id));
    assertThat(refused.at("/context/ids/0").asText()).isEqualTo(id);
  }

  @Test
  void upsertByAUniquePropertyCreatesOrUpdatesAndSaysWhich() {
    String id = hubspot.contact("a@example.com", "leadloop_key", "k1");
    Answer answer =
        hubspot.post(
            CONTACTS + "/batch/upsert",
            "{'inputs':[{'id':'k1','idProperty':'leadloop_key','objectWriteTraceId':'t1','properties':{'phone':'1'}},"
                + "{'id':'k2','idProperty':'leadloop_key','objectWriteTraceId':'t2','properties':{'email':'b@example.com'}},"
                + "{'id':'k3','idProperty':'leadloop_key','objectWriteTraceId':'t3','properties':{'email':'a@example.com'}}]}");
    assertThat(answer.status()).isEqualTo(207);
    JsonNode updated = byTrace(answer, "t1");
    assertThat(updated.at("/new").asBoolean()).isFalse();
    assertThat(updated.at("/id").asText()).isEqualTo(id);
    JsonNode created = byTrace(answer, "t2");
    assertThat(created.at("/new").asBoolean()).isTrue();
    assertThat(created.at("/properties/leadloop_key").asText()).isEqualTo("k2");
    assertThat(answer.at("/errors/0/category").asText()).isEqualTo("CONFLICT");
    assertThat(answer.at("/errors/0/message").asText())
        .isEqualTo("Contact already exists. Existing ID: " + id);
    assertThat(answer.at("/errors/0/context/objectWriteTraceId/0").asText()).isEqualTo("t3");
  }

  @Test
  void upsertNeedsAUniqueIdProperty() {
    Answer none =
        hubspot.post(CONTACTS + "/batch/upsert", "{'inputs':[{'id':'1','properties':{}}]}");
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.at("/message").asText()).contains("[idProperty]");
    Answer notUnique =
        hubspot.post(
            CONTACTS + "/batch/upsert",
            "{'inputs':[{'id':'1','idProperty':'phone','properties':{'phone':'1'}}]}");
    assertThat(notUnique.at("/message").asText())
        .startsWith("Unable to perform update/upsert by non-unique 0-1 property phone");
  }

  @Test
  void upsertByEmailRefusesAPartialUpdate() {
    hubspot.contact("a@example.com", "firstname", "Ada", "phone", "1");
    Answer partial =
        hubspot.post(
            CONTACTS + "/batch/upsert",
            "{'inputs':[{'id':'a@example.com','idProperty':'email','properties':{'phone':'2'}}]}");
    assertThat(partial.status()).isEqualTo(207);
    assertThat(partial.at("/errors/0/message").asText())
        .isEqualTo("Partial upserts are not supported when using email as the idProperty");
    Answer whole =
        hubspot.post(
            CONTACTS + "/batch/upsert",
            "{'inputs':[{'id':'a@example.com','idProperty':'email','properties':{'phone':'2','firstname':'Ada','lifecyclestage':'lead'}},"
                + "{'id':'new@example.com','idProperty':'email','properties':{'phone':'3'}}]}");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.at("/results")).hasSize(2);
  }

  @Test
  void archiveAnswers204() {
    List<String> ids = contacts(3);
    assertThat(hubspot.post(CONTACTS + "/batch/archive", ids(ids)).status()).isEqualTo(204);
    assertThat(hubspot.get(CONTACTS).at("/results")).isEmpty();
  }

  @Test
  void callLogCountsTheRecordsOfABatch() {
    List<String> ids = contacts(3);
    hubspot.sandbox.calls().clear();
    hubspot.post(CONTACTS + "/batch/read", ids(ids));
    assertThat(hubspot.sandbox.calls().since(0)).hasSize(1);
    assertThat(hubspot.sandbox.calls().since(0).get(0).records()).isEqualTo(3);
    assertThat(hubspot.sandbox.calls().since(0).get(0).status()).isEqualTo(200);
  }

  private List<String> contacts(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(hubspot.contact("c" + i + "@example.com"));
    }
    return ids;
  }

  private static ObjectNode ids(List<String> ids) {
    ArrayNode inputs = Json.array();
    ids.forEach(id -> inputs.add(Json.object().put("id", id)));
    ObjectNode body = Json.object();
    body.set("inputs", inputs);
    return body;
  }

  private static List<String> idsOf(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.at("/results").forEach(result -> ids.add(result.get("id").asText()));
    return ids;
  }

  private static JsonNode byTrace(Answer answer, String trace) {
    for (JsonNode result : answer.at("/results")) {
      if (result.path("objectWriteTraceId").asText().equals(trace)) {
        return result;
      }
    }
    throw new AssertionError("no result of " + trace + " in " + answer.text());
  }
}
