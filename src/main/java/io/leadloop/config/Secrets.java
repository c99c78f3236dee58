package io.leadloop.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the accounts are opened with. Never logged, never written. */
public record Secrets(
    String hubspotToken, String salesforceClientId, String salesforceClientSecret) {
  /** What a header can carry; anything else is a slip of the clipboard. */
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

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
    SalesforceSection salesforce = settings.salesforce();
    Secrets secrets =
        new Secrets(
            secret(settings.hubspot().token(), environment, problems),
            secret(salesforce.clientId(), environment, problems),
            secret(salesforce.clientSecret(), environment, problems));
    return new Found(problems.isEmpty() ? secrets : null, problems);
  }

  static String secret(
      Credential credential, Map<String, String> environment, List<Problem> problems) {
    boolean inFile = !credential.file().isEmpty();
    String source =
        inFile ? "the file named here" : "the environment variable " + credential.variable();
    String text = inFile ? content(credential.file()) : environment.get(credential.variable());
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
    if (!PRINTABLE.matcher(secret).matches()) {
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

  private static @Nullable String content(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      // The message would show the path, which may be the secret itself in the wrong place.
      return null;
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Secrets[...]";
  }
}
