package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token does what its scopes allow, and the refusal names those that are missing. */
class HubSpotScopeTest {
  private final SandboxFixture hubspot =
      SandboxFixture.with(
          SandboxFixture.options()
              .withRealLimits(false)
              .withLagMillis(0)
              .withScopes(List.of("oauth", "crm.objects.contacts.read")));

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void missingScopeAnswers403WithItsName() {
    assertThat(hubspot.get(CONTACTS).status()).isEqualTo(200);
    Answer refused = hubspot.post(CONTACTS, "{'properties':{'email':'a@example.com'}}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("/status").asText()).isEqualTo("error");
    assertThat(refused.at("/message").asText())
        .isEqualTo(
            "This app hasn't been granted all required scopes to make this call. Read more about"
                + " required scopes here: https://developers.hubspot.com/scopes.");
    assertThat(refused.at("/category").asText()).isEqualTo("MISSING_SCOPES");
    assertThat(refused.at("/errors/0/message").asText())
        .isEqualTo("All of the following scopes are required.");
    assertThat(refused.at("/errors/0/context/requiredGranularScopes/0").asText())
        .isEqualTo("crm.objects.contacts.write");
    assertThat(refused.at("/links/scopes").asText())
        .isEqualTo("https://developers.hubspot.com/scopes");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /crm/objects/2026-09/contacts/search, 200",
    "POST, /crm/objects/2026-09/contacts/batch/read, 400",
    "POST, /crm/v3/objects/contacts/batch/update, 403",
    "GET, /crm/properties/2026-09/contacts, 200",
    "POST, /crm/properties/2026-09/contacts, 403",
    "GET, /crm/owners/2026-09, 403",
    "GET, /crm/lists/2026-09/1, 403",
    "GET, /marketing/v3/forms, 403",
    "GET, /communication-preferences/v3/definitions, 403",
    "GET, /account-info/2026-09/details, 200",
    "GET, /crm/objects/2026-09/deals, 404"
  })
  void eachPathNeedsItsScope(String method, String path, int status) {
    String body = method.equals("GET") ? null : "{}";
    assertThat(hubspot.send(method, path, body, HubSpotSandbox.TOKEN).status()).isEqualTo(status);
  }

  @Test
  void tokensAreAddedAndTakenBackByTheControlPath() {
    hubspot.control("POST", "tokens", "{'token':'other','scopes':['crm.objects.owners.read']}");
    assertThat(hubspot.send("GET", "/crm/owners/2026-09", null, "other").status()).isEqualTo(200);
    assertThat(hubspot.send("GET", CONTACTS, null, "other").status()).isEqualTo(403);
    hubspot.control("POST", "tokens", "{'token':'other'}");
    assertThat(hubspot.send("GET", CONTACTS, null, "other").status()).isEqualTo(200);
    hubspot.control("DELETE", "tokens/other", "");
    assertThat(hubspot.send("GET", CONTACTS, null, "other").status()).isEqualTo(401);
  }
}
