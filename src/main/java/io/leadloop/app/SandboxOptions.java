package io.leadloop.app;

import io.leadloop.sandbox.FaultPlan;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.hubspot.HubSpotOptions;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * What {@code sandbox} and {@code demo} have in common: which leads there are, and how strict and
 * slow the vendors are.
 */
final class SandboxOptions {
  @Option(
      names = "--hubspot-port",
      paramLabel = "PORT",
      defaultValue = "18081",
      description = "Port of the local HubSpot (default: ${DEFAULT-VALUE}; 0 for any).")
  int hubspotPort = HubSpotOptions.PORT_USUAL;

  @Option(
      names = "--salesforce-port",
      paramLabel = "PORT",
      defaultValue = "18082",
      description = "Port of the local Salesforce (default: ${DEFAULT-VALUE}; 0 for any).")
  int salesforcePort = SalesforceOptions.PORT_USUAL;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything that is invented or random (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @ArgGroup Leads leads = new Leads();

  @Option(
      names = "--columns",
      paramLabel = "MAP.yaml",
      defaultValue = "config/sandbox/x-education-columns.yaml",
      description =
          "Which column of the file becomes which HubSpot property (default: ${DEFAULT-VALUE}).")
  Path columns = Path.of("config/sandbox/x-education-columns.yaml");

  @Option(
      names = "--limits",
      paramLabel = "real|off",
      defaultValue = "real",
      description = "The vendors' limits on calls (default: ${DEFAULT-VALUE}).")
  LimitsWord limits = LimitsWord.real;

  @Option(
      names = "--lag",
      paramLabel = "MILLIS",
      defaultValue = "2000",
      description =
          "How late HubSpot's search and people's Salesforce commits become visible at most (default: ${DEFAULT-VALUE}).")
  long lagMillis = 2_000;

  @Option(
      names = "--faults",
      paramLabel = "PLAN.yaml",
      description =
          "What goes wrong on purpose: which calls, and how (locks, lost answers, half bodies).")
  @Nullable Path faults;

  @Option(
      names = "--bare",
      description =
          "Accounts in which nobody has set anything up: no field and no property that not every account has. To try: leadloop setup")
  boolean bare;

  /** Which leads HubSpot begins with. */
  static final class Leads {
    @Option(
        names = "--leads",
        paramLabel = "N",
        description = "This many invented leads (default: 200).")
    @Nullable Integer invented;

    @Option(names = "--load", paramLabel = "FILE.csv", description = "Real leads from a file.")
    @Nullable Path file;
  }

  /** The words of {@code --limits}. */
  enum LimitsWord {
    real,
    off
  }

  /** Both vendors, started. */
  record Vendors(HubSpotSandbox hubspot, SalesforceSandbox salesforce) implements AutoCloseable {
    @Override
    public void close() {
      hubspot.close();
      salesforce.close();
    }
  }

  /**
   * Starts both vendors and loads the leads.
   *
   * @throws io.leadloop.sandbox.PortInUse when another program holds a port
   * @throws io.leadloop.sandbox.LoadProblems when a file that is to be read is wrong
   */
  Vendors start() {
    FaultPlan plan = faults == null ? FaultPlan.NONE : FaultPlan.read(faults);
    SandboxClock clock = new SandboxClock();
    boolean real = limits == LimitsWord.real;
    HubSpotSandbox hubspot =
        HubSpotSandbox.start(
            HubSpotOptions.usual(clock)
                .withPort(hubspotPort)
                .withSeed(seed)
                .withRealLimits(real)
                .withLagMillis(lagMillis)
                .withBare(bare),
            loader());
    try {
      SalesforceSandbox salesforce =
          SalesforceSandbox.start(
              SalesforceOptions.usual(clock)
                  .withPort(salesforcePort)
                  .withSeed(seed)
                  .withRealLimits(real)
                  .withLagMillis(lagMillis)
                  .withBare(bare));
      hubspot.faults().use(plan.forVendor("hubspot"));
      salesforce.faults().use(plan.forVendor("salesforce"));
      return new Vendors(hubspot, salesforce);
    } catch (RuntimeException e) {
      hubspot.close();
      throw e;
    }
  }

  private PortalLoader loader() {
    if (leads.file != null) {
      return PortalLoader.csv(leads.file, columns);
    }
    return PortalLoader.invented(leads.invented == null ? 200 : leads.invented, seed);
  }
}
