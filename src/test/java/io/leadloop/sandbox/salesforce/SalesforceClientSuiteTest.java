package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.clients.ClientSuite;
import io.leadloop.sandbox.clients.Transcript;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** jsforce, which nobody here wrote, takes the sandbox for Salesforce. */
@Tag("clients")
class SalesforceClientSuiteTest {
  private static final String ID = "/[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?(-\\d+)?(?=/|$)";

  @Test
  void jsforceTakesTheSandboxForSalesforce() {
    ClientSuite suite = ClientSuite.install("salesforce");
    SalesforceOptions options =
        SalesforceOptions.usual(new SandboxClock()).withPort(0).withLagMillis(0);
    try (SalesforceSandbox sandbox = SalesforceSandbox.start(options)) {
      Transcript transcript =
          suite.drive(
              Map.of(
                  "SALESFORCE_URL", sandbox.baseUrl(),
                  "SALESFORCE_CLIENT_ID", SalesforceSandbox.CLIENT_ID,
                  "SALESFORCE_CLIENT_SECRET", SalesforceSandbox.CLIENT_SECRET,
                  "SALESFORCE_ADMIN_ID", SalesforceSandbox.ADMIN_ID,
                  "SALESFORCE_ADMIN_SECRET", SalesforceSandbox.ADMIN_SECRET,
                  "SALESFORCE_PASSWORD", SalesforceSandbox.PASSWORD));
      System.out.println(
          transcript.report(
              "jsforce", sandbox.calls().since(0), path -> path.replaceAll(ID, "/{id}")));
      assertThat(transcript.failed()).isZero();
      assertThat(transcript.passed()).isPositive();
      assertThat(transcript.exitCode()).isZero();
    }
  }
}
