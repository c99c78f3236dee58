package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.HubSpotSection;
import io.leadloop.config.SalesforceSection;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.hubspot.AccessToken;
import io.leadloop.hubspot.HubSpotClient;
import io.leadloop.hubspot.HubSpotCrm;
import io.leadloop.hubspot.HubSpotPace;
import io.leadloop.hubspot.HubSpotSettings;
import io.leadloop.hubspot.HubSpotTimeline;
import io.leadloop.hubspot.OAuthApp;
import io.leadloop.hubspot.OAuthTokens;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.ops.FromConfig;
import io.leadloop.salesforce.Assignment;
import io.leadloop.salesforce.Login;
import io.leadloop.salesforce.SalesforceConnection;
import io.leadloop.salesforce.SalesforceCrm;
import io.leadloop.salesforce.SalesforceSettings;
import io.leadloop.salesforce.SalesforceTimeline;
import io.leadloop.salesforce.Timeouts;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Rules;
import io.leadloop.sync.Timelines;
import io.leadloop.sync.Vendors;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Puts the parts together, by hand: what the configuration says becomes what each part takes. */
public final class Wiring {
  /** A command has its answer by then; a login that failed leaves its exchange open. */
  private static final int COMMAND_SHUTDOWN_SECONDS = 1;

  private Wiring() {}

  /** What the admin declared about leads. */
  public static Rules rules(Config config) {
    return FromConfig.rules(config);
  }

  /** How the loop of this connection runs. */
  public static LoopSettings loop(Settings settings) {
    return FromConfig.loop(settings);
  }

  /**
   * Opens both accounts. Nothing is sent before the first call.
   *
   * @param pace of the HubSpot account
   * @param camel the context that the Salesforce component belongs to
   * @param calls takes a note of every call
   * @param clock for the calls of a day
   */
  private static Vendors vendors(
      Config config,
      Secrets secrets,
      HubSpotPace pace,
      CamelContext camel,
      CallLog calls,
      InstantSource clock) {
    Rules rules = rules(config);
    HubSpotClient client =
        new HubSpotClient(hubspot(config, rules, secrets, calls), pace, calls, clock);
    SalesforceSettings salesforce = salesforce(config, rules, secrets);
    SalesforceConnection connection = SalesforceConnection.open(camel, salesforce, calls, clock);
    return new Vendors(
        Map.of(
            Side.HUBSPOT, new HubSpotCrm(client),
            Side.SALESFORCE,
                new SalesforceCrm(
                    connection, salesforce, config.createsTasks(), config.deletesInSalesforce())),
        new Timelines(
            Map.of(
                Side.HUBSPOT, new HubSpotTimeline(client),
                Side.SALESFORCE, new SalesforceTimeline(connection, salesforce))),
        client::close);
  }

  /** Opens both accounts for a command that runs without routes. */
  public static Vendors vendors(Config config, Secrets secrets, CallLog calls) {
    return vendors(config, secrets, new HubSpotPace(pace(config)), calls, InstantSource.system());
  }

  /**
   * Opens both accounts, with a Camel context of their own.
   *
   * @param pace of the HubSpot account
   * @param clock for the calls of a day
   */
  static Vendors vendors(
      Config config, Secrets secrets, HubSpotPace pace, CallLog calls, InstantSource clock) {
    CamelContext camel = new DefaultCamelContext();
    camel.getShutdownStrategy().setTimeout(COMMAND_SHUTDOWN_SECONDS);
    camel.start();
    Vendors opened = vendors(config, secrets, pace, camel, calls, clock);
    return new Vendors(
        opened.crms(),
        opened.timeline(),
        () -> {
          opened.close();
          camel.stop();
        });
  }

  /** How fast HubSpot may be called. */
  static HubSpotSettings.Pace pace(Config config) {
    HubSpotSection said = config.settings().hubspot();
    HubSpotSettings.Pace usual = HubSpotSettings.Pace.DEFAULT;
    return said.limits()
        ? new HubSpotSettings.Pace(
            HubSpotSettings.Limit.within10s(said.requestsPer10s()),
            HubSpotSettings.Limit.withinSecond(said.searchPerSecond()),
            usual.waitMax())
        : HubSpotSettings.Pace.OFF;
  }

  private static HubSpotSettings hubspot(
      Config config, Rules rules, Secrets secrets, CallLog calls) {
    HubSpotSection said = config.settings().hubspot();
    HubSpotSettings.Timeouts timeouts =
        new HubSpotSettings.Timeouts(said.connectTimeout(), said.callTimeout(), said.callTimeout());
    return new HubSpotSettings(
        said.baseUrl(),
        said.apiVersion(),
        access(said, secrets.hubspot(), timeouts, calls),
        said.keyProperty(),
        said.tokenProperty(),
        List.copyOf(rules.fields(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS)),
        timeouts,
        pace(config),
        HubSpotSettings.Retries.DEFAULT,
        HubSpotSettings.Breaker.DEFAULT,
        HubSpotSettings.of(() -> "", List.of()).answerBytesMax());
  }

  private static AccessToken access(
      HubSpotSection said,
      Secrets.HubSpot secrets,
      HubSpotSettings.Timeouts timeouts,
      CallLog calls) {
    if (secrets instanceof Secrets.HubSpot.OAuth app) {
      return new OAuthTokens(
          said.baseUrl(),
          said.apiVersion(),
          new OAuthApp(app.clientId(), app.clientSecret(), app.refreshToken()),
          timeouts,
          calls,
          InstantSource.system());
    }
    return ((Secrets.HubSpot.Token) secrets).token()::get;
  }

  private static SalesforceSettings salesforce(Config config, Rules rules, Secrets secrets) {
    SalesforceSection said = config.settings().salesforce();
    return SalesforceSettings.of(
            said.loginUrl(),
            login(secrets.salesforce()),
            rules.fields(Side.SALESFORCE, RecordKey.LEAD),
            rules.fields(Side.SALESFORCE, RecordKey.CONTACT))
        .withApiVersion(said.apiVersion())
        .withOwnFields(said.keyField(), said.tokenField())
        .withTimeouts(new Timeouts(said.connectTimeout(), said.callTimeout(), said.callTimeout()))
        .withAssignment(Assignment.valueOf(config.leadDefinition().assignment().name()));
  }

  private static Login login(Secrets.Salesforce secrets) {
    if (secrets instanceof Secrets.Salesforce.Jwt jwt) {
      return new Login.Jwt(jwt.clientId(), jwt.userName(), jwt.audience(), jwt.key());
    }
    Secrets.Salesforce.ClientCredentials app = (Secrets.Salesforce.ClientCredentials) secrets;
    return new Login.ClientCredentials(app.clientId(), app.clientSecret());
  }
}
