package io.leadloop.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are delivered with. Never logged, never written.
 *
 * @param webhookUrl empty when nothing is posted
 * @param mailPassword empty when nobody logs in
 */
public record AlertSecrets(String webhookUrl, String mailPassword) {
  public static final AlertSecrets NONE = new AlertSecrets("", "");

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");

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
    String url = "";
    AlertSettings.Webhook webhook = settings.webhook();
    if (webhook != null) {
      url = Secrets.secret(webhook.url(), environment, problems);
      if (problems.isEmpty() && !isSafe(url)) {
        problems.add(
            Problem.error(
                webhook.url().place(),
                "malformed-secret",
                "What is found there is no address to post to.",
                "It must begin with https://, or with http:// if it is on this machine."));
      }
    }
    AlertSettings.Mail mail = settings.mail();
    String password =
        mail == null || mail.user().isEmpty()
            ? ""
            : Secrets.secret(mail.password(), environment, problems);
    return new Found(problems.isEmpty() ? new AlertSecrets(url, password) : null, problems);
  }

  private static boolean isSafe(String address) {
    HttpUrl url = HttpUrl.parse(address);
    return url != null && (url.isHttps() || THIS_MACHINE.contains(url.host()));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AlertSecrets[...]";
  }
}
