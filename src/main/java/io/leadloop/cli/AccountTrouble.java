package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.Problem;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;
import io.leadloop.sync.CrmException;

/** Says what an admin can do about an account that could not be asked. */
final class AccountTrouble {
  private AccountTrouble() {}

  /** A problem at the line of the configuration that it most likely comes from. */
  static Problem problem(Config config, CrmException trouble) {
    Place place =
        trouble.kind() != CrmException.Kind.CREDENTIALS
            ? config.settingsPlace()
            : trouble.side() == Side.HUBSPOT
                ? config.settings().hubspot().login().place()
                : config.settings().salesforce().login().place();
    String address =
        trouble.kind() != CrmException.Kind.UNAVAILABLE
            ? ""
            : trouble.side() == Side.HUBSPOT
                ? " Tried: " + config.settings().hubspot().baseUrl()
                : " Tried: " + config.settings().salesforce().loginUrl();
    return Problem.error(
        place, code(trouble), String.valueOf(trouble.getMessage()), hint(trouble) + address);
  }

  /** A stable word for the kind of trouble. */
  static String code(CrmException trouble) {
    return switch (trouble.kind()) {
      case CREDENTIALS -> "wrong-credentials";
      case PERMISSION -> "missing-permission";
      case LIMIT -> "limit-reached";
      case UNAVAILABLE -> "unreachable";
      case GARBLED -> "not-understood";
      case QUESTION -> "refused-question";
    };
  }

  /** What to do. */
  static String hint(CrmException trouble) {
    boolean hubspot = trouble.side() == Side.HUBSPOT;
    return switch (trouble.kind()) {
      case CREDENTIALS ->
          hubspot
              ? "Do: copy the access token again (hubspot.token_env or token_file); with login: oauth,"
                  + " the client id, the client secret and the refresh token."
              : "Do: check salesforce.login_url (the org's My Domain), client_id and client_secret,"
                  + " and that the app allows the client credentials flow; with login: jwt,"
                  + " user_name, audience, and that the app has the key's certificate.";
      case PERMISSION ->
          hubspot
              ? "Do: add the missing scope to the private app in HubSpot."
              : "Do: give the integration user API access and the permission that is named.";
      case LIMIT -> "Do: wait; a limit of the vendor's was reached. It is safe to ask again later.";
      case UNAVAILABLE ->
          "Do: check %s, the network and the vendor's status page. It is safe to ask again."
              .formatted(hubspot ? "hubspot.base_url" : "salesforce.login_url");
      case GARBLED ->
          "Do: check that %s is the vendor's own address and no proxy's."
              .formatted(hubspot ? "hubspot.base_url" : "salesforce.login_url");
      case QUESTION ->
          "Do: hold the fields of the mapping against the account: leadloop check --live";
    };
  }
}
