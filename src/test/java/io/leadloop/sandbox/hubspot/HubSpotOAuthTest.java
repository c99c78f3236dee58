package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens by refresh token, and their end after 30 minutes. */
class HubSpotOAuthTest {
  private static final String REFRESH =
      "grant_type=refresh_token&client_id="
          + HubSpotSandbox.CLIENT_ID
          + "&client_secret="
          + HubSpotSandbox.CLIENT_SECRET
          + "&refresh_token=";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void refreshTokenGivesAnAccessTokenThatExpiresAfter30Minutes() {
    for (String version : new String[] {"v1", "v3", "2026-03", "2026-09"}) {
      Answer granted = token(version, REFRESH + HubSpotSandbox.REFRESH_TOKEN);
      assertThat(granted.status()).isEqualTo(200);
      assertThat(granted.at("/token_type").asText()).isEqualTo("bearer");
      assertThat(granted.at("/expires_in").asInt()).isEqualTo(1_800);
      assertThat(granted.at("/refresh_token").asText()).isEqualTo(HubSpotSandbox.REFRESH_TOKEN);
      String access = granted.at("/access_token").asText();
      hubspot.advance(Duration.ofMinutes(30).minusMillis(1));
      assertThat(hubspot.send("GET", CONTACTS, null, access).status()).isEqualTo(200);
      hubspot.advance(Duration.ofMillis(1).plusSeconds(3));
      Answer expired = hubspot.send("GET", CONTACTS, null, access);
      assertThat(expired.status()).isEqualTo(401);
      assertThat(expired.at("/message").asText())
          .isEqualTo("The OAuth token used to make this call expired 3 second(s) ago.");
      assertThat(expired.at("/category").asText()).isEqualTo("EXPIRED_AUTHENTICATION");
      assertThat(expired.at("/context/expire time/0").asText()).endsWith("Z");
      hubspot.advance(Duration.ofHours(5));
      assertThat(hubspot.send("GET", CONTACTS, null, access).at("/message").asText())
          .endsWith("expired 5 hour(s) ago.");
    }
  }

  @Test
  void wrongRefreshTokenClientOrGrantIsRefusedByName() {
    Answer refresh = token("v1", REFRESH + "wrong");
    assertThat(refresh.status()).isEqualTo(400);
    assertThat(refresh.at("/status").asText()).isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(refresh.at("/message").asText()).isEqualTo("missing or invalid refresh token");
    assertThat(token("v1", "grant_type=refresh_token&client_id=x").at("/status").asText())
        .isEqualTo("BAD_CLIENT_ID");
    String client = "client_id=" + HubSpotSandbox.CLIENT_ID + "&client_secret=";
    assertThat(token("v1", client + "x").at("/status").asText()).isEqualTo("BAD_CLIENT_SECRET");
    assertThat(token("v1", client + HubSpotSandbox.CLIENT_SECRET).at("/status").asText())
        .isEqualTo("BAD_GRANT_TYPE");
  }

  @Test
  void codeOfTheInstallationIsGoodForOneUse() {
    String form =
        "grant_type=authorization_code&client_id=%s&client_secret=%s&code=%s&redirect_uri=x"
            .formatted(
                HubSpotSandbox.CLIENT_ID,
                HubSpotSandbox.CLIENT_SECRET,
                HubSpotSandbox.AUTHORIZATION_CODE);
    assertThat(token("v1", form).status()).isEqualTo(200);
    assertThat(token("v1", form).at("/status").asText()).isEqualTo("BAD_AUTH_CODE");
  }

  @Test
  void tokensCanBeLookedAtAndARefreshTokenTakenBack() {
    String access =
        token("v1", REFRESH + HubSpotSandbox.REFRESH_TOKEN).at("/access_token").asText();
    Answer info = hubspot.send("GET", "/oauth/v1/access-tokens/" + access, null, null);
    assertThat(info.at("/hub_id").asLong()).isPositive();
    assertThat(info.at("/token_type").asText()).isEqualTo("access");
    assertThat(info.at("/expires_in").asInt()).isEqualTo(1_800);
    assertThat(info.at("/scopes/0").asText()).isEqualTo("oauth");
    String refresh = "/oauth/v1/refresh-tokens/" + HubSpotSandbox.REFRESH_TOKEN;
    assertThat(hubspot.send("GET", refresh, null, null).at("/client_id").asText())
        .isEqualTo(HubSpotSandbox.CLIENT_ID);
    assertThat(hubspot.send("DELETE", refresh, null, null).status()).isEqualTo(204);
    assertThat(hubspot.send("GET", refresh, null, null).status()).isEqualTo(404);
    assertThat(token("v1", REFRESH + HubSpotSandbox.REFRESH_TOKEN).status()).isEqualTo(400);
    assertThat(hubspot.send("GET", "/oauth/v1/access-tokens/none", null, null).status())
        .isEqualTo(404);
  }

  private Answer token(String version, String form) {
    return hubspot.send("POST", "/oauth/" + version + "/token", form, null);
  }
}
