package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who wrote which value when. */
class HubSpotHistoryTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void historyIsNewestFirstWithSources() {
    String id = hubspot.contact("a@example.com", "phone", "1");
    hubspot.advance(Duration.ofSeconds(1));
    hubspot.edit("{'id':'%s','properties':{'phone':'2'}}".formatted(id));
    hubspot.advance(Duration.ofSeconds(1));
    hubspot.send(
        "PATCH",
        CONTACTS + "/" + id,
        "{\"properties\":{\"phone\":\"3\"}}",
        HubSpotSandbox.PERSON_TOKEN);
    hubspot.advance(Duration.ofSeconds(1));
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':''}}");
    JsonNode history = history(id, "phone");
    assertThat(history).hasSize(4);
    assertThat(history.at("/0/value").asText()).isEmpty();
    assertThat(history.at("/0/sourceType").asText()).isEqualTo("INTEGRATION");
    assertThat(history.at("/0/sourceId").asText()).matches("\\d+");
    assertThat(history.at("/0/timestamp").asText()).isEqualTo("2026-11-21T10:00:03Z");
    assertThat(history.at("/1/value").asText()).isEqualTo("3");
    assertThat(history.at("/1/sourceType").asText()).isEqualTo("CRM_UI");
    assertThat(history.at("/1/sourceId").asText()).isEqualTo("userId:101");
    assertThat(history.at("/1/updatedByUserId").asLong()).isEqualTo(101);
    assertThat(history.at("/2/value").asText()).isEqualTo("2");
    assertThat(history.at("/2/sourceId").asText()).isEqualTo("userId:102");
    assertThat(history.at("/3/value").asText()).isEqualTo("1");
    assertThat(history.at("/3/sourceType").asText()).isEqualTo("INTEGRATION");
  }

  @Test
  void historyKeeps45Versions() {
    String id = hubspot.contact("a@example.com");
    for (int i = 0; i < 60; i++) {
      hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':'%d'}}".formatted(i));
    }
    JsonNode history = history(id, "phone");
    assertThat(history).hasSize(45);
    assertThat(history.at("/0/value").asText()).isEqualTo("59");
  }

  @Test
  void sameValueAgainMakesNoVersion() {
    String id = hubspot.contact("a@example.com", "phone", "1");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':'1'}}");
    assertThat(history(id, "phone")).hasSize(1);
  }

  @Test
  void onlyTheVendorSetsVisitsAndConversions() {
    String id = hubspot.contact("a@example.com");
    hubspot.edit(
        "{'id':'%s','asVendor':true,'properties':{'hs_analytics_num_visits':3,'recent_conversion_event_name':'Pricing: Demo request'}}"
            .formatted(id));
    assertThat(hubspot.read(id, "hs_analytics_num_visits").at("/hs_analytics_num_visits").asText())
        .isEqualTo("3");
    JsonNode refused =
        hubspot
            .send(
                "POST",
                "/_sandbox/edit",
                "{\"id\":\"%s\",\"properties\":{\"hs_analytics_num_visits\":\"4\"}}".formatted(id),
                null)
            .body();
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("READ_ONLY_VALUE");
  }

  @Test
  void personsCallsCountToNoLimit() {
    try (SandboxFixture limited = SandboxFixture.with(SandboxFixture.options())) {
      for (int i = 0; i < 200; i++) {
        assertThat(limited.send("GET", CONTACTS, null, HubSpotSandbox.PERSON_TOKEN).status())
            .isEqualTo(200);
      }
      assertThat(limited.get(CONTACTS).status()).isEqualTo(200);
    }
  }

  private JsonNode history(String id, String property) {
    return hubspot
        .get(CONTACTS + "/" + id + "?propertiesWithHistory=" + property)
        .at("/propertiesWithHistory/" + property);
  }
}
