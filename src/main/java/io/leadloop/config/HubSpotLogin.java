package io.leadloop.config;

import io.leadloop.mapping.Place;

/** How HubSpot is logged in to. */
public sealed interface HubSpotLogin {
  /** The line to look at when HubSpot refuses us. */
  Place place();

  /**
   * By a service key or the token of an app, which does not expire.
   *
   * @param token where it is found
   */
  record Token(Credential token) implements HubSpotLogin {
    @Override
    public Place place() {
      return token.place();
    }
  }

  /** As an app that an admin installed: its refresh token gives access tokens of 30 minutes. */
  record OAuth(Credential clientId, Credential clientSecret, Credential refreshToken)
      implements HubSpotLogin {
    @Override
    public Place place() {
      return refreshToken.place();
    }
  }
}
