package io.leadloop.config;

import java.net.URI;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the accounts are opened with. Never logged, never written. Each part is asked for anew
 * whenever it is used: what comes from a file may change while the process runs.
 */
public record Secrets(HubSpot hubspot, Salesforce salesforce) {

  /** What HubSpot is opened with. */
  public sealed interface HubSpot {
    /** By a service key or an app's token. */
    record Token(Supplier<String> token) implements HubSpot {}

    /** By an app's refresh token. */
    record OAuth(
        Supplier<String> clientId, Supplier<String> clientSecret, Supplier<String> refreshToken)
        implements HubSpot {}
  }

  /** What Salesforce is opened with. */
  public sealed interface Salesforce {
    /** By an app's consumer key and secret. */
    record ClientCredentials(Supplier<String> clientId, Supplier<String> clientSecret)
        implements Salesforce {}

    /** By a token signed with this RSA key. */
    record Jwt(Supplier<String> clientId, String userName, URI audience, Supplier<PrivateKey> key)
        implements Salesforce {}
  }

  /** A token and client credentials that never change: for a sandbox. */
  public Secrets(String hubspotToken, String salesforceClientId, String salesforceClientSecret) {
    this(
        new HubSpot.Token(Secret.of(hubspotToken)),
        new Salesforce.ClientCredentials(
            Secret.of(salesforceClientId), Secret.of(salesforceClientSecret)));
  }

  /**
   * What was found.
   *
   * @param secrets null when there is a problem
   */
  public record Found(@Nullable Secrets secrets, List<Problem> problems) {
    public Found {
      problems = Report.sorted(problems);
    }
  }

  /**
   * Reads the secrets from where the settings say that they are. Only what calls the accounts needs
   * them.
   *
   * @param environment of the process, usually {@link System#getenv()}
   */
  public static Found read(Settings settings, Map<String, String> environment) {
    List<Problem> problems = new ArrayList<>();
    Secrets secrets =
        new Secrets(
            hubspot(settings.hubspot().login(), environment, problems),
            salesforce(settings.salesforce().login(), environment, problems));
    return new Found(problems.isEmpty() ? secrets : null, problems);
  }

  private static HubSpot hubspot(
      HubSpotLogin login, Map<String, String> environment, List<Problem> problems) {
    if (login instanceof HubSpotLogin.OAuth app) {
      return new HubSpot.OAuth(
          living(app.clientId(), environment, problems),
          living(app.clientSecret(), environment, problems),
          living(app.refreshToken(), environment, problems));
    }
    return new HubSpot.Token(living(((HubSpotLogin.Token) login).token(), environment, problems));
  }

  private static Salesforce salesforce(
      SalesforceLogin login, Map<String, String> environment, List<Problem> problems) {
    if (login instanceof SalesforceLogin.Jwt jwt) {
      return new Salesforce.Jwt(
          living(jwt.clientId(), environment, problems),
          jwt.userName(),
          jwt.audience(),
          SecretKeyFile.read(jwt.privateKey(), jwt.keyPassword(), environment, problems));
    }
    SalesforceLogin.ClientCredentials app = (SalesforceLogin.ClientCredentials) login;
    return new Salesforce.ClientCredentials(
        living(app.clientId(), environment, problems),
        living(app.clientSecret(), environment, problems));
  }

  /** A secret that follows its file. */
  static Supplier<String> living(
      Credential credential, Map<String, String> environment, List<Problem> problems) {
    return Secret.at(credential, secret(credential, environment, problems));
  }

  static String secret(
      Credential credential, Map<String, String> environment, List<Problem> problems) {
    boolean inFile = !credential.file().isEmpty();
    String source =
        inFile ? "the file named here" : "the environment variable " + credential.variable();
    String text =
        inFile ? Secret.content(credential.file()) : environment.get(credential.variable());
    if (text == null || text.isBlank()) {
      problems.add(
          Problem.error(
              credential.place(),
              "missing-secret",
              inFile
                  ? "The file named here cannot be read or is empty."
                  : "Missing or empty environment variable " + credential.variable() + ".",
              inFile
                  ? "It must hold the secret alone and be readable for the user that runs Leadloop."
                  : "Set it before the start: export " + credential.variable() + "=..."));
      return "";
    }
    String secret = text.strip();
    if (!Secret.isWellFormed(secret)) {
      problems.add(
          Problem.error(
              credential.place(),
              "malformed-secret",
              "What "
                  + source
                  + " holds cannot be a secret of this kind: it has a space, a line"
                  + " break or a letter outside of ASCII in it.",
              "Copy it again."));
    }
    return secret;
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Secrets[...]";
  }
}
