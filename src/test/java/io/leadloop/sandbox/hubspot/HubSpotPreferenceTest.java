package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants which e-mail, and what the contact shows of it. */
class HubSpotPreferenceTest {
  private static final String V3 = "/communication-preferences/v3";
  private static final String EMAIL = "a@example.com";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void computedOptOutCannotBeWritten() {
    String id = hubspot.contact(EMAIL);
    Answer refused =
        hubspot.patch(CONTACTS + "/" + id, "{'properties':{'hs_email_optout':'true'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("READ_ONLY_VALUE");
    Answer definition = hubspot.get("/crm/properties/2026-09/contacts/hs_email_optout");
    assertThat(definition.at("/modificationMetadata/readOnlyValue").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v4", "2026-03", "2026-09"})
  void unsubscribedFromAllShowsOnTheContactAlsoOnALaterOne(String version) {
    String id = hubspot.contact(EMAIL);
    String all =
        "/communication-preferences/" + version + "/statuses/A%40example.com/unsubscribe-all";
    assertThat(hubspot.get(all + "?channel=EMAIL").at("/results")).isEmpty();
    Answer left = hubspot.post(all + "?channel=EMAIL", "");
    assertThat(left.status()).isEqualTo(200);
    assertThat(left.at("/status").asText()).isEqualTo("COMPLETE");
    assertThat(left.at("/results/0/status").asText()).isEqualTo("UNSUBSCRIBED");
    assertThat(left.at("/results/0/wideStatusType").asText()).isEqualTo("PORTAL_WIDE");
    assertThat(optOut(id)).isEqualTo("true");
    hubspot.delete(CONTACTS + "/" + id);
    assertThat(optOut(hubspot.contact(EMAIL))).isEqualTo("true");
    assertThat(optOut(hubspot.contact("b@example.com"))).isEqualTo("null");
    assertThat(hubspot.get(all).status()).isEqualTo(400);
  }

  @Test
  void optOutFollowsTheAddress() {
    String id = hubspot.contact(EMAIL);
    hubspot.post(
        "/communication-preferences/v4/statuses/b@example.com/unsubscribe-all?channel=EMAIL", "");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'email':'b@example.com'}}");
    assertThat(optOut(id)).isEqualTo("true");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'email':'a@example.com'}}");
    assertThat(optOut(id)).isEqualTo("false");
  }

  @Test
  void vendorsOwnOptOutIsInThePreferencesToo() {
    String id = hubspot.contact(EMAIL);
    hubspot.edit(
        "{'id':'%s','asVendor':true,'properties':{'hs_email_optout':'true'}}".formatted(id));
    Answer status = hubspot.get(V3 + "/status/email/" + EMAIL);
    assertThat(status.at("/subscriptionStatuses/0/status").asText()).isEqualTo("NOT_SUBSCRIBED");
    assertThat(status.at("/subscriptionStatuses/0/sourceOfStatus").asText())
        .isEqualTo("PORTAL_WIDE_STATUS");
  }

  @Test
  void versionThreeSubscribesAndUnsubscribesAndDoesNotResubscribe() {
    String id = hubspot.contact(EMAIL);
    Answer definitions = hubspot.get(V3 + "/definitions");
    String type = definitions.at("/subscriptionDefinitions/0/id").asText();
    String body =
        "{'emailAddress':'%s','subscriptionId':'%s','legalBasis':'CONSENT_WITH_NOTICE','legalBasisExplanation':'asked'}"
            .formatted(EMAIL, type);
    Answer subscribed = hubspot.post(V3 + "/subscribe", body);
    assertThat(subscribed.at("/status").asText()).isEqualTo("SUBSCRIBED");
    assertThat(subscribed.at("/legalBasis").asText()).isEqualTo("CONSENT_WITH_NOTICE");
    assertThat(hubspot.post(V3 + "/unsubscribe", body).at("/status").asText())
        .isEqualTo("NOT_SUBSCRIBED");
    assertThat(hubspot.read(id, "hs_email_optout_" + type).get("hs_email_optout_" + type).asText())
        .isEqualTo("true");
    Answer refused = hubspot.post(V3 + "/subscribe", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    Answer incomplete = hubspot.post(V3 + "/subscribe", "{}");
    assertThat(incomplete.at("/message").asText())
        .endsWith("some of required attributes are not set [emailAddress, subscriptionId]");
  }

  @Test
  void versionFourSubscribesAgain() {
    String path = "/communication-preferences/v4/statuses/" + EMAIL;
    for (String state : new String[] {"UNSUBSCRIBED", "SUBSCRIBED"}) {
      Answer set =
          hubspot.post(
              path,
              "{'channel':'EMAIL','statusState':'%s','subscriptionId':9101}".formatted(state));
      assertThat(set.at("/results/0/status").asText()).isEqualTo(state);
    }
    Answer read = hubspot.get(path + "?channel=EMAIL");
    assertThat(read.at("/results/0/subscriptionName").asText()).isEqualTo("Marketing Information");
    assertThat(read.at("/results/0/status").asText()).isEqualTo("SUBSCRIBED");
    assertThat(read.at("/results/1/status").asText()).isEqualTo("NOT_SPECIFIED");
    assertThat(hubspot.post(path, "{'channel':'SMS','statusState':'SUBSCRIBED'}").status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v4", "2026-03", "2026-09"})
  void manyAddressesAreSetAndReadInOneCall(String version) {
    String batch = "/communication-preferences/" + version + "/statuses/batch/";
    Answer written =
        hubspot.post(
            batch + "write",
            "{'inputs':[{'subscriberIdString':'%s','channel':'EMAIL','statusState':'UNSUBSCRIBED','subscriptionId':9101},{'subscriberIdString':'b@example.com','channel':'SMS','statusState':'SUBSCRIBED','subscriptionId':9101}]}"
                .formatted(EMAIL));
    assertThat(written.status()).isEqualTo(207);
    assertThat(written.at("/results/0/status").asText()).isEqualTo("UNSUBSCRIBED");
    assertThat(written.at("/results/0/subscriberIdString").asText()).isEqualTo(EMAIL);
    assertThat(written.at("/numErrors").asInt()).isEqualTo(1);
    assertThat(written.at("/errors/0/category").asText()).isEqualTo("VALIDATION_ERROR");
    Answer read =
        hubspot.post(
            batch + "read?channel=EMAIL", "{'inputs':['%s','b@example.com']}".formatted(EMAIL));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.at("/results/0/subscriberIdString").asText()).isEqualTo(EMAIL);
    assertThat(read.at("/results/0/statuses/0/status").asText()).isEqualTo("UNSUBSCRIBED");
    assertThat(read.at("/results/1/statuses/0/status").asText()).isEqualTo("NOT_SPECIFIED");
    assertThat(hubspot.post(batch + "read?channel=EMAIL", "{'inputs':[]}").status()).isEqualTo(400);
  }

  @Test
  void manyAddressesLeaveAllInOneCall() {
    String batch = "/communication-preferences/v4/statuses/batch/unsubscribe-all";
    String id = hubspot.contact(EMAIL);
    Answer left = hubspot.post(batch + "?channel=EMAIL", "{'inputs':['%s']}".formatted(EMAIL));
    assertThat(left.status()).isEqualTo(200);
    assertThat(left.at("/results/0/subscriberIdString").asText()).isEqualTo(EMAIL);
    assertThat(optOut(id)).isEqualTo("true");
    Answer read =
        hubspot.post(
            batch + "/read?channel=EMAIL", "{'inputs':['%s','b@example.com']}".formatted(EMAIL));
    assertThat(read.at("/results/0/wideStatuses/0/wideStatusType").asText())
        .isEqualTo("PORTAL_WIDE");
    assertThat(read.at("/results/1/wideStatuses")).isEmpty();
  }

  private String optOut(String id) {
    return hubspot.read(id, "hs_email_optout").get("hs_email_optout").asText();
  }
}
