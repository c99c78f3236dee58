package io.leadloop.hubspot;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How HubSpot is reached and what is read there. Immutable.
 *
 * @param baseUrl without a path: {@code https://api.hubapi.com}
 * @param apiVersion the dated version that stands in every path: {@code 2026-09}
 * @param accessToken asked before each call, so that a renewed one is used at once, and again after
 *     a refused one
 * @param keyProperty the unique property that holds the Salesforce id of the same person
 * @param tokenProperty the property that holds the token of our last write
 * @param properties the properties of a contact that are read
 * @param answerBytesMax a longer answer is refused unread
 */
public record HubSpotSettings(
    URI baseUrl,
    String apiVersion,
    AccessToken accessToken,
    String keyProperty,
    String tokenProperty,
    List<String> properties,
    Timeouts timeouts,
    Pace pace,
    Retries retries,
    Breaker breaker,
    long answerBytesMax) {

  public HubSpotSettings {
    properties = List.copyOf(properties);
  }

  /** HubSpot itself, with the pace and the waits that suit its limits. */
  public static HubSpotSettings of(AccessToken accessToken, List<String> properties) {
    return new HubSpotSettings(
        URI.create("https://api.hubapi.com"),
        "2026-09",
        accessToken,
        "leadloop_key",
        "leadloop_token",
        properties,
        Timeouts.DEFAULT,
        Pace.DEFAULT,
        Retries.DEFAULT,
        Breaker.DEFAULT,
        64L << 20);
  }

  public HubSpotSettings withBaseUrl(URI url) {
    return new HubSpotSettings(
        url,
        apiVersion,
        accessToken,
        keyProperty,
        tokenProperty,
        properties,
        timeouts,
        pace,
        retries,
        breaker,
        answerBytesMax);
  }

  public HubSpotSettings withPace(Pace changed) {
    return new HubSpotSettings(
        baseUrl,
        apiVersion,
        accessToken,
        keyProperty,
        tokenProperty,
        properties,
        timeouts,
        changed,
        retries,
        breaker,
        answerBytesMax);
  }

  public HubSpotSettings withTimeouts(Timeouts changed) {
    return new HubSpotSettings(
        baseUrl,
        apiVersion,
        accessToken,
        keyProperty,
        tokenProperty,
        properties,
        changed,
        pace,
        retries,
        breaker,
        answerBytesMax);
  }

  public HubSpotSettings withRetries(Retries changed) {
    return new HubSpotSettings(
        baseUrl,
        apiVersion,
        accessToken,
        keyProperty,
        tokenProperty,
        properties,
        timeouts,
        pace,
        changed,
        breaker,
        answerBytesMax);
  }

  public HubSpotSettings withBreaker(Breaker changed) {
    return new HubSpotSettings(
        baseUrl,
        apiVersion,
        accessToken,
        keyProperty,
        tokenProperty,
        properties,
        timeouts,
        pace,
        retries,
        changed,
        answerBytesMax);
  }

  /** Names the place and what is read; never the access token. */
  @Override
  public String toString() {
    return "HubSpot at " + baseUrl + ", version " + apiVersion + ", properties " + properties;
  }

  /**
   * @param call for one attempt from its first byte to its last
   */
  public record Timeouts(Duration connect, Duration read, Duration call) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
  }

  /**
   * How often HubSpot is called. It counts over rolling windows, so calls are spread evenly.
   *
   * @param burst of all calls but searches
   * @param search of searches, which HubSpot counts apart
   * @param waitMax how long a call waits for its turn before it is given up
   */
  public record Pace(Limit burst, Limit search, Duration waitMax) {
    public static final Pace DEFAULT =
        new Pace(Limit.within10s(190), Limit.withinSecond(5), Duration.ofSeconds(60));
    public static final Pace OFF = new Pace(Limit.NONE, Limit.NONE, Duration.ofSeconds(60));
  }

  /**
   * @param callsMax how many calls HubSpot allows within any so long a time; 0 for no limit
   */
  public record Limit(int callsMax, Duration within) {
    static final Limit NONE = new Limit(0, Duration.ofSeconds(1));

    public static Limit within10s(int callsMax) {
      return new Limit(callsMax, Duration.ofSeconds(10));
    }

    public static Limit withinSecond(int callsMax) {
      return new Limit(callsMax, Duration.ofSeconds(1));
    }
  }

  /**
   * How often and after which wait a call is made again, where making it again is safe.
   *
   * @param triesMax the first one counted
   * @param totalMax no try is begun that could not begin within this time after the first
   * @param first doubled for each further try, up to {@code longest}, when HubSpot is not well
   * @param locked when the record is locked; HubSpot's locks last two seconds
   * @param secondly when the limit of one second is reached, which only searches have
   * @param burst when the limit of ten seconds is reached, or an unnamed one
   */
  public record Retries(
      int triesMax,
      Duration totalMax,
      Duration first,
      Duration longest,
      Duration locked,
      Duration secondly,
      Duration burst) {
    public static final Retries DEFAULT =
        new Retries(
            5,
            Duration.ofSeconds(90),
            Duration.ofMillis(500),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
  }

  /**
   * When HubSpot is left alone for a while.
   *
   * @param failures this many failed attempts in a row, of HubSpot's own fault
   * @param pause until one call is let through to see
   */
  public record Breaker(int failures, Duration pause) {
    public static final Breaker DEFAULT = new Breaker(10, Duration.ofSeconds(30));
  }
}
