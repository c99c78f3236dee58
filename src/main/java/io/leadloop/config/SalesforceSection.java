package io.leadloop.config;

import java.net.URI;
import java.time.Duration;

/**
 * How Salesforce is reached.
 *
 * @param loginUrl the org's own My Domain address: the client credentials flow takes no other
 * @param apiVersion {@code 65.0}
 * @param login how it is logged in to
 * @param keyField the external id field with the HubSpot id, on Lead and Contact
 * @param tokenField the field with the token of our last write, on Lead and Contact
 * @param callTimeout for one request with its answer
 */
public record SalesforceSection(
    URI loginUrl,
    String apiVersion,
    SalesforceLogin login,
    String keyField,
    String tokenField,
    Duration connectTimeout,
    Duration callTimeout) {

  /** The same at another address, for a sandbox. */
  public SalesforceSection at(URI url) {
    return new SalesforceSection(
        url, apiVersion, login, keyField, tokenField, connectTimeout, callTimeout);
  }
}
