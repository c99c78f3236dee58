package io.leadloop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSyncCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void measuresASmallRunAndTellsEveryFigure() throws IOException {
    Output output =
        Output.of(
            "sync", "--leads=200", "--singles=4", "--sweep-every=1000", "--lag=200", "--json");
    assertThat(output.exitCode()).as(output.err()).isZero();
    JsonNode told = JSON.readTree(output.out());
    assertThat(names(told))
        .containsExactly(
            "leads",
            "callsPerThousand",
            "overlapCalls",
            "evidenceCalls",
            "recordsPerSecond",
            "firstLoad",
            "latencyMillis",
            "windowMillis",
            "peakHeapMib",
            "residentMib",
            "storeBytesPerLink",
            "journalBytesPerWrite",
            "limitShare",
            "emptySweep");
    assertThat(told.get("leads").asInt()).isEqualTo(200);
    JsonNode calls = told.get("callsPerThousand");
    assertThat(names(calls))
        .containsExactly("createInSalesforce", "updateSalesforce", "updateHubspot");
    for (JsonNode row : calls) {
      assertThat(names(row)).containsExactly("hubspot", "salesforce", "minimum");
      assertThat(row.get("hubspot").asDouble()).isPositive();
      assertThat(row.get("salesforce").asDouble()).isPositive();
    }
    assertThat(names(told.get("latencyMillis"))).containsExactly("p50", "p95", "p99");
    assertThat(told.get("recordsPerSecond").asDouble()).isPositive();
    assertThat(told.get("latencyMillis").get("p50").asLong()).isPositive();
    assertThat(told.get("peakHeapMib").asLong()).isPositive();
    assertThat(told.get("storeBytesPerLink").asLong()).isPositive();
    assertThat(told.get("journalBytesPerWrite").asLong()).isPositive();
    assertThat(told.get("limitShare").isNull()).isTrue();
    assertThat(names(told.get("firstLoad")))
        .containsExactly("seconds", "floorSeconds", "timesFloor");
    assertThat(told.get("firstLoad").get("floorSeconds").asDouble()).isEqualTo(0.2);
    assertThat(told.get("emptySweep").get("calls").asInt()).isEqualTo(2);
    assertThat(told.get("emptySweep").get("statements").asInt()).isPositive();
    assertThat(told.get("emptySweep").get("millis").asDouble()).isPositive();
  }

  @Test
  void losesNothingWhereThePlainScriptDoes() throws IOException {
    Output output =
        Output.of(
            "sync", "--beside-script", "--leads=50", "--sweep-every=1000", "--lag=200", "--json");
    assertThat(output.exitCode()).as(output.err()).isZero();
    JsonNode leadloop = JSON.readTree(output.out()).get(0);
    JsonNode script = JSON.readTree(output.out()).get(1);
    assertThat(leadloop.get("edits").asInt()).isEqualTo(100);
    assertThat(leadloop.get("editsLost").asInt()).isZero();
    assertThat(leadloop.get("echoWrites").asInt()).isZero();
    assertThat(script.get("editsLost").asInt()).isEqualTo(50);
    assertThat(script.get("echoWrites").asInt()).isPositive();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
