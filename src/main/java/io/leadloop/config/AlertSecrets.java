package io.leadloop.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are delivered with. Never logged, never written. Each is asked for anew at each
 * delivery: what comes from a file may change while the process runs.
 *
 * @param webhookUrl empty when nothing is posted
 * @param mailPassword empty when nobody logs in
 */
public record AlertSecrets(Supplier<String> webhookUrl, Supplier<String> mailPassword) {
  /** For those who tell nobody. */
  public static final AlertSecrets NONE = new AlertSecrets("", "");

  private static final Supplier<String> NOTHING = Secret.of("");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");

  /** Secrets that never change. */
  public AlertSecrets(String webhookUrl, String mailPassword) {
    this(Secret.of(webhookUrl), Secret.of(mailPassword));
  }

  /**
   * What was found.
   *
   * @param secrets null when there is a problem
   */
  public record Found(@Nullable AlertSecrets secrets, List<Problem> problems) {
    public Found {
      problems = Report.sorted(problems);
    }
  }

  /**
   * Reads them from where the settings say that they are.
   *
   * @param environment of the process, usually {@link System#getenv()}
   */
  public static Found read(AlertSettings settings, Map<String, String> environment) {
    List<Problem> problems = new ArrayList<>();
    Supplier<String> url = NOTHING;
    AlertSettings.Webhook webhook = settings.webhook();
    if (webhook != null) {
      url = Secrets.living(webhook.url(), environment, problems);
      if (problems.isEmpty() && !isAddress(url.get())) {
        problems.add(
            Problem.error(
                webhook.url().place(),
                "malformed-secret",
                "What is found there is no address to post to.",
                "It must begin with https://, or with http:// if it is on this machine."));
      }
    }
    AlertSettings.Mail mail = settings.mail();
    Supplier<String> password =
        mail == null || mail.user().isEmpty()
            ? NOTHING
            : Secrets.living(mail.password(), environment, problems);
    return new Found(problems.isEmpty() ? new AlertSecrets(url, password) : null, problems);
  }

  /** Whether something can be posted to it without anybody else seeing it. */
  public static boolean isAddress(String address) {
    HttpUrl url = HttpUrl.parse(address);
    return url != null && (url.isHttps() || THIS_MACHINE.contains(url.host()));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AlertSecrets[...]";
  }
}
