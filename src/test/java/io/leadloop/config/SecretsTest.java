package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    assertThat(values(found)).containsExactly("pat-1", "id", "hush");
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
    var fromFile = new Credential("", file.toString(), settings.hubspot().login().place());
    var found = Secrets.read(withToken(fromFile), Map.of(ID, "id", SECRET, "hush"));

    assertThat(values(found)).containsExactly("pat-2", "id", "hush");
    Files.writeString(file, "pat-3\n");
    assertThat(values(found)).containsExactly("pat-3", "id", "hush");
    Files.writeString(file, "");
    assertThat(values(found)).as("half written").containsExactly("pat-3", "id", "hush");
    Files.delete(file);
    assertThat(values(found)).as("gone").containsExactly("pat-3", "id", "hush");
    Files.writeString(file, "pat-4");
    assertThat(values(found)).containsExactly("pat-4", "id", "hush");
  }

  @Test
  void aFileThatCannotBeReadIsNotNamed() {
    var noFile = new Credential("", "pat-na1-secret", settings.hubspot().login().place());
    var found = Secrets.read(withToken(noFile), Map.of(ID, "id", SECRET, "hush"));

    assertThat(Report.of(found.problems()))
        .contains("[missing-secret]  The file named here cannot be read or is empty.")
        .doesNotContain("pat-na1-secret");
  }

  @Test
  void partsDoNotShowThemselves() {
    var secrets = new Secrets("pat-1", "the-id", "hush");

    assertThat(secrets.hubspot() + " " + secrets.salesforce())
        .doesNotContain("pat-1", "the-id", "hush");
  }

  private static List<String> values(Secrets.Found found) {
    Secrets secrets = Objects.requireNonNull(found.secrets());
    var token = (Secrets.HubSpot.Token) secrets.hubspot();
    var app = (Secrets.Salesforce.ClientCredentials) secrets.salesforce();
    return List.of(token.token().get(), app.clientId().get(), app.clientSecret().get());
  }

  private Settings withToken(Credential credential) {
    HubSpotSection hubspot = settings.hubspot();
    return settings.hubspot(
        new HubSpotSection(
            hubspot.baseUrl(),
            hubspot.apiVersion(),
            new HubSpotLogin.Token(credential),
            hubspot.keyProperty(),
            hubspot.tokenProperty(),
            hubspot.connectTimeout(),
            hubspot.callTimeout(),
            hubspot.requestsPer10s(),
            hubspot.searchPerSecond(),
            hubspot.limits()));
  }
}
