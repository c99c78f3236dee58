package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tokens, versions, unknown paths, and the limits on calls with the vendor's bodies and headers.
 */
class HubSpotAccessTest {
  @Test
  void missingOrWrongTokenAnswers401() {
    try (SandboxFixture hubspot = SandboxFixture.plain()) {
      for (String token : new String[] {null, "wrong"}) {
        Answer answer = hubspot.send("GET", CONTACTS, null, token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/status").asText()).isEqualTo("error");
        assertThat(answer.at("/message").asText())
            .startsWith("Authentication credentials not found.");
        assertThat(answer.at("/correlationId").asText()).isNotEmpty();
        assertThat(answer.at("/category").asText()).isEqualTo("INVALID_AUTHENTICATION");
      }
    }
  }

  @Test
  void bothDatedVersionsAndTheLegacyOneAreServed() {
    try (SandboxFixture hubspot = SandboxFixture.plain()) {
      String id = hubspot.contact("a@example.com");
      for (String base :
          new String[] {
            "/crm/objects/2026-03/contacts",
            "/crm/objects/2026-09/contacts",
            "/crm/objects/2026-09/0-1",
            "/crm/objects/2026-09/contact",
            "/crm/v3/objects/contacts"
          }) {
        assertThat(hubspot.get(base + "/" + id).at("/id").asText()).isEqualTo(id);
      }
    }
  }

  @Test
  void unknownPathAnswersTheVendors404Page() {
    try (SandboxFixture hubspot = SandboxFixture.plain()) {
      for (String path :
          new String[] {
            "/crm/objects/2024-01/contacts", "/crm/objects/2026-09/deals", "/crm/lists/2024-01"
          }) {
        Answer answer = hubspot.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("<title>Error 404 Not Found</title>");
      }
      assertThat(hubspot.send("PUT", CONTACTS, "{}", HubSpotSandbox.TOKEN).status()).isEqualTo(404);
    }
  }

  @Test
  void unreadableBodyAnswers400() {
    try (SandboxFixture hubspot = SandboxFixture.plain()) {
      Answer answer = hubspot.post(CONTACTS, "{not json");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.at("/message").asText()).startsWith("Invalid input JSON");
    }
  }

  @Test
  void answersCarryTheRateHeaders() {
    try (SandboxFixture hubspot = SandboxFixture.with(SandboxFixture.options())) {
      Answer answer = hubspot.get(CONTACTS);
      assertThat(header(answer, "X-HubSpot-RateLimit-Max")).isEqualTo("190");
      assertThat(header(answer, "X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
      assertThat(header(answer, "X-HubSpot-RateLimit-Interval-Milliseconds")).isEqualTo("10000");
      assertThat(header(answer, "X-HubSpot-RateLimit-Daily")).isEqualTo("625000");
      assertThat(header(answer, "X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("624999");
    }
  }

  @Test
  void the191stCallInTenSecondsAnswers429AndTheWindowRolls() {
    try (SandboxFixture hubspot = SandboxFixture.with(SandboxFixture.options())) {
      for (int i = 0; i < 95; i++) {
        assertThat(hubspot.get(CONTACTS).status()).isEqualTo(200);
      }
      hubspot.advance(Duration.ofSeconds(5));
      for (int i = 0; i < 95; i++) {
        assertThat(hubspot.get(CONTACTS).status()).isEqualTo(200);
      }
      Answer refused = hubspot.get(CONTACTS);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("/status").asText()).isEqualTo("error");
      assertThat(refused.at("/message").asText())
          .isEqualTo("You have reached your ten_secondly_rolling limit.");
      assertThat(refused.at("/errorType").asText()).isEqualTo("RATE_LIMIT");
      assertThat(refused.at("/policyName").asText()).isEqualTo("TEN_SECONDLY_ROLLING");
      assertThat(refused.at("/correlationId").asText()).isNotEmpty();
      assertThat(refused.at("/requestId").asText()).isNotEmpty();
      assertThat(header(refused, "X-HubSpot-RateLimit-Remaining")).isEqualTo("0");

      hubspot.advance(Duration.ofSeconds(5));
      for (int i = 0; i < 95; i++) {
        assertThat(hubspot.get(CONTACTS).status()).isEqualTo(200);
      }
      assertThat(hubspot.get(CONTACTS).status()).isEqualTo(429);
    }
  }

  @Test
  void usedUpDayAnswers429UntilMidnightInTheAccountsZone() {
    try (SandboxFixture hubspot =
        SandboxFixture.with(SandboxFixture.options().withDailyCallsMax(2))) {
      hubspot.get(CONTACTS);
      hubspot.get(CONTACTS);
      Answer refused = hubspot.get(CONTACTS);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("/message").asText()).isEqualTo("You have reached your daily limit.");
      assertThat(refused.at("/errorType").asText()).isEqualTo("RATE_LIMIT");
      assertThat(refused.at("/policyName").asText()).isEqualTo("DAILY");

      hubspot.advance(Duration.ofHours(13));
      assertThat(hubspot.get(CONTACTS).status()).isEqualTo(429);
      hubspot.advance(Duration.ofHours(1));
      assertThat(hubspot.get(CONTACTS).status()).isEqualTo(200);
    }
  }

  @Test
  void theSixthSearchInASecondAnswers429WithoutPolicyNameAndWithoutRateHeaders() {
    try (SandboxFixture hubspot = SandboxFixture.with(SandboxFixture.options())) {
      for (int i = 0; i < 5; i++) {
        Answer answer = hubspot.post(CONTACTS + "/search", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("x-hubspot-ratelimit-remaining");
      }
      Answer refused = hubspot.post(CONTACTS + "/search", "{}");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("/message").asText())
          .isEqualTo("You have reached your secondly limit.");
      assertThat(refused.at("/category").asText()).isEqualTo("RATE_LIMITS");
      assertThat(refused.body().has("policyName")).isFalse();
      assertThat(refused.body().has("errorType")).isFalse();
      hubspot.advance(Duration.ofSeconds(1));
      assertThat(hubspot.post(CONTACTS + "/search", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void searchIsExemptFromTheTenSecondsButCountsToTheDay() {
    try (SandboxFixture hubspot = SandboxFixture.with(SandboxFixture.options())) {
      hubspot.post(CONTACTS + "/search", "{}");
      Answer answer = hubspot.get(CONTACTS);
      assertThat(header(answer, "X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
      assertThat(header(answer, "X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("624998");
    }
  }

  @Test
  void limitsOffKeepsEveryOtherRule() {
    try (SandboxFixture hubspot = SandboxFixture.plain()) {
      for (int i = 0; i < 250; i++) {
        assertThat(hubspot.get(CONTACTS).status()).isEqualTo(200);
      }
      assertThat(hubspot.get(CONTACTS).headers().map())
          .doesNotContainKey("x-hubspot-ratelimit-max");
      assertThat(hubspot.send("GET", CONTACTS, null, "wrong").status()).isEqualTo(401);
    }
  }

  @Test
  void accountDetailsAndUsageAreServed() {
    try (SandboxFixture hubspot = SandboxFixture.with(SandboxFixture.options())) {
      Answer details = hubspot.get("/account-info/2026-09/details");
      assertThat(details.at("/portalId").asLong()).isPositive();
      assertThat(details.at("/timeZone").asText()).isEqualTo("Europe/Dublin");
      assertThat(details.at("/accountType").asText()).isEqualTo("DEVELOPER_TEST");
      Answer usage = hubspot.get("/account-info/2026-09/api-usage/daily/private-apps");
      assertThat(usage.at("/results/0/name").asText()).isEqualTo("private-apps-api-calls-daily");
      assertThat(usage.at("/results/0/usageLimit").asLong()).isEqualTo(625_000);
      assertThat(usage.at("/results/0/currentUsage").asLong()).isEqualTo(2);
      assertThat(usage.at("/results/0/resetsAt").asText()).isEqualTo("2026-11-22T00:00:00Z");
      assertThat(usage.at("/results/0/fetchStatus").asText()).isEqualTo("SUCCESS");
    }
  }

  @Test
  void ownersComeInPages() {
    try (SandboxFixture hubspot = SandboxFixture.plain()) {
      Answer first = hubspot.get("/crm/owners/2026-09?limit=2");
      assertThat(first.at("/results")).hasSize(2);
      assertThat(first.at("/results/0/email").asText()).isEqualTo("ana@leadloop.example");
      String after = first.at("/paging/next/after").asText();
      Answer second = hubspot.get("/crm/owners/2026-09?limit=100&after=" + after);
      assertThat(second.at("/results")).hasSize(3);
      assertThat(second.body().has("paging")).isFalse();
      assertThat(hubspot.get("/crm/owners/2026-09?email=ben@leadloop.example").at("/results"))
          .hasSize(1);
      assertThat(hubspot.get("/crm/owners/2026-09/501").at("/userId").asLong()).isEqualTo(101);
    }
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
