package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.CallLog;
import io.leadloop.sandbox.Control;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.HttpPort;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.salesforce.bulk.BulkApi;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.org.SchemaFile;
import io.leadloop.sandbox.salesforce.soap.SoapApi;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A local Salesforce: one org on one port of 127.0.0.1. Three connected apps can log in by client
 * credentials: one is the integration user, one a person, whose edits are hers, and one an
 * administrator. Thread-safe.
 */
public final class SalesforceSandbox implements AutoCloseable {
  /** The client id of the integration user. */
  public static final String CLIENT_ID = "sandbox-client-id";

  /** The client secret of the integration user. */
  public static final String CLIENT_SECRET = "sandbox-client-secret";

  /** The client id that logs in as a person. */
  public static final String PERSON_ID = "sandbox-person-id";

  /** The client secret that logs in as a person. */
  public static final String PERSON_SECRET = "sandbox-person-secret";

  /** The e-mail address of that person. */
  public static final String PERSON_EMAIL = "ana@leadloop.example";

  /** The client id that logs in as an administrator, who may change the org itself. */
  public static final String ADMIN_ID = "sandbox-admin-id";

  /** The client secret of the administrator. */
  public static final String ADMIN_SECRET = "sandbox-admin-secret";

  /** The e-mail address of the administrator. */
  public static final String ADMIN_EMAIL = "dev@leadloop.example";

  /** The password of every active user, whose user name is the e-mail address. */
  public static final String PASSWORD = "sandbox-password";

  private final SalesforceOrg org;
  private final CallLog calls;
  private final SandboxClock clock;
  private final HttpPort port;

  private SalesforceSandbox(SalesforceOrg org, CallLog calls, SandboxClock clock, HttpPort port) {
    this.org = org;
    this.calls = calls;
    this.clock = clock;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @throws io.leadloop.sandbox.PortInUse when another program holds the port
   */
  public static SalesforceSandbox start(SalesforceOptions options) {
    SandboxClock clock = options.clock();
    SalesforceOrg org =
        new SalesforceOrg(
            SchemaFile.load(options.extraObjects(), options.bare()),
            clock,
            options.seed(),
            options.lagMillis());
    String organizationId = org.schema().organizationId();
    Sessions sessions = new Sessions(organizationId, options.seed(), clock);
    AtomicReference<String> baseUrl = new AtomicReference<>("");
    String personId = org.userId(PERSON_EMAIL);
    Map<String, OAuth.Client> clients =
        Map.of(
            CLIENT_ID, new OAuth.Client(CLIENT_SECRET, org.integrationUserId()),
            PERSON_ID, new OAuth.Client(PERSON_SECRET, personId),
            ADMIN_ID, new OAuth.Client(ADMIN_SECRET, org.userId(ADMIN_EMAIL)));
    Users users = new Users(org, PASSWORD);
    JwtBearer jwt = new JwtBearer(org, clock, baseUrl::get);
    Identity identity = new Identity(org, baseUrl::get);
    OAuth oauth = new OAuth(sessions, clients, users, jwt, identity, clock);
    DailyCalls daily = new DailyCalls(clock, options.dailyCallsMax(), options.realLimits());
    BulkApi bulk = new BulkApi(org, clock);
    SoapApi soap = new SoapApi(org, new Door(sessions, users, identity, daily), clock);
    RestApi api = new RestApi(org, sessions, oauth, identity, daily, bulk, soap);
    CallLog calls = new CallLog();
    Runnable reset =
        () -> {
          org.reset();
          bulk.reset();
        };
    Router control = Control.router(clock, calls, reset, org::dump);
    new ControlPaths(org, sessions, personId).register(control);
    new AdminPaths(org, jwt, oauth, personId).register(control);
    HttpPort port =
        HttpPort.open(
            options.port(),
            "--salesforce-port",
            api::answer,
            control,
            calls,
            clock,
            FaultBodies::reply);
    baseUrl.set(port.baseUrl());
    return new SalesforceSandbox(org, calls, clock, port);
  }

  /** Such as {@code http://127.0.0.1:18082}: the login URL and the instance URL. */
  public String baseUrl() {
    return port.baseUrl();
  }

  /** The port that is listened on. */
  public int port() {
    return port.port();
  }

  /** What goes wrong on purpose. */
  public Faults faults() {
    return port.faults();
  }

  /** The newest calls. */
  public CallLog calls() {
    return calls;
  }

  /** The sandbox's time. */
  public SandboxClock clock() {
    return clock;
  }

  /** The org behind the port, to be filled without HTTP. */
  public SalesforceOrg org() {
    return org;
  }

  /** Stops listening; the org's records are gone with it. */
  @Override
  public void close() {
    port.close();
  }
}
