package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTestsTest {
  private static final Path SHIPPED = Path.of("config");

  private final Config config = Objects.requireNonNull(ConfigLoader.load(SHIPPED).config());

  @TempDir Path directory;

  @Test
  void theShippedMappingKeepsItsPromises() {
    ConfigTests.Outcome outcome = ConfigTests.run(config, SHIPPED);

    assertThat(Report.of(outcome.problems())).isEmpty();
    assertThat(outcome.run()).isGreaterThan(10);
  }

  @Test
  void aFailureSaysWhatWasExpectedWhatCameAndWhy() throws IOException {
    ConfigTests.Outcome outcome =
        run(
            """
            tests:
              - name: wrong on purpose
                agreed:     { phone: "+1 555 0100" }
                hubspot:    { phone: "+1 555 0199" }
                expect:     { written_to_hubspot: { phone: x }, written_to_salesforce: {}, waits: [email] }
            """);

    assertThat(outcome.problems())
        .extracting(Problem::message)
        .containsExactly(
            "\"wrong on purpose\": written_to_hubspot expected {phone=x} and got {}.",
            "\"wrong on purpose\": written_to_salesforce expected {} and got {Phone=+1 555 0199}.",
            "\"wrong on purpose\": waits expected [email] and got [].");
    assertThat(outcome.problems().get(0).hint())
        .isEqualTo("Why:\n      phone/Phone: only HubSpot changed");
    assertThat(outcome.problems().get(0).place().line()).isEqualTo(5);
  }

  @Test
  void aConflictWithoutTimesWritesNothing() throws IOException {
    ConfigTests.Outcome outcome =
        run(
            """
            tests:
              - name: nobody knows who was later
                agreed:     { phone: "1" }
                hubspot:    { phone: "2" }
                salesforce: { Phone: "3" }
                expect:     { written_to_hubspot: {}, written_to_salesforce: {}, waits: [] }
            """);

    assertThat(Report.of(outcome.problems())).isEmpty();
  }

  @Test
  void aWordThatNoTableListsWaits() throws IOException {
    ConfigTests.Outcome outcome =
        run(
            """
            tests:
              - name: no number
                hubspot:    { annualrevenue: much }
                expect:     { written_to_salesforce: {}, waits: [annualrevenue] }
            """);

    assertThat(Report.of(outcome.problems())).isEmpty();
  }

  @Test
  void unknownFieldsAreNamed() throws IOException {
    ConfigTests.Outcome outcome =
        run(
            """
            tests:
              - name: typing errors
                agreed:     { phon: "1" }
                hubspot:    { emale: a@b.example }
                salesforce: { Compani: X }
                expect:     {}
            """);

    assertThat(outcome.problems())
        .extracting(Problem::hint)
        .containsExactly(
            "Did you mean \"phone\"?", "Did you mean \"email\"?", "Did you mean \"Company\"?");
  }

  @Test
  void withoutTestsThereIsNothingToRun() {
    assertThat(ConfigTests.run(config, directory).run()).isZero();
  }

  private ConfigTests.Outcome run(String tests) throws IOException {
    Files.createDirectories(directory.resolve("mappings"));
    Files.writeString(directory.resolve("mappings/leads_test.yaml"), tests);
    return ConfigTests.run(config, directory);
  }
}
