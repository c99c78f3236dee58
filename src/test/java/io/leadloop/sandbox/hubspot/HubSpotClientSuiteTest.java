package io.leadloop.sandbox.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.Call;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.clients.ClientSuite;
import io.leadloop.sandbox.clients.Transcript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vendor's own Node client, which nobody here wrote, takes the sandbox for HubSpot. */
@Tag("clients")
class HubSpotClientSuiteTest {
  @Test
  void theVendorsClientTakesTheSandboxForHubSpot() {
    ClientSuite suite = ClientSuite.install("hubspot");
    HubSpotOptions options = HubSpotOptions.usual(new SandboxClock()).withPort(0);
    try (HubSpotSandbox sandbox = HubSpotSandbox.start(options)) {
      Transcript transcript =
          suite.drive(
              Map.of(
                  "HUBSPOT_BASE_URL", sandbox.baseUrl(),
                  "HUBSPOT_TOKEN", HubSpotSandbox.TOKEN,
                  "HUBSPOT_CLIENT_ID", HubSpotSandbox.CLIENT_ID,
                  "HUBSPOT_CLIENT_SECRET", HubSpotSandbox.CLIENT_SECRET,
                  "HUBSPOT_REFRESH_TOKEN", HubSpotSandbox.REFRESH_TOKEN));
      List<Call> known =
          sandbox.calls().since(0).stream()
              .filter(call -> !call.path().contains("no_such_kind"))
              .toList();
      System.out.println(
          transcript.report("@hubspot/api-client", known, HubSpotClientSuiteTest::template));
      assertThat(transcript.failed()).isZero();
      assertThat(transcript.passed()).isPositive();
      assertThat(transcript.exitCode()).isZero();
    }
  }

  /** A path with variables for what differs from call to call: what is counted are endpoints. */
  private static String template(String path) {
    return path.replaceAll("/$", "")
        .replaceAll("/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=/|$)", "/{guid}")
        .replaceAll("/(access|refresh)-tokens/.*", "/$1-tokens/{token}")
        .replaceAll("/[^/]*(@|%40)[^/]*", "/{email}")
        .replaceAll("/(stranger[^/]*|key-[^/]*|unique)(?=/|$)", "/{name}")
        .replaceAll("/\\d+(?=/|$)", "/{id}")
        .replaceAll("(/objects/contacts)/\\{(email|name)\\}$", "$1/{id}");
  }
}
