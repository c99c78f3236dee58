package io.leadloop.config;

import io.leadloop.config.AlertSettings.Security;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code alerts} of {@code leadloop.yaml}. */
final class AlertsSection {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape TIME = new Shape.Time();
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");

  private static final Shape.Section WEBHOOK =
      Shape.Section.of(
              Option.usual(
                  "url_env",
                  new Shape.Variable(),
                  "LEADLOOP_ALERT_WEBHOOK",
                  "The environment variable that holds the address to post to, https://... Who"
                      + " knows it can post, so it is a secret."),
              Option.optional(
                  "url_file", TEXT, "The file that holds the address, in place of url_env."),
              Option.usual("timeout", TIME, "10s", "How long to wait for a whole answer."))
          .refusing("url", Shape.Refusal.secret("url_env", "url_file"));

  private static final Shape.Section MAIL =
      Shape.Section.of(
              Option.required("host", TEXT, "The mail server."),
              Option.usual(
                  "port",
                  new Shape.Whole(1, 65_535),
                  "587",
                  "Its port: 587 with starttls, 465 with tls, as a rule."),
              Option.usual(
                  "security",
                  Shape.Words.of(Security.values()),
                  "starttls",
                  "How the connection is encrypted; none only to this machine."),
              Option.optional("user", TEXT, "The name to log in with; without it nobody logs in."),
              Option.usual(
                  "password_env",
                  new Shape.Variable(),
                  "LEADLOOP_ALERT_MAIL_PASSWORD",
                  "The environment variable that holds the password."),
              Option.optional(
                  "password_file", TEXT, "The file that holds it, in place of password_env."),
              Option.required("from", TEXT, "The sender's address."),
              Option.required(
                  "to", Shape.Either.of(TEXT, new Shape.Rows(TEXT)), "Who gets it; one or more."),
              Option.usual("timeout", TIME, "10s", "How long to wait for each answer."))
          .refusing("password", Shape.Refusal.secret("password_env", "password_file"));

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.usual(
              "hold",
              TIME,
              "2m",
              "How long a state must last before it is told, so that one that comes and goes is"
                  + " not."),
          Option.usual(
              "parked_above",
              Shape.Either.of(Shape.Words.of("off"), new Shape.Whole(0, 100_000_000)),
              "50",
              "Told when more links and records than this wait for a person or were refused."),
          Option.usual(
              "behind_for",
              Shape.Either.of(Shape.Words.of("off"), TIME),
              "15m",
              "Told when a sweep or somebody's edit is late by more than this."),
          Option.usual(
              "retry_first", TIME, "30s", "The pause after the first delivery that failed."),
          Option.usual(
              "retry_most", TIME, "1h", "The longest pause; each is twice the one before."),
          Option.optional("webhook", WEBHOOK, "Where a JSON body is posted, for Slack and others."),
          Option.optional("mail", MAIL, "Who is told by mail."));

  private AlertsSection() {}

  static AlertSettings read(Tree.Branch alerts, List<Problem> problems) {
    SettingsFile.ordered(alerts, "retry_first", "retry_most", problems);
    String parked = alerts.text("parked_above");
    String behind = alerts.text("behind_for");
    return new AlertSettings(
        time(alerts, "hold"),
        parked.equals("off") ? AlertSettings.OFF : alerts.whole("parked_above"),
        behind.equals("off") ? null : time(alerts, "behind_for"),
        time(alerts, "retry_first"),
        time(alerts, "retry_most"),
        webhook(alerts, problems),
        mail(alerts, problems));
  }

  private static AlertSettings.@Nullable Webhook webhook(
      Tree.Branch alerts, List<Problem> problems) {
    if (!alerts.isSaid("webhook")) {
      return null;
    }
    Tree.Branch webhook = alerts.branch("webhook");
    return new AlertSettings.Webhook(
        SettingsFile.credential(webhook, "url", problems), time(webhook, "timeout"));
  }

  private static AlertSettings.@Nullable Mail mail(Tree.Branch alerts, List<Problem> problems) {
    if (!alerts.isSaid("mail")) {
      return null;
    }
    Tree.Branch mail = alerts.branch("mail");
    Security security =
        mail.said("security")
            .map(word -> Security.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Security.STARTTLS);
    if (security == Security.NONE && !THIS_MACHINE.contains(mail.text("host"))) {
      problems.add(
          Problem.error(
              mail.place("security"),
              "mail-in-the-clear",
              "security is none, and the mail server is another machine.",
              "Say starttls or tls, or send through a mail server on this machine."));
    }
    List<Tree.Leaf> to =
        mail.find("to").orElse(null) instanceof Tree.Leaf one ? List.of(one) : mail.leaves("to");
    if (mail.find("from").orElse(null) instanceof Tree.Leaf from) {
      address(from, problems);
    }
    to.forEach(one -> address(one, problems));
    return new AlertSettings.Mail(
        mail.text("host"),
        mail.whole("port"),
        security,
        mail.text("user"),
        SettingsFile.credential(mail, "password", problems),
        mail.text("from"),
        to.stream().map(Tree.Leaf::text).toList(),
        time(mail, "timeout"),
        mail.place());
  }

  private static void address(Tree.Leaf leaf, List<Problem> problems) {
    if (!ADDRESS.matcher(leaf.text()).matches()) {
      problems.add(
          Problem.error(
              leaf.place(),
              "wrong-address",
              "This is no mail address.",
              "Write it as name@example.com, without a name before it."));
    }
  }

  private static Duration time(Tree.Branch section, String name) {
    return Times.parse(section.text(name)).orElse(Duration.ZERO);
  }
}
