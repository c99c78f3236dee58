package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplicationTest extends SandboxFixture {
  @Test
  void changedAndDeletedRecordsAreToldWithinASpan() {
    String kept = lead("");
    String gone = lead("");
    pass("PT2M");
    client.delete(API + "/sobjects/Lead/" + gone);
    pass("PT2M");

    JsonNode updated = span("updated", "-PT1H", "PT0S");
    assertThat(updated.get("ids")).hasSize(1);
    assertThat(updated.at("/ids/0").asText()).isEqualTo(kept);
    assertThat(updated.get("latestDateCovered").asText()).isEqualTo("2026-11-21T10:04:00.000+0000");
    JsonNode deleted = span("deleted", "-PT1H", "PT0S");
    assertThat(deleted.get("deletedRecords"))
        .hasToString(
            "[{\"deletedDate\":\"2026-11-21T10:02:00.000+0000\",\"id\":\"%s\"}]".formatted(gone));
    assertThat(deleted.get("earliestDateAvailable").asText())
        .isEqualTo("2026-11-06T10:04:00.000+0000");
    assertThat(span("updated", "-PT2M", "PT0S").get("ids")).isEmpty();
  }

  @Test
  void aRunningTransactionHoldsBackWhatIsCovered() {
    String id = lead("");
    pass("PT5M");
    client.control(
        "slow-edit",
        "{\"object\":\"Lead\",\"id\":\"%s\",\"fields\":{\"City\":\"Brno\"},\"commitAfterMillis\":600000}"
            .formatted(id));
    pass("PT5M");

    assertThat(span("updated", "-PT1H", "PT0S").get("latestDateCovered").asText())
        .isEqualTo("2026-11-21T10:05:00.000+0000");
    pass("PT6M");
    assertThat(span("updated", "-PT1H", "PT0S").get("latestDateCovered").asText())
        .isEqualTo("2026-11-21T10:16:00.000+0000");
  }

  @Test
  void aSpanThatIsNoneOrTooOldIsRefused() {
    for (String[] span : new String[][] {{"PT0S", "-PT1H"}, {"PT1S", "PT20S"}, {"-P31D", "PT0S"}}) {
      assertThat(span("updated", span[0], span[1]).at("/0/errorCode").asText())
          .isEqualTo("INVALID_REPLICATION_DATE");
    }
    assertThat(span("updated", "-P29D", "PT0S").has("ids")).isTrue();
    assertThat(span("deleted", "-P16D", "PT0S").at("/0/errorCode").asText())
        .isEqualTo("INVALID_REPLICATION_DATE");
    assertThat(client.get(API + "/sobjects/Lead/updated?start=x").errorCode())
        .isEqualTo("INVALID_REPLICATION_DATE");
    assertThat(client.get(API + "/sobjects/LeadStatus/updated/").errorCode())
        .isEqualTo("INVALID_TYPE_FOR_OPERATION");
  }

  private JsonNode span(String which, String from, String to) {
    String start = clock.instant().plus(Duration.parse(from)).toString();
    String end = clock.instant().plus(Duration.parse(to)).toString();
    return client.get(API + "/sobjects/Lead/" + which + "/?start=" + start + "&end=" + end).body();
  }
}
