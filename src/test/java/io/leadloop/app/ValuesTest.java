package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are rare and right, and some that are wrong: each alone, and none harms another. */
class ValuesTest {
  /** ASCII only, so that half a character stays one on its way. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true)
          .build();

  /** What is in both accounts' power to hold, in a field of 128 characters. */
  private static final Map<String, String> RIGHT = new LinkedHashMap<>();

  static {
    RIGHT.put("four-bytes", "CEO \uD83D\uDE80 \uD842\uDFB7\u91CE\u5C4B");
    RIGHT.put("combining", "Zu\u0308rich e\u0301");
    RIGHT.put("right-to-left", "\u0645\u062F\u064A\u0631 (\u202Bmanager\u202C)");
    RIGHT.put("joined", "\uD83D\uDC69\u200D\uD83D\uDCBB\uD83C\uDDE9\uD83C\uDDEA");
    RIGHT.put("quotes", "O'Neil \\ \"x\" <b>&amp; %s ${y}");
    RIGHT.put("longest", "\u00E4".repeat(128));
  }

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void everyCharacterArrivesAsItIsAndTheLoopIsQuiet_P1_P3() throws Exception {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Map.Entry<String, String> one : RIGHT.entrySet()) {
      ids.put(one.getKey(), contact(one.getKey(), Map.of("jobtitle", one.getValue())));
    }
    stage.start();
    Eventually.equal("all are leads", (long) RIGHT.size(), () -> stage.accounts.count("Lead"));
    Map<String, JsonNode> leads = stage.accounts.leadsByKey("Title");
    RIGHT.forEach(
        (name, value) ->
            assertThat(leads.get(ids.get(name)).get("Title").asText())
                .as(name)
                // The line says as: trim, which writes the one form of composed letters.
                .isEqualTo(Normalizer.normalize(value, Normalizer.Form.NFC)));
    Accounts.Held rest = stage.atRest();
    stage.stop();
    stage.forgetCursors();
    stage.start();
    assertThat(stage.atRest()).as("no second write").isEqualTo(rest);
  }

  @Test
  void whatNoAccountCanHoldIsReportedAndEverybodyElseGoesOn_P6() throws Exception {
    contact("half", Map.of("jobtitle", "x\uD83Dy", "city", "Lyon"));
    contact("nul", Map.of("jobtitle", "x\u0000y", "city", "Lyon"));
    contact("endless", Map.of("jobtitle", "x".repeat(32_000), "city", "Lyon"));
    contact("plain", Map.of("jobtitle", "Engineer", "city", "Lyon"));
    Daemon daemon = stage.start();
    Eventually.equal(
        "everybody is a lead, with every other field",
        4L,
        () -> stage.accounts.count("Lead WHERE City = 'Lyon'"));
    assertThat(stage.accounts.count("Lead WHERE Title = 'Engineer'")).isEqualTo(1);
    Eventually.see(
        "the endless one is reported",
        () -> daemon.state().store().read(handle -> daemon.state().problems().all(handle, 10)),
        all -> all.stream().anyMatch(problem -> problem.code().equals("STRING_TOO_LONG")));
    stage.atRest();
    stage.accounts.createContact(Map.of("email", "later@example.com", "lastname", "Later"));
    Eventually.equal("and the loop goes on", 5L, () -> stage.accounts.count("Lead"));
  }

  private String contact(String name, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> properties = new LinkedHashMap<>(more);
    properties.put("email", name + "@example.com");
    properties.put("lastname", name);
    HttpResponse<String> made =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            stage.hubspot.baseUrl()
                                + "/crm/objects/%s/contacts".formatted(VendorApis.VERSION)))
                    .header("Authorization", "Bearer " + HubSpotSandbox.PERSON_TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            JSON.writeValueAsString(Map.of("properties", properties))))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(List.of(made.statusCode())).as(made.body()).containsExactly(201);
    return JSON.readTree(made.body()).get("id").asText();
  }
}
