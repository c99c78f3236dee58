package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.Call;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.clients.ClientSuite;
import io.leadloop.sandbox.clients.Transcript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** jsforce, which nobody here wrote, takes the sandbox for Salesforce. */
@Tag("clients")
class SalesforceClientSuiteTest {
  /** Fifteen or eighteen characters, a digit among them, perhaps with the place of a page. */
  private static final String ID =
      "/(?=[a-zA-Z]*\\d)[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?(-\\d+)?(?=/|$)";

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
      // What the suite expects not to be there is no endpoint.
      List<Call> calls =
          sandbox.calls().since(0).stream().filter(call -> call.status() != 404).toList();
      System.out.println(transcript.report("jsforce", calls, SalesforceClientSuiteTest::masked));
      assertThat(transcript.failed()).isZero();
      assertThat(transcript.passed()).isPositive();
      assertThat(transcript.exitCode()).isZero();
    }
  }

  private static String masked(String path) {
    return path.replaceAll(ID, "/{id}")
        .replaceAll("__c/[^/]+$", "__c/{value}")
        .replaceAll("/[A-Za-z]+_\\d+__c", "/{field}");
  }
}
