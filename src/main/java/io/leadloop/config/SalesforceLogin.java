package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.net.URI;

/** How Salesforce is logged in to. */
public sealed interface SalesforceLogin {
  /** The line to look at when Salesforce refuses us. */
  Place place();

  /** By the consumer key and secret of an app that runs as one user. */
  record ClientCredentials(Credential clientId, Credential clientSecret)
      implements SalesforceLogin {
    @Override
    public Place place() {
      return clientId.place();
    }
  }

  /**
   * By a token that we sign and whose certificate the app has; no secret is shared.
   *
   * @param userName whom we act as
   * @param audience whom the token is for: Salesforce's login address, not the org's
   * @param privateKey the file with the key
   * @param keyPassword of that file, where it is a keystore
   */
  record Jwt(
      Credential clientId,
      String userName,
      URI audience,
      Credential privateKey,
      Credential keyPassword)
      implements SalesforceLogin {
    @Override
    public Place place() {
      return privateKey.place();
    }
  }
}
