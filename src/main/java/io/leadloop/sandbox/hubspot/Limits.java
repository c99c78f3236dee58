package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account's limits on calls: a rolling window of ten seconds, a day, and one of their own for
 * search and for batches of associations. Search answers carry no rate headers. Thread-safe.
 */
final class Limits {
  private static final int BURST_CALLS_MAX = HubSpotSandbox.REQUESTS_PER_10S;
  private static final int ASSOCIATION_CALLS_MAX = 150;
  private static final int SEARCH_CALLS_MAX = 5;
  private static final Duration BURST_LENGTH = Duration.ofSeconds(10);

  private static final Pattern ASSOCIATIONS =
      Pattern.compile("/crm/(associations/[^/]+|v4/associations|v3/associations)/.*/batch/.*");

  private final boolean real;
  private final RollingWindow burst = new RollingWindow(BURST_CALLS_MAX, BURST_LENGTH);
  private final RollingWindow associations = new RollingWindow(ASSOCIATION_CALLS_MAX, BURST_LENGTH);
  private final RollingWindow search = new RollingWindow(SEARCH_CALLS_MAX, Duration.ofSeconds(1));
  private final DailyQuota daily;

  Limits(boolean real, DailyQuota daily) {
    this.real = real;
    this.daily = daily;
  }

  /** What a call may do: the headers of its answer, or the refusal instead of one. */
  record Verdict(Map<String, String> headers, @Nullable Reply refusal) {}

  DailyQuota daily() {
    return daily;
  }

  /** Counts a call and says whether it may go on. */
  Verdict take(String path, Instant now) {
    if (!real) {
      return new Verdict(Map.of(), null);
    }
    if (path.endsWith("/search")) {
      return searchVerdict(now);
    }
    RollingWindow window = ASSOCIATIONS.matcher(path).matches() ? associations : burst;
    int left = window.take(now);
    if (left < 0) {
      return new Verdict(
          Map.of(), refusal("ten_secondly_rolling", "TEN_SECONDLY_ROLLING", headers(window, 0)));
    }
    long leftToday = daily.take(now);
    if (leftToday < 0) {
      return new Verdict(Map.of(), refusal("daily", "DAILY", headers(window, left)));
    }
    return new Verdict(withDaily(headers(window, left), leftToday), null);
  }

  void reset() {
    burst.reset();
    associations.reset();
    search.reset();
    daily.reset();
  }

  private Verdict searchVerdict(Instant now) {
    if (search.take(now) < 0) {
      ObjectNode body =
          Json.object()
              .put("status", "error")
              .put("message", "You have reached your secondly limit.")
              .put("correlationId", UUID.randomUUID().toString())
              .put("category", "RATE_LIMITS");
      return new Verdict(Map.of(), Reply.json(429, body));
    }
    if (daily.take(now) < 0) {
      return new Verdict(Map.of(), refusal("daily", "DAILY", Map.of()));
    }
    return new Verdict(Map.of(), null);
  }

  private static Map<String, String> headers(RollingWindow window, int left) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-HubSpot-RateLimit-Max", Integer.toString(window.callsMax()));
    headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(left));
    headers.put(
        "X-HubSpot-RateLimit-Interval-Milliseconds", Long.toString(window.length().toMillis()));
    return headers;
  }

  private Map<String, String> withDaily(Map<String, String> headers, long left) {
    headers.put("X-HubSpot-RateLimit-Daily", Long.toString(daily.callsMax()));
    headers.put("X-HubSpot-RateLimit-Daily-Remaining", Long.toString(left));
    return headers;
  }

  private Reply refusal(String name, String policy, Map<String, String> headers) {
    ObjectNode body =
        Json.object()
            .put("status", "error")
            .put("message", "You have reached your " + name + " limit.")
            .put("errorType", "RATE_LIMIT")
            .put("correlationId", UUID.randomUUID().toString())
            .put("policyName", policy)
            .put("requestId", UUID.randomUUID().toString());
    return Reply.json(429, body).withHeaders(headers);
  }
}
