package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Router;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What the account is, and how many of its calls of the day are used. */
final class AccountEndpoints {
  private static final int MILLIS_PER_SECOND = 1_000;

  private AccountEndpoints() {}

  /** Adds the routes below {@code base}, such as {@code /account-info/2026-09}. */
  static void add(Router router, String base, HubSpotPortal portal, ZoneId zone, DailyQuota daily) {
    router
        .on("GET", base + "/details", (request, path) -> details(portal, zone))
        .on(
            "GET",
            base + "/api-usage/daily/private-apps",
            (request, path) -> usage(portal.now(), daily));
  }

  private static Reply details(HubSpotPortal portal, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(portal.now());
    ObjectNode body =
        Json.object()
            .put("portalId", HubSpotPortal.PORTAL_ID)
            .put("accountType", "DEVELOPER_TEST")
            .put("timeZone", zone.getId())
            .put("companyCurrency", "EUR");
    body.putArray("additionalCurrencies");
    body.put("utcOffset", offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId())
        .put("utcOffsetMilliseconds", offset.getTotalSeconds() * MILLIS_PER_SECOND)
        .put("uiDomain", "app.hubspot.com")
        .put("dataHostingLocation", "eu1");
    return Reply.json(200, body);
  }

  private static Reply usage(Instant now, DailyQuota daily) {
    ObjectNode body = Json.object();
    body.putArray("results")
        .add(
            Json.object()
                .put("name", "private-apps-api-calls-daily")
                .put("usageLimit", daily.callsMax())
                .put("currentUsage", daily.used(now))
                .put("collectedAt", now.toString())
                .put("resetsAt", daily.resetsAt(now).toString())
                .put("fetchStatus", "SUCCESS"));
    return Reply.json(200, body);
  }
}
