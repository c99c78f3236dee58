package io.leadloop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchMergeCommandTest {
  @Test
  void measuresTheCoreInThisProcess() throws IOException {
    Output output = Output.of("merge", "--forks=0", "--iterations=1", "--millis=20", "--json");
    assertThat(output.exitCode()).as(output.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(output.out());
    assertThat(told.get("fieldsPerLead").asInt()).isPositive();
    assertThat(told.get("mergeFieldsPerSecond").asLong()).isPositive();
    assertThat(told.get("planFieldsPerSecond").asLong()).isPositive();
  }
}
