package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String HUBSPOT = "LEADLOOP_HUBSPOT_TOKEN";
  private static final String ID = "LEADLOOP_SALESFORCE_CLIENT_ID";
  private static final String SECRET = "LEADLOOP_SALESFORCE_CLIENT_SECRET";

  private final Settings settings =
      Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config()).settings();

  @TempDir Path directory;

  @Test
  void areReadFromTheEnvironmentAndNeverPrinted() {
    var found = Secrets.read(settings, Map.of(HUBSPOT, "pat-1\n", ID, "id", SECRET, "hush"));

    assertThat(found.secrets()).isEqualTo(new Secrets("pat-1", "id", "hush"));
    assertThat(found.secrets()).hasToString("Secrets[...]");
  }

  @Test
  void allMissingOnesAreReportedTogether() {
    var found = Secrets.read(settings, Map.of(ID, " "));

    assertThat(found.secrets()).isNull();
    assertThat(found.problems())
        .extracting(Problem::message)
        .containsExactly(
            "Missing or empty environment variable LEADLOOP_HUBSPOT_TOKEN.",
            "Missing or empty environment variable LEADLOOP_SALESFORCE_CLIENT_ID.",
            "Missing or empty environment variable LEADLOOP_SALESFORCE_CLIENT_SECRET.");
    assertThat(found.problems())
        .allMatch(problem -> problem.place().file().equals("config/leadloop.yaml"));
  }

  @Test
  void aSlipOfTheClipboardIsNotSent() {
    var found = Secrets.read(settings, Map.of(HUBSPOT, "pat 1", ID, "id", SECRET, "hüsh"));

    assertThat(found.problems())
        .extracting(Problem::code)
        .containsExactly("malformed-secret", "malformed-secret");
    assertThat(Report.of(found.problems())).doesNotContain("pat 1", "hüsh");
  }

  @Test
  void aFileCanHoldASecret() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "pat-2\n");
    var fromFile = new Credential("", file.toString(), settings.hubspot().token().place());
    var found = Secrets.read(withToken(fromFile), Map.of(ID, "id", SECRET, "hush"));

    assertThat(found.secrets()).isEqualTo(new Secrets("pat-2", "id", "hush"));
  }

  @Test
  void aFileThatCannotBeReadIsNotNamed() {
    var noFile = new Credential("", "pat-na1-secret", settings.hubspot().token().place());
    var found = Secrets.read(withToken(noFile), Map.of(ID, "id", SECRET, "hush"));

    assertThat(Report.of(found.problems()))
        .contains("[missing-secret]  The file named here cannot be read or is empty.")
        .doesNotContain("pat-na1-secret");
  }

  private Settings withToken(Credential credential) {
    HubSpotSection hubspot = settings.hubspot();
    return settings.hubspot(
        new HubSpotSection(
            hubspot.baseUrl(),
            hubspot.apiVersion(),
            credential,
            hubspot.keyProperty(),
            hubspot.tokenProperty(),
            hubspot.connectTimeout(),
            hubspot.callTimeout(),
            hubspot.requestsPer10s(),
            hubspot.searchPerSecond(),
            hubspot.limits()));
  }
}
