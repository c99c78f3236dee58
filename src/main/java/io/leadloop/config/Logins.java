package io.leadloop.config;

import java.net.URI;
import java.util.List;

/** The options that say how each account is logged in to, and what they come to. */
final class Logins {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape VARIABLE = new Shape.Variable();
  private static final List<String> TOKEN = List.of("token_env", "token_file");
  private static final List<String> OAUTH =
      List.of(
          "client_id_env",
          "client_id_file",
          "client_secret_env",
          "client_secret_file",
          "refresh_token_env",
          "refresh_token_file");
  private static final List<String> CLIENT_CREDENTIALS =
      List.of("client_secret_env", "client_secret_file");
  private static final List<String> JWT =
      List.of("user_name", "audience", "private_key_file", "key_password_env", "key_password_file");

  static final Option HUBSPOT =
      Option.usual(
          "login",
          Shape.Words.of("token", "oauth"),
          "token",
          "token: a service key or the access token of an app. oauth: the refresh token of an"
              + " installed app; access tokens are then fetched and renewed.");

  static final List<Option> HUBSPOT_OAUTH =
      List.of(
          Option.usual(
              "client_id_env",
              VARIABLE,
              "LEADLOOP_HUBSPOT_CLIENT_ID",
              "login: oauth. The environment variable that holds the client id of the app."),
          Option.optional(
              "client_id_file",
              TEXT,
              "login: oauth. The file that holds the client id, in place of client_id_env."),
          Option.usual(
              "client_secret_env",
              VARIABLE,
              "LEADLOOP_HUBSPOT_CLIENT_SECRET",
              "login: oauth. The environment variable that holds the client secret of the app."),
          Option.optional(
              "client_secret_file",
              TEXT,
              "login: oauth. The file that holds the client secret, in place of client_secret_env."
                  + " It is read again at each renewal."),
          Option.usual(
              "refresh_token_env",
              VARIABLE,
              "LEADLOOP_HUBSPOT_REFRESH_TOKEN",
              "login: oauth. The environment variable that holds the refresh token which the app"
                  + " was given when it was installed."),
          Option.optional(
              "refresh_token_file",
              TEXT,
              "login: oauth. The file that holds the refresh token, in place of refresh_token_env."
                  + " It is read again at each renewal."));

  static final Option SALESFORCE =
      Option.usual(
          "login",
          Shape.Words.of("client_credentials", "jwt"),
          "client_credentials",
          "client_credentials: the consumer key and secret of an app. jwt: the consumer key, and a"
              + " token that is signed with a private key whose certificate the app has.");

  static final List<Option> SALESFORCE_JWT =
      List.of(
          Option.optional(
              "user_name", TEXT, "login: jwt. The user name of the user that Leadloop acts as."),
          Option.usual(
              "audience",
              new Shape.Address(),
              "https://login.salesforce.com",
              "login: jwt. Whom the token is for: https://login.salesforce.com, or"
                  + " https://test.salesforce.com for a sandbox org."),
          Option.optional(
              "private_key_file",
              TEXT,
              "login: jwt. The file with the private RSA key: PEM (PKCS#8, not encrypted) or a"
                  + " Java keystore (PKCS#12 or JKS) with this one key. It is read again before"
                  + " each login."),
          Option.usual(
              "key_password_env",
              VARIABLE,
              "LEADLOOP_SALESFORCE_KEY_PASSWORD",
              "login: jwt. The environment variable that holds the password of the keystore and"
                  + " of the key in it; not needed for a PEM."),
          Option.optional(
              "key_password_file",
              TEXT,
              "login: jwt. The file that holds this password, in place of key_password_env."));

  private Logins() {}

  static HubSpotLogin hubspot(Tree.Branch section, List<Problem> problems) {
    boolean oauth = section.text("login").equals("oauth");
    unused(section, oauth ? TOKEN : OAUTH, oauth ? "token" : "oauth", problems);
    return oauth
        ? new HubSpotLogin.OAuth(
            SettingsFile.credential(section, "client_id", problems),
            SettingsFile.credential(section, "client_secret", problems),
            SettingsFile.credential(section, "refresh_token", problems))
        : new HubSpotLogin.Token(SettingsFile.credential(section, "token", problems));
  }

  static SalesforceLogin salesforce(Tree.Branch section, List<Problem> problems) {
    boolean jwt = section.text("login").equals("jwt");
    unused(section, jwt ? CLIENT_CREDENTIALS : JWT, jwt ? "client_credentials" : "jwt", problems);
    Credential clientId = SettingsFile.credential(section, "client_id", problems);
    if (!jwt) {
      return new SalesforceLogin.ClientCredentials(
          clientId, SettingsFile.credential(section, "client_secret", problems));
    }
    String user = needed(section, "user_name", problems);
    String keyFile = needed(section, "private_key_file", problems);
    return new SalesforceLogin.Jwt(
        clientId,
        user,
        URI.create(section.text("audience").replaceAll("/$", "")),
        new Credential("", keyFile, section.place("private_key_file")),
        SettingsFile.credential(section, "key_password", problems));
  }

  private static String needed(Tree.Branch section, String name, List<Problem> problems) {
    if (section.text(name).isBlank()) {
      problems.add(
          Problem.error(
              section.place("login"),
              "missing",
              name + " is missing in salesforce: login: jwt needs it.",
              SALESFORCE_JWT.stream()
                  .filter(option -> option.name().equals(name))
                  .map(Option::meaning)
                  .findFirst()
                  .orElse("")));
    }
    return section.text(name);
  }

  /** What is given and would not be looked at is more likely a mistake than a leftover. */
  private static void unused(
      Tree.Branch section, List<String> names, String login, List<Problem> problems) {
    for (String name : names) {
      if (section.isSaid(name)) {
        problems.add(
            Problem.error(
                section.place(name),
                "other-login",
                "%s belongs to login: %s, and login is %s."
                    .formatted(name, login, section.text("login")),
                "Leave it out, or say login: " + login + "."));
      }
    }
  }
}
