package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values the vendor takes, in which form it keeps them, and how it refuses the others. */
class HubSpotValidationTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();
  private String id = "";

  @BeforeEach
  void aContact() {
    id = hubspot.contact("a@example.com");
    hubspot.post(
        "/crm/properties/2026-09/contacts",
        "{'name':'score','label':'Score','groupName':'leadloop','type':'number','fieldType':'number'}");
    hubspot.post(
        "/crm/properties/2026-09/contacts",
        "{'name':'birthday','label':'Birthday','groupName':'leadloop','type':'date','fieldType':'date'}");
  }

  @AfterEach
  void close() {
    hubspot.close();
  }

  @ParameterizedTest(name = "{0} = {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no_such | x | PROPERTY_DOESNT_EXIST | Property \"no_such\" does not exist",
        "hs_lead_status | new | INVALID_OPTION | new was not one of the allowed options: [label:",
        "interest_tags | IT;Cooking | INVALID_OPTION | Cooking was not one of the allowed options: [label:",
        "score | 1,000 | INVALID_INTEGER | 1,000 was not a valid number.",
        "score | 1.4E-14 | INVALID_INTEGER | 1.4E-14 was not a valid number.",
        "birthday | 21.11.2026 | INVALID_LONG | 21.11.2026 was not a valid long.",
        "birthday | 2024-01-30T01:07:09 | INVALID_LONG | 2024-01-30T01:07:09 was not a valid long.",
        "birthday | 1566216600000 | INVALID_DATE | 1566216600000 is at 12:10:0.0 UTC, not midnight!",
        "leadloop_disposition_at | tomorrow | INVALID_LONG | tomorrow was not a valid long.",
        "do_not_call | yes | INVALID_OPTION | yes was not one of the allowed options: [label:",
        "email | not-an-email | INVALID_EMAIL | Email address not-an-email is invalid",
        "hubspot_owner_id | 99 | INVALID_OPTION | 99 was not one of the allowed options: []",
        "createdate | 2026-01-01 | READ_ONLY_VALUE | \"createdate\" is a calculated property; its value cannot be set.",
        "hs_analytics_num_visits | 3 | READ_ONLY_VALUE | \"hs_analytics_num_visits\" is a calculated property; its value cannot be set."
      })
  void refusedValue(String property, String value, String code, String message) throws Exception {
    Answer refused =
        hubspot.patch(
            CONTACTS + "/" + id,
            "{'properties':{'%s':'%s','phone':'1'}}".formatted(property, value));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo(code);
    assertThat(refused.at("/errors/0/message").asText()).startsWith(message);
    assertThat(refused.at("/errors/0/context/propertyName/0").asText()).isEqualTo(property);
    String text = refused.at("/message").asText();
    assertThat(text).startsWith("Property values were not valid: [{\"isValid\":false,\"message\":");
    JsonNode embedded = new ObjectMapper().readTree(text.substring(text.indexOf('[')));
    assertThat(embedded.at("/0/error").asText()).isEqualTo(code);
    assertThat(embedded.at("/0/name").asText()).isEqualTo(property);
    assertThat(hubspot.read(id, "phone").get("phone").isNull())
        .as("nothing of a refused write is stored")
        .isTrue();
  }

  @ParameterizedTest(name = "{0} = {1} is kept as {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "email | ' New@Example.COM ' | new@example.com",
        "phone | ' 0049 30 ' | ' 0049 30 '",
        "score | 12.50 | 12.50",
        "birthday | 2026-11-21 | 2026-11-21",
        "birthday | 1795219200000 | 2026-11-21",
        "leadloop_disposition_at | 2026-11-21T12:00:00+02:00 | 2026-11-21T10:00:00Z",
        "leadloop_disposition_at | 1795255200123 | 2026-11-21T10:00:00.123Z",
        "interest_tags | IT;Finance | IT;Finance",
        "hubspot_owner_id | 502 | 502",
        "do_not_call | true | true"
      })
  void keptValue(String property, String value, String kept) {
    Answer patched =
        hubspot.patch(CONTACTS + "/" + id, "{'properties':{'%s':'%s'}}".formatted(property, value));
    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.at("/properties/" + property).asText()).isEqualTo(kept);
    assertThat(hubspot.read(id, property).get(property).asText()).isEqualTo(kept);
  }

  @Test
  void everyInvalidPropertyOfTheRequestIsListed() {
    Answer refused =
        hubspot.patch(
            CONTACTS + "/" + id, "{'properties':{'no_such':'1','score':'x','phone':'1'}}");
    assertThat(refused.at("/errors")).hasSize(2);
  }

  @Test
  void numbersAndBooleansAreTakenAsTheirText() {
    Answer patched =
        hubspot.patch(CONTACTS + "/" + id, "{'properties':{'score':7,'do_not_call':true}}");
    assertThat(patched.at("/properties/score").asText()).isEqualTo("7");
    assertThat(patched.at("/properties/score").isTextual()).isTrue();
    assertThat(patched.at("/properties/do_not_call").asText()).isEqualTo("true");
  }

  @Test
  void leadingSemicolonAppendsToAMultiSelect() {
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'interest_tags':'IT;Finance'}}");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'interest_tags':';Marketing;IT'}}");
    assertThat(hubspot.read(id, "interest_tags").get("interest_tags").asText())
        .isEqualTo("IT;Finance;Marketing");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'interest_tags':'Marketing'}}");
    assertThat(hubspot.read(id, "interest_tags").get("interest_tags").asText())
        .isEqualTo("Marketing");
  }

  @Test
  void emptyTextClears() {
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':'1'}}");
    Answer cleared = hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':''}}");
    assertThat(cleared.status()).isEqualTo(200);
    assertThat(hubspot.read(id, "phone").get("phone").isNull()).isTrue();
  }

  @Test
  void contactNeedsAnEmailOrAName() {
    Answer refused = hubspot.post(CONTACTS, "{'properties':{'phone':'1'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .isEqualTo("Error creating CONTACT. Some required properties were not set.");
    assertThat(refused.at("/context/properties/0").asText()).isEqualTo("email");
    assertThat(hubspot.post(CONTACTS, "{'properties':{'lastname':'Only'}}").status())
        .isEqualTo(201);
  }

  @Test
  void bodyWithoutPropertiesIsRefused() {
    Answer refused = hubspot.post(CONTACTS, "{}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .contains("Some required fields were not set: [properties]");
  }

  @Test
  void textLongerThan65536CharactersIsRefused() {
    String longText = "x".repeat(65_537);
    Answer refused =
        hubspot.patch(CONTACTS + "/" + id, "{'properties':{'message':'%s'}}".formatted(longText));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors/0/context/propertyName/0").asText()).isEqualTo("message");
  }
}
