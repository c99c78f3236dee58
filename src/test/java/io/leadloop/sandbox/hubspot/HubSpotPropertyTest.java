package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The definitions of properties and groups. */
class HubSpotPropertyTest {
  private static final String PROPERTIES = "/crm/properties/2026-09/contacts";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void listHasTheStandardOnesAndLeadloopsOwn() {
    JsonNode results = hubspot.get(PROPERTIES).at("/results");
    assertThat(results.findValuesAsText("name"))
        .contains("email", "lifecyclestage", "hs_analytics_num_visits", "leadloop_key");
  }

  @Test
  void definitionSaysTypeOptionsUniquenessAndWhatIsReadOnly() {
    Answer status = hubspot.get(PROPERTIES + "/hs_lead_status");
    assertThat(status.at("/type").asText()).isEqualTo("enumeration");
    assertThat(status.at("/options/0/value").asText()).isEqualTo("NEW");
    assertThat(status.at("/options/0/displayOrder").asInt()).isZero();
    assertThat(status.at("/hubspotDefined").asBoolean()).isTrue();
    assertThat(status.at("/modificationMetadata/readOnlyValue").asBoolean()).isFalse();
    Answer visits = hubspot.get(PROPERTIES + "/hs_analytics_num_visits");
    assertThat(visits.at("/modificationMetadata/readOnlyValue").asBoolean()).isTrue();
    Answer key = hubspot.get(PROPERTIES + "/leadloop_key");
    assertThat(key.at("/hasUniqueValue").asBoolean()).isTrue();
    assertThat(key.at("/groupName").asText()).isEqualTo("leadloop");
    assertThat(hubspot.get(PROPERTIES + "/no_such").status()).isEqualTo(404);
  }

  @Test
  void createdPropertyCanBeWrittenAtOnce() {
    Answer created = hubspot.post(PROPERTIES, definition("favourite", "string", "text"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/hubspotDefined").asBoolean()).isFalse();
    String id = hubspot.contact("a@example.com", "favourite", "tea");
    assertThat(hubspot.read(id, "favourite").get("favourite").asText()).isEqualTo("tea");
  }

  @Test
  void knownNameAnswers409() {
    hubspot.post(PROPERTIES, definition("favourite", "string", "text"));
    Answer again = hubspot.post(PROPERTIES, definition("favourite", "number", "number"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/message").asText())
        .isEqualTo("A property named 'favourite' already exists.");
    assertThat(again.at("/category").asText()).isEqualTo("OBJECT_ALREADY_EXISTS");
    assertThat(again.at("/subCategory").asText()).isEqualTo("Properties.PROPERTY_WITH_NAME_EXISTS");
    assertThat(hubspot.get(PROPERTIES + "/favourite").at("/type").asText()).isEqualTo("string");
  }

  @Test
  void wrongDefinitionIsRefused() {
    assertThat(hubspot.post(PROPERTIES, definition("hs_mine", "string", "text")).status())
        .isEqualTo(400);
    assertThat(hubspot.post(PROPERTIES, definition("mine", "string", "number")).status())
        .isEqualTo(400);
    assertThat(
            hubspot
                .post(
                    PROPERTIES,
                    definition("mine", "string", "text").replace("leadloop", "no_such_group"))
                .status())
        .isEqualTo(400);
    assertThat(hubspot.post(PROPERTIES, "{'name':'mine'}").at("/message").asText())
        .contains("Some required fields were not set");
  }

  @Test
  void atMostTenUniquePropertiesPerObject() {
    for (int i = 0; i < 9; i++) {
      String unique =
          definition("unique_" + i, "string", "text").replace("{", "{'hasUniqueValue':true,");
      assertThat(hubspot.post(PROPERTIES, unique).status()).isEqualTo(201);
    }
    String eleventh =
        definition("unique_9", "string", "text").replace("{", "{'hasUniqueValue':true,");
    assertThat(hubspot.post(PROPERTIES, eleventh).status()).isEqualTo(400);
    String id = hubspot.contact("a@example.com", "unique_0", "u");
    assertThat(hubspot.get(CONTACTS + "/u?idProperty=unique_0").at("/id").asText()).isEqualTo(id);
  }

  @Test
  void batchCreateAnswers201Or207() {
    Answer all =
        hubspot.post(
            PROPERTIES + "/batch/create",
            "{'inputs':[%s,%s]}"
                .formatted(
                    definition("p1", "string", "text"),
                    definition("p2", "bool", "booleancheckbox")));
    assertThat(all.status()).isEqualTo(201);
    assertThat(all.at("/results")).hasSize(2);
    Answer some =
        hubspot.post(
            PROPERTIES + "/batch/create",
            "{'inputs':[%s,%s]}"
                .formatted(definition("p2", "string", "text"), definition("p3", "string", "text")));
    assertThat(some.status()).isEqualTo(207);
    assertThat(some.at("/results/0/name").asText()).isEqualTo("p3");
    assertThat(some.at("/errors/0/subCategory").asText())
        .isEqualTo("Properties.PROPERTY_WITH_NAME_EXISTS");
    assertThat(some.at("/errors/0/context/name/0").asText()).isEqualTo("p2");
  }

  @Test
  void groupsAreListedReadAndCreated() {
    assertThat(hubspot.get(PROPERTIES + "/groups").at("/results").findValuesAsText("name"))
        .contains("contactinformation", "leadloop");
    Answer created =
        hubspot.post(PROPERTIES + "/groups", "{'name':'mine','label':'Mine','displayOrder':9}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(hubspot.get(PROPERTIES + "/groups/mine").at("/label").asText()).isEqualTo("Mine");
    assertThat(hubspot.post(PROPERTIES + "/groups", "{'name':'mine','label':'Again'}").status())
        .isEqualTo(409);
  }

  private static String definition(String name, String type, String fieldType) {
    return "{'name':'%s','label':'L','groupName':'leadloop','type':'%s','fieldType':'%s'}"
        .formatted(name, type, fieldType);
  }
}
