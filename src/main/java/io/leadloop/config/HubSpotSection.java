package io.leadloop.config;

import java.net.URI;
import java.time.Duration;

/**
 * How HubSpot is reached.
 *
 * @param baseUrl without a slash at its end
 * @param apiVersion the dated version in each path: {@code 2026-09}
 * @param login how it is logged in to
 * @param keyProperty the unique property with the Salesforce id
 * @param tokenProperty the property with the token of our last write
 * @param callTimeout for one request with its answer
 * @param requestsPer10s what this account allows
 * @param searchPerSecond what the search allows
 * @param limits whether to keep within them; off only for a sandbox
 */
public record HubSpotSection(
    URI baseUrl,
    String apiVersion,
    HubSpotLogin login,
    String keyProperty,
    String tokenProperty,
    Duration connectTimeout,
    Duration callTimeout,
    int requestsPer10s,
    int searchPerSecond,
    boolean limits) {

  /** The same at another address, for a sandbox. */
  public HubSpotSection at(URI url, boolean limitsOn) {
    return with(url, requestsPer10s, searchPerSecond, limitsOn);
  }

  /** The same with another pace. */
  public HubSpotSection requestsPer10s(int requests) {
    return with(baseUrl, requests, searchPerSecond, limits);
  }

  /** The same at the pace of another one: for the same account, whose limits they share. */
  public HubSpotSection pacedLike(HubSpotSection other) {
    return with(baseUrl, other.requestsPer10s, other.searchPerSecond, other.limits);
  }

  private HubSpotSection with(URI url, int requests, int searches, boolean limitsOn) {
    return new HubSpotSection(
        url,
        apiVersion,
        login,
        keyProperty,
        tokenProperty,
        connectTimeout,
        callTimeout,
        requests,
        searches,
        limitsOn);
  }
}
