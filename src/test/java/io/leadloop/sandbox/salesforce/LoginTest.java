package io.leadloop.sandbox.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.RsaKeys;
import io.leadloop.sandbox.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LoginTest extends SandboxFixture {
  private static final String CLIENT = "&client_id=sandbox-client-id";
  private static final String PASSWORD =
      "grant_type=password&client_secret=sandbox-client-secret" + CLIENT;

  @Test
  void aUserLogsInByPasswordWithOrWithoutASecurityToken() {
    for (String password : new String[] {"sandbox-password", "sandbox-passwordTOKEN"}) {
      JsonNode answer =
          client.form(PASSWORD + "&username=ben@leadloop.example&password=" + password);
      assertThat(answer.get("instance_url").asText()).isEqualTo(sandbox.baseUrl());
    }
    for (String wrong :
        new String[] {
          "&username=ben@leadloop.example&password=x",
          "&username=nobody@leadloop.example&password=sandbox-password",
          "&username=old@leadloop.example&password=sandbox-password"
        }) {
      assertThat(client.form(PASSWORD + wrong))
          .hasToString(
              "{\"error\":\"invalid_grant\",\"error_description\":\"authentication failure\"}");
    }
  }

  @Test
  void anAssertionCountsByItsSignature() throws GeneralSecurityException {
    KeyPair keys = RsaKeys.first();
    trust(keys);

    assertThat(assertion(keys, claims -> claims).has("access_token")).isTrue();
    assertThat(assertion(keys, LoginTest::withTextExpiry).has("access_token")).isTrue();
    assertThat(refusal(assertion(RsaKeys.second(), claims -> claims)))
        .isEqualTo("invalid assertion");
    assertThat(refusal(assertion(keys, claims -> claims.replace("login.", "other."))))
        .isEqualTo("audience is invalid");
    assertThat(refusal(assertion(keys, claims -> claims.replace("chi@", "nobody@"))))
        .isEqualTo("user hasn't approved this consumer");
    pass("PT1H");
    assertThat(refusal(assertion(keys, claims -> claims))).isEqualTo("expired authorization code");
  }

  @Test
  void aSessionKnowsWhoItIs() {
    JsonNode resources = client.get(API).body();
    String path = resources.get("identity").asText().substring(sandbox.baseUrl().length());

    JsonNode me = client.get(path).body();
    assertThat(me.get("username").asText()).isEqualTo("integration@leadloop.example");
    assertThat(me.get("organization_id").asText()).hasSize(18);
    assertThat(client.get("/services/oauth2/userinfo").body().get("user_id"))
        .isEqualTo(me.get("user_id"));
    assertThat(person.get(path).status()).isEqualTo(403);
    assertThat(new SalesforceClient(sandbox.baseUrl()).get(path).status()).isEqualTo(401);
  }

  @Test
  void versionsCarryTheirReleases() {
    assertThat(client.get("/services/data").body().get(15))
        .hasToString(
            "{\"label\":\"Winter '26\",\"url\":\"/services/data/v65.0\",\"version\":\"65.0\"}");
  }

  private static String withTextExpiry(String claims) {
    return claims.replaceAll("\"exp\":(\\d+)", "\"exp\":\"$1\"");
  }

  private static String refusal(JsonNode answer) {
    assertThat(answer.get("error").asText()).isEqualTo("invalid_grant");
    return answer.get("error_description").asText();
  }

  private void trust(KeyPair keys) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    assertThat(client.control("certificate", Json.object().put("pem", pem).toString()).status())
        .isEqualTo(204);
  }

  private JsonNode assertion(KeyPair keys, UnaryOperator<String> change)
      throws GeneralSecurityException {
    long expires = StillClock.START.getEpochSecond() + 180;
    String claims =
        change.apply(
            "{\"iss\":\"sandbox-client-id\",\"sub\":\"chi@leadloop.example\","
                + "\"aud\":\"https://login.salesforce.com\",\"exp\":"
                + expires
                + "}");
    // With padding, as some clients send it.
    Base64.Encoder base64 = Base64.getUrlEncoder();
    String signed =
        base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(UTF_8));
    return client.form(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
            + SalesforceClient.encode(signed + "." + base64.encodeToString(signature.sign())));
  }
}
