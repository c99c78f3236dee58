package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.SalesforceLogin;
import io.leadloop.config.Secrets;
import io.leadloop.setup.AdminHttp;
import io.leadloop.setup.HandSteps;
import io.leadloop.setup.HubSpotAdmin;
import io.leadloop.setup.HubSpotFound;
import io.leadloop.setup.MetadataFolder;
import io.leadloop.setup.Needs;
import io.leadloop.setup.Outcome;
import io.leadloop.setup.Refused;
import io.leadloop.setup.SalesforceAdmin;
import io.leadloop.setup.SalesforceFound;
import io.leadloop.setup.SetupPlan;
import io.leadloop.setup.SetupPlanner;
import io.leadloop.setup.SetupSecrets;
import io.leadloop.setup.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop setup}. */
@Command(
    name = "setup",
    description = {
      "Creates in both accounts what this configuration needs and is not there yet: HubSpot's properties; Salesforce's fields and a permission set for the integration user. Says what it will do, then asks. Changes nothing that exists.",
      "It uses an administrator's credentials of its own: "
          + SetupSecrets.HUBSPOT_TOKEN
          + ", "
          + SetupSecrets.CLIENT_ID
          + " and "
          + SetupSecrets.CLIENT_SECRET
          + ", or each with _FILE."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 all is there; 1 something is left to do for a person, was refused, or was not confirmed; 2 the command line or the configuration is wrong.")
final class SetupCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Needed with --json and where there is no terminal.")
  private boolean yes;

  @Option(
      names = "--print",
      description =
          "Ask no account and change nothing: print the steps for somebody who does it by hand.")
  private boolean print;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "With --print: also write files to deploy: Salesforce's metadata, HubSpot's properties.")
  private @Nullable Path to;

  SetupCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(() -> setup(screen));
  }

  private int setup(Screen screen) {
    if (to != null && !print) {
      throw new CommandFailure(ExitCode.USAGE, "needs-print", "--to goes with --print.");
    }
    if (!print && !yes && (options.json() || !surroundings.terminal().isPresent())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "needs-yes",
          "nobody can be asked for a confirmation here. Nothing was changed.\n    Do: look at it with leadloop setup --print, then: leadloop setup --yes");
    }
    Loaded loaded = ConfigLoader.load(options.config());
    Config config = loaded.config();
    if (config == null) {
      throw new ConfigFailure(loaded.problems());
    }
    Needs needs = Needs.of(config);
    return print ? print(screen, config, needs) : apply(screen, config, needs);
  }

  private int print(Screen screen, Config config, Needs needs) {
    MetadataFolder folder = new MetadataFolder(needs, config.settings().salesforce().apiVersion());
    List<Path> written = List.of();
    if (to != null) {
      try {
        written = folder.write(to);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.FAILED, "not-written", to + " cannot be written: " + e.getMessage());
      }
    }
    String steps = HandSteps.of(needs, folder);
    screen.answer(
        Map.of(
            "steps",
            steps.lines().toList(),
            "files",
            written.stream().map(Path::toString).toList()),
        to == null
            ? steps
            : steps
                + "\n"
                + SetupText.files(to, written, config.settings().hubspot().apiVersion()));
    return ExitCode.OK;
  }

  private int apply(Screen screen, Config config, Needs needs) {
    SetupSecrets secrets = SetupSecrets.read(surroundings.environment());
    String token = secrets.hubspotToken();
    SetupSecrets.Client client = secrets.salesforce();
    if (token == null && client == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "missing-secret",
          "there are no administrator's credentials for either account.\n    Do: set %s, and %s and %s; or do it by hand: leadloop setup --print"
              .formatted(
                  SetupSecrets.HUBSPOT_TOKEN, SetupSecrets.CLIENT_ID, SetupSecrets.CLIENT_SECRET));
    }
    List<Told> told = new ArrayList<>(secrets.told());
    try (AdminHttp http = new AdminHttp()) {
      HubSpotAdmin hubspot =
          token == null ? null : new HubSpotAdmin(http, config.settings().hubspot(), token);
      HubSpotFound hubspotFound = null;
      SalesforceAdmin salesforce = null;
      SalesforceFound salesforceFound = null;
      try {
        hubspotFound = hubspot == null ? null : hubspot.read();
      } catch (Refused e) {
        told.add(e.told());
      }
      try {
        if (client != null) {
          salesforce =
              SalesforceAdmin.open(
                  http, config.settings().salesforce(), client, daemon(config), needs);
          salesforce.integrationUser(daemonsName(config));
          salesforceFound = salesforce.read();
        }
      } catch (Refused e) {
        told.add(e.told());
      }
      SetupPlan plan = SetupPlanner.plan(needs, hubspotFound, salesforceFound);
      told.addAll(plan.told());
      if (!screen.json()) {
        screen.line(SetupText.plan(plan.steps(), told));
      }
      List<Outcome> outcomes = new ArrayList<>();
      if (!plan.steps().isEmpty()) {
        if (!yes && !surroundings.terminal().confirms("Do it? [y/N] ")) {
          screen.line("Nothing was changed.");
          return ExitCode.FAILED;
        }
        carryOut(plan, hubspot, salesforce, outcomes);
      }
      boolean whole = told.isEmpty() && outcomes.stream().allMatch(Outcome::isDone);
      screen.answer(SetupText.json(plan.steps(), told, outcomes, whole), SetupText.end(outcomes));
      return whole ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static void carryOut(
      SetupPlan plan,
      @Nullable HubSpotAdmin hubspot,
      @Nullable SalesforceAdmin salesforce,
      List<Outcome> outcomes) {
    try {
      if (hubspot != null) {
        hubspot.apply(plan.steps(), outcomes::add);
      }
    } catch (Refused e) {
      outcomes.addAll(SetupText.unknown(plan.steps(), outcomes, e));
    }
    try {
      if (salesforce != null) {
        salesforce.apply(plan.steps(), outcomes::add);
      }
    } catch (Refused e) {
      outcomes.addAll(SetupText.unknown(plan.steps(), outcomes, e));
    }
  }

  /** What the daemon logs in with; only who that is, is asked with it. */
  private SetupSecrets.@Nullable Client daemon(Config config) {
    Secrets secrets = Secrets.read(config.settings(), surroundings.environment()).secrets();
    return secrets != null
            && secrets.salesforce() instanceof Secrets.Salesforce.ClientCredentials credentials
        ? new SetupSecrets.Client(credentials.clientId().get(), credentials.clientSecret().get())
        : null;
  }

  /** Whom the daemon names when it logs in by a signed token; empty when it does not. */
  private static String daemonsName(Config config) {
    return config.settings().salesforce().login() instanceof SalesforceLogin.Jwt jwt
        ? jwt.userName()
        : "";
  }
}
