package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.CallLog;
import io.leadloop.sandbox.Control;
import io.leadloop.sandbox.HttpPort;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.SandboxClock;
import java.util.List;
import java.util.Random;

/**
 * A HubSpot account on this machine, over HTTP on 127.0.0.1. It answers {@link #TOKEN} as a private
 * app and {@link #PERSON_TOKEN} as a person at work in HubSpot. Thread-safe.
 */
public final class HubSpotSandbox implements AutoCloseable {
  /** How many calls any ten seconds may hold for that token, with real limits. */
  public static final int REQUESTS_PER_10S = 190;

  /** The token of an app: its writes are logged as {@code INTEGRATION} and count to the limits. */
  public static final String TOKEN = "sandbox-hubspot-token";

  /** The token of a person: its writes are logged as {@code CRM_UI} and count to no limit. */
  public static final String PERSON_TOKEN = "sandbox-hubspot-person-token";

  private static final List<String> VERSIONS = List.of("2026-03", "2026-09");

  private final HubSpotOptions options;
  private final PortalLoader loader;
  private final CallLog calls = new CallLog();
  private final Limits limits;
  private final HttpPort http;
  private volatile HubSpotPortal portal;
  private volatile Gateway gateway;

  private HubSpotSandbox(HubSpotOptions options, PortalLoader loader) {
    this.options = options;
    this.loader = loader;
    this.limits =
        new Limits(options.realLimits(), new DailyQuota(options.dailyCallsMax(), options.zone()));
    this.portal = newPortal(options, loader);
    this.gateway = newGateway(portal);
    Router control =
        Control.router(options.clock(), calls, this::reset, () -> ControlEndpoints.dump(portal));
    ControlEndpoints.add(control, () -> portal);
    this.http =
        HttpPort.open(
            options.port(),
            "--hubspot-port",
            request -> gateway.serve(request),
            control,
            calls,
            options.clock());
  }

  /**
   * Opens the port with an empty account.
   *
   * @throws io.leadloop.sandbox.PortInUse when another program holds the port
   */
  public static HubSpotSandbox start(HubSpotOptions options) {
    return start(options, PortalLoader.empty());
  }

  /**
   * Opens the port with an account that holds what {@code loader} gives.
   *
   * @throws io.leadloop.sandbox.PortInUse when another program holds the port
   */
  public static HubSpotSandbox start(HubSpotOptions options, PortalLoader loader) {
    return new HubSpotSandbox(options, loader);
  }

  /** Such as {@code http://127.0.0.1:18081}. */
  public String baseUrl() {
    return http.baseUrl();
  }

  /** The port that is listened on. */
  public int port() {
    return http.port();
  }

  /** Every call to the vendor's paths. */
  public CallLog calls() {
    return calls;
  }

  /** The time of this account, which may be moved. */
  public SandboxClock clock() {
    return options.clock();
  }

  /** The account without HTTP. */
  HubSpotPortal portal() {
    return portal;
  }

  @Override
  public void close() {
    http.close();
  }

  private void reset() {
    portal = newPortal(options, loader);
    gateway = newGateway(portal);
    limits.reset();
  }

  private static HubSpotPortal newPortal(HubSpotOptions options, PortalLoader loader) {
    Random random = new Random(options.seed());
    HubSpotPortal made = new HubSpotPortal(options.clock(), options.lagMillis(), random);
    loader.load(made);
    return made;
  }

  private Gateway newGateway(HubSpotPortal served) {
    Router router = new Router((request, none) -> Gateway.unknownPath());
    Random random = new Random(options.seed() + 1);
    RecordView view = new RecordView(served);
    for (ObjectKind kind : ObjectKind.values()) {
      for (String name : kind.pathNames) {
        for (String version : VERSIONS) {
          addObjects(router, "/crm/objects/" + version + "/" + name, served, view, kind, random);
          PropertyEndpoints.add(
              router, "/crm/properties/" + version + "/" + name, served, kind, random);
        }
        addObjects(router, "/crm/v3/objects/" + name, served, view, kind, random);
        PropertyEndpoints.add(router, "/crm/v3/properties/" + name, served, kind, random);
      }
    }
    for (String version : VERSIONS) {
      AssociationEndpoints.addBatch(router, "/crm/associations/" + version, served);
      OwnerEndpoints.add(router, "/crm/owners/" + version, served);
      AccountEndpoints.add(
          router, "/account-info/" + version, served, options.zone(), limits.daily());
    }
    AssociationEndpoints.addBatch(router, "/crm/v4/associations", served);
    OwnerEndpoints.add(router, "/crm/v3/owners", served);
    AccountEndpoints.add(router, "/account-info/v3", served, options.zone(), limits.daily());
    return new Gateway(router, limits, options.clock());
  }

  private static void addObjects(
      Router router,
      String base,
      HubSpotPortal portal,
      RecordView view,
      ObjectKind kind,
      Random random) {
    ObjectEndpoints.add(router, base, portal, view, kind);
    BatchEndpoints.add(router, base, portal, view, kind, random);
    SearchEndpoint.add(router, base, portal, view, kind, random);
    if (kind == ObjectKind.CONTACTS) {
      AssociationEndpoints.addSingle(router, base, portal);
    }
  }
}
