package io.leadloop.sandbox.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OAuthTest extends SandboxFixture {
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  @Test
  void clientCredentialsLogInAsCamelSendsThem() {
    JsonNode answer =
        client.form(
            "client_id=sandbox-client-id&format=json&grant_type=client_credentials"
                + "&client_secret=sandbox-client-secret");

    assertThat(answer.get("instance_url").asText()).isEqualTo(sandbox.baseUrl());
    assertThat(answer.get("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.get("issued_at").asText()).isEqualTo("1795255200000");
    assertThat(answer.hasNonNull("signature")).isTrue();
    assertThat(answer.get("id").asText())
        .matches(".*/id/00D[A-Za-z0-9]{12}[A-Z0-5]{3}/005[A-Za-z0-9]{12}[A-Z0-5]{3}");
    assertThat(answer.get("access_token").asText()).startsWith("00D");
  }

  @Test
  void tokensFollowFromTheSeed() {
    try (SalesforceSandbox same = SalesforceSandbox.start(options(clock));
        SalesforceSandbox other = SalesforceSandbox.start(options(clock).withSeed(7))) {
      String form =
          "grant_type=client_credentials&client_id=sandbox-client-id"
              + "&client_secret=sandbox-client-secret";
      JsonNode first = new SalesforceClient(same.baseUrl()).form(form);
      JsonNode different = new SalesforceClient(other.baseUrl()).form(form);

      assertThat(client.get(API + "/limits").status()).isEqualTo(200);
      assertThat(first.get("access_token")).isNotEqualTo(different.get("access_token"));
      SalesforceClient borrowed =
          new SalesforceClient(sandbox.baseUrl())
              .with("Authorization", "Bearer " + first.get("access_token").asText());
      assertThat(borrowed.get(API + "/limits").status()).isEqualTo(200);
    }
  }

  @Test
  void wrongCredentialsAreRefusedWithTheVendorsBodies() {
    assertThat(client.form("grant_type=client_credentials&client_id=nobody&client_secret=x"))
        .hasToString(
            "{\"error\":\"invalid_client_id\",\"error_description\":\"client identifier invalid\"}");
    assertThat(
            client.form(
                "grant_type=client_credentials&client_id=sandbox-client-id&client_secret=x"))
        .hasToString(
            "{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}");
    assertThat(client.form("grant_type=device&client_id=sandbox-client-id"))
        .hasToString(
            "{\"error\":\"unsupported_grant_type\",\"error_description\":\"grant type not supported\"}");
  }

  @Test
  void theClientMayNameItselfInABasicHeader() {
    String basic =
        Base64.getEncoder()
            .encodeToString("sandbox-person-id:sandbox-person-secret".getBytes(UTF_8));

    JsonNode answer =
        client
            .send(
                "POST",
                "/services/oauth2/token",
                "grant_type=client_credentials",
                Map.of("Authorization", "Basic " + basic))
            .body();

    assertThat(answer.hasNonNull("access_token")).isTrue();
  }

  @Test
  void theSecondClientIsAPerson() {
    String id = lead("");
    person.patch(API + "/sobjects/Lead/" + id, "{\"City\":\"Brno\"}");

    JsonNode found =
        client
            .query("SELECT LastModifiedBy.Email, CreatedBy.Email FROM Lead")
            .body()
            .at("/records/0");
    assertThat(found.at("/LastModifiedBy/Email").asText()).isEqualTo("ana@leadloop.example");
    assertThat(found.at("/CreatedBy/Email").asText()).isEqualTo("integration@leadloop.example");
  }

  @Test
  void aRevokedTokenIsNoLongerValid() {
    String token =
        client
            .form(
                "grant_type=client_credentials&client_id=sandbox-client-id"
                    + "&client_secret=sandbox-client-secret")
            .get("access_token")
            .asText();
    SalesforceClient other =
        new SalesforceClient(sandbox.baseUrl()).with("Authorization", "Bearer " + token);
    assertThat(other.get(API + "/limits").status()).isEqualTo(200);

    String encoded = SalesforceClient.encode(token);
    assertThat(other.get("/services/oauth2/revoke?token=" + encoded).status()).isEqualTo(200);
    assertThat(other.get(API + "/limits").status()).isEqualTo(401);
    assertThat(client.get(API + "/limits").status()).isEqualTo(200);
    assertThat(other.send("POST", "/services/oauth2/revoke", "token=" + encoded, FORM).status())
        .isEqualTo(400);
  }

  @Test
  void anExpiredTokenIsAnInvalidSession() {
    client.control("expire-tokens", "{}");

    SalesforceClient.Reply reply = client.get(API + "/limits");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body())
        .hasToString(
            "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
  }

  @Test
  void aSessionEndsAfterTwoIdleHours() {
    pass("PT1H59M");
    assertThat(client.get(API + "/limits").status()).isEqualTo(200);
    pass("PT1H59M");
    assertThat(client.get(API + "/limits").status()).isEqualTo(200);
    pass("PT2H1M");
    assertThat(client.get(API + "/limits").status()).isEqualTo(401);
  }

  @Test
  void noTokenIsAnInvalidSession() {
    assertThat(new SalesforceClient(sandbox.baseUrl()).get(API + "/limits").errorCode())
        .isEqualTo("INVALID_SESSION_ID");
  }
}
