package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.SandboxClock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LateCommitTest extends SandboxFixture {
  @Override
  SalesforceOptions options(SandboxClock clock) {
    return super.options(clock).withLagMillis(2_000);
  }

  @Test
  void aSlowEditAppearsLaterWithTheStampOfItsStart() {
    String id = lead("");
    pass("PT10S");
    SalesforceClient.Reply accepted =
        client.control(
            "slow-edit",
            "{\"object\":\"Lead\",\"id\":\"%s\",\"fields\":{\"City\":\"Brno\"},\"commitAfterMillis\":30000}"
                .formatted(id));
    assertThat(accepted.status()).isEqualTo(202);

    pass("PT29S");
    assertThat(read("Lead", id).get("City").isNull()).isTrue();
    pass("PT1S");
    assertThat(read("Lead", id).get("City").asText()).isEqualTo("Brno");
    assertThat(read("Lead", id).get("SystemModstamp").asText())
        .isEqualTo("2026-11-21T10:00:10.000+0000");
    assertThat(
            client
                .query(
                    "SELECT COUNT() FROM Lead WHERE SystemModstamp >= 2026-11-21T10:00:10Z"
                        + " AND LastModifiedBy.Email = 'ana@leadloop.example'")
                .body()
                .get("totalSize")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void aSlowEditHoldsItsRow() {
    String id = lead("");
    client.control(
        "slow-edit",
        "{\"object\":\"Lead\",\"id\":\"%s\",\"fields\":{\"City\":\"Brno\"},\"commitAfterMillis\":30000}"
            .formatted(id));
    String path = API + "/sobjects/Lead/" + id;

    assertThat(client.patch(path, "{\"State\":\"JM\"}").errorCode())
        .isEqualTo("UNABLE_TO_LOCK_ROW");
    pass("PT30S");
    assertThat(client.patch(path, "{\"State\":\"JM\"}").status()).isEqualTo(204);
    assertThat(read("Lead", id).get("City").asText()).isEqualTo("Brno");
  }

  @Test
  void aPersonsEditIsAnsweredAtItsCommit() {
    String id = lead("");
    CompletableFuture<SalesforceClient.Reply> edit =
        CompletableFuture.supplyAsync(
            () -> person.patch(API + "/sobjects/Lead/" + id, "{\"City\":\"Brno\"}"));
    while (!edit.isDone()) {
      client.get(API + "/limits");
      pass("PT0.1S");
    }

    assertThat(edit.join().status()).isEqualTo(204);
    assertThat(read("Lead", id).get("City").asText()).isEqualTo("Brno");
  }

  @Test
  void theNextWriterDoesNotWaitForAPerson() {
    String id = lead("");
    String path = API + "/sobjects/Lead/" + id;
    CompletableFuture<SalesforceClient.Reply> edit =
        CompletableFuture.supplyAsync(() -> person.patch(path, "{\"City\":\"Brno\"}"));
    while (!edit.isDone()) {
      assertThat(client.patch(path, "{\"State\":\"JM\"}").status()).isEqualTo(204);
    }

    assertThat(edit.join().status()).isEqualTo(204);
    assertThat(read("Lead", id).get("City").asText()).isEqualTo("Brno");
    assertThat(read("Lead", id).get("State").asText()).isEqualTo("JM");
  }
}
