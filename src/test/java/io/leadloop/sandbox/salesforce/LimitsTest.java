package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.SandboxClock;
import org.junit.jupiter.api.Test;

class LimitsTest extends SandboxFixture {
  @Override
  SalesforceOptions options(SandboxClock clock) {
    return super.options(clock).withDailyCallsMax(3);
  }

  @Test
  void eachAnswerTellsTheUsage() {
    assertThat(client.get(API + "/limits").headers())
        .containsEntry("sforce-limit-info", "api-usage=1/3");
    SalesforceClient.Reply refused = client.query("SELECT");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.headers()).containsEntry("sforce-limit-info", "api-usage=2/3");
    assertThat(client.get(API + "/limits/").body())
        .hasToString("{\"DailyApiRequests\":{\"Max\":3,\"Remaining\":0}}");
  }

  @Test
  void aDaysCallsAreLimitedOverARollingDay() {
    client.get(API + "/limits");
    pass("PT1H");
    client.get(API + "/limits");
    client.get(API + "/limits");

    SalesforceClient.Reply reply = client.get(API + "/limits");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body())
        .hasToString(
            "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");

    pass("PT23H");
    SalesforceClient next = SalesforceClient.integration(sandbox);
    assertThat(next.get(API + "/limits").status()).isEqualTo(200);
    assertThat(next.get(API + "/limits").status()).isEqualTo(403);
  }

  @Test
  void limitsCanBeSwitchedOff() {
    try (SalesforceSandbox free = SalesforceSandbox.start(options(clock).withRealLimits(false))) {
      SalesforceClient other = SalesforceClient.integration(free);
      for (int i = 0; i < 5; i++) {
        assertThat(other.get(API + "/limits").status()).isEqualTo(200);
      }
    }
  }
}
