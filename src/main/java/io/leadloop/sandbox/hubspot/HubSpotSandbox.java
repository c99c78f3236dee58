package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.CallLog;
import io.leadloop.sandbox.Control;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.HttpPort;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.SandboxClock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

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

  /** The client id of the app that owns {@link #TOKEN}, for logins by OAuth. */
  public static final String CLIENT_ID = "sandbox-hubspot-client-id";

  /** The client secret of that app. */
  public static final String CLIENT_SECRET = "sandbox-hubspot-client-secret";

  /** The refresh token of that app, which gives access tokens of 30 minutes. */
  public static final String REFRESH_TOKEN = "sandbox-hubspot-refresh-token";

  /** The code that the app was given when it was installed; good for one use. */
  public static final String AUTHORIZATION_CODE = "sandbox-hubspot-code";

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
            options.clock(),
            Refusals::fault);
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

  /** What goes wrong on purpose. */
  public Faults faults() {
    return http.faults();
  }

  /**
   * Gives the app another token, or one that it has other scopes.
   *
   * @param scopes null for all there are
   */
  public void grant(String token, @Nullable List<String> scopes) {
    portal.tokens().put(token, scopes);
  }

  /** Takes a token back: calls with it are answered 401 from now on. */
  public void revoke(String token) {
    portal.tokens().revoke(token);
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
    HubSpotPortal made = new HubSpotPortal(options);
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
          String properties = "/crm/properties/" + version + "/" + name;
          PropertyEndpoints.add(router, properties, served, kind, random);
          PropertyGroupEndpoints.add(router, properties, served, kind);
        }
        addObjects(router, "/crm/v3/objects/" + name, served, view, kind, random);
        PropertyEndpoints.add(router, "/crm/v3/properties/" + name, served, kind, random);
        PropertyGroupEndpoints.add(router, "/crm/v3/properties/" + name, served, kind);
      }
    }
    Merger merger = new Merger(served, options.mergeKeepsPrimaryId());
    for (String version : VERSIONS) {
      String objects = "/crm/objects/" + version;
      String associations = "/crm/associations/" + version;
      PrivacyEndpoints.add(router, objects, served, view, merger);
      AssociationEndpoints.add(router, objects, served, false);
      AssociationBatchEndpoints.add(router, associations, served);
      LabelEndpoints.add(router, associations, served);
      OwnerEndpoints.add(router, "/crm/owners/" + version, served);
      SegmentEndpoints.add(router, "/crm/lists/" + version, served);
      MembershipEndpoints.add(router, "/crm/lists/" + version, served);
      PreferenceEndpoints.add(router, "/communication-preferences/" + version, served);
      PreferenceBatchEndpoints.add(router, "/communication-preferences/" + version, served, random);
      AccountEndpoints.add(
          router, "/account-info/" + version, served, options.zone(), limits.daily());
    }
    addLegacy(router, served, view, merger, random);
    OAuthEndpoints.add(router, served);
    FormEndpoints.add(router, served);
    SubmissionEndpoints.add(router, served);
    return new Gateway(router, limits, options.clock(), served.tokens());
  }

  /** The paths of the versions 3 and 4, which the vendor's own client still speaks. */
  private void addLegacy(
      Router router, HubSpotPortal served, RecordView view, Merger merger, Random random) {
    PrivacyEndpoints.add(router, "/crm/v3/objects", served, view, merger);
    AssociationEndpoints.add(router, "/crm/v3/objects", served, true);
    AssociationEndpoints.add(router, "/crm/v4/objects", served, false);
    LegacyAssociationEndpoints.add(router, served);
    AssociationBatchEndpoints.add(router, "/crm/v4/associations", served);
    LabelEndpoints.add(router, "/crm/v4/associations", served);
    OwnerEndpoints.add(router, "/crm/v3/owners", served);
    SegmentEndpoints.add(router, "/crm/v3/lists", served);
    MembershipEndpoints.add(router, "/crm/v3/lists", served);
    LegacyPreferenceEndpoints.add(router, served);
    PreferenceEndpoints.add(router, "/communication-preferences/v4", served);
    PreferenceBatchEndpoints.add(router, "/communication-preferences/v4", served, random);
    AccountEndpoints.add(router, "/account-info/v3", served, options.zone(), limits.daily());
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
  }
}
