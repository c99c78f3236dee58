package io.leadloop.setup;

import io.leadloop.lead.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's own credentials, never the daemon's. Each comes from an environment variable,
 * or from the file that the variable of the same name with {@code _FILE} names.
 *
 * @param hubspotToken null when that account is left out
 * @param salesforce null when that account is left out
 * @param told which account is left out, and what to set
 */
public record SetupSecrets(
    @Nullable String hubspotToken, @Nullable Client salesforce, List<Told> told) {
  public static final String HUBSPOT_TOKEN = "LEADLOOP_SETUP_HUBSPOT_TOKEN";
  public static final String CLIENT_ID = "LEADLOOP_SETUP_SALESFORCE_CLIENT_ID";
  public static final String CLIENT_SECRET = "LEADLOOP_SETUP_SALESFORCE_CLIENT_SECRET";

  /** What logs in to Salesforce by the client credentials flow. */
  public record Client(String id, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Client[...]";
    }
  }

  public SetupSecrets {
    told = List.copyOf(told);
  }

  /** Reads what is there. */
  public static SetupSecrets read(Map<String, String> environment) {
    List<Told> told = new ArrayList<>();
    String token = secret(environment, HUBSPOT_TOKEN);
    if (token == null) {
      told.add(leftOut(Side.HUBSPOT, HUBSPOT_TOKEN, "a service key"));
    }
    String id = secret(environment, CLIENT_ID);
    String secret = secret(environment, CLIENT_SECRET);
    Client client = id == null || secret == null ? null : new Client(id, secret);
    if (client == null) {
      told.add(
          leftOut(Side.SALESFORCE, CLIENT_ID + " and " + CLIENT_SECRET, "an External Client App"));
    }
    return new SetupSecrets(token, client, told);
  }

  private static Told leftOut(Side side, String variables, String what) {
    return new Told(
        side,
        side.label() + " is left out: no administrator's credentials.",
        "Set %s (or the same with _FILE, and a file) from %s of an administrator; or do it by hand: leadloop setup --print."
            .formatted(variables, what));
  }

  private static @Nullable String secret(Map<String, String> environment, String variable) {
    String file = environment.get(variable + "_FILE");
    String text = file == null || file.isBlank() ? environment.get(variable) : content(file);
    return text == null || text.isBlank() ? null : text.strip();
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
    return "SetupSecrets[...]";
  }
}
