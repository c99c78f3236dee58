package io.leadloop.app;

import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leadloop sandbox}: both vendors on this machine. */
@Command(
    name = "sandbox",
    description =
        "A local HubSpot and a local Salesforce, as strict as the real ones, until it is stopped.",
    mixinStandardHelpOptions = true,
    footer =
        "Exit codes: 0 stopped, 1 a port is in use, 2 the leads or the faults cannot be loaded.")
final class SandboxCommand implements Callable<Integer> {
  @Mixin private SandboxOptions options = new SandboxOptions();

  @Override
  public Integer call() throws InterruptedException {
    SandboxOptions.Vendors vendors = options.start();
    new Stop().closing(vendors::close).listen();
    System.out.printf(
        """
        HubSpot     %s   access token %s
        Salesforce  %s   client id %s, client secret %s
        Control     %s/_sandbox/calls   %s/_sandbox/calls   (clock, calls, faults, dump, reset, edit, restore, tokens, required, convert)

        To run Leadloop against them:
          export LEADLOOP_HUBSPOT_TOKEN=%s LEADLOOP_SALESFORCE_CLIENT_ID=%s LEADLOOP_SALESFORCE_CLIENT_SECRET=%s
          set hubspot.base_url and salesforce.login_url in config/leadloop.yaml to the addresses above, then: leadloop run
        To set them up first (--bare), as an administrator:
          export LEADLOOP_SETUP_HUBSPOT_TOKEN=%s LEADLOOP_SETUP_SALESFORCE_CLIENT_ID=%s LEADLOOP_SETUP_SALESFORCE_CLIENT_SECRET=%s
          leadloop setup
        Ctrl-C stops both.
        """,
        vendors.hubspot().baseUrl(),
        HubSpotSandbox.TOKEN,
        vendors.salesforce().baseUrl(),
        SalesforceSandbox.CLIENT_ID,
        SalesforceSandbox.CLIENT_SECRET,
        vendors.hubspot().baseUrl(),
        vendors.salesforce().baseUrl(),
        HubSpotSandbox.TOKEN,
        SalesforceSandbox.CLIENT_ID,
        SalesforceSandbox.CLIENT_SECRET,
        HubSpotSandbox.PERSON_TOKEN,
        SalesforceSandbox.ADMIN_ID,
        SalesforceSandbox.ADMIN_SECRET);
    return Stop.await();
  }
}
