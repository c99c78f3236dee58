package io.leadloop.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code leadloop alerts --test}, as an operator tries it, through a mail server that encrypts and
 * asks for a login. Its certificate is signed by nobody; whoever trusts it says so to the JVM.
 */
class EncryptedMailTest {
  private static final String PASSWORD = "a-rare-mail-password";
  private static final String TRUST = "-Djavax.net.ssl.trustStore=";

  @TempDir Path folder;
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Path keys;
  private String trusting;

  /** What a command said, on both streams. */
  private record Said(int exitCode, String text) {}

  @BeforeEach
  void open() throws Exception {
    mail.start();
    mail.setUser("leadloop@example.com", "leadloop", PASSWORD);
    keys = folder.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "mail",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost");
    trusting = TRUST + keys + " -Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD;
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("mappings"));
    Files.writeString(
        config.resolve("mappings/leads.yaml"),
        "fields:\n  - { hubspot: email, salesforce: Email, as: email }\n");
    Files.writeString(
        config.resolve("lead-definition.yaml"), "create_in_salesforce: { when: always }\n");
    Files.writeString(config.resolve("content.yaml"), "engagement: { hot: 3d }\n");
    Files.writeString(
        config.resolve("dispositions.yaml"),
        "dispositions:\n  - { name: rejected, statuses: [Rejected] }\n");
  }

  @AfterEach
  void close() {
    mail.stop();
  }

  private void keytool(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(words));
    command.addAll(
        List.of(
            "-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", TlsFront.PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Said test(
      TlsFront front, String security, String host, String jvmOptions, String password)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("config/leadloop.yaml"),
        """
        salesforce: { login_url: https://acme.my.salesforce.com }
        alerts:
          mail: { host: %s, port: %d, security: %s, user: leadloop, from: leadloop@example.com, to: ops@example.com }
        """
            .formatted(host, front.port(), security));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.leadloop.app.Main",
            "alerts",
            "--test",
            "--config",
            folder.resolve("config").toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "LEADLOOP_ALERT_MAIL_PASSWORD",
                password,
                "LEADLOOP_LOG_LEVEL",
                "DEBUG",
                "JAVA_TOOL_OPTIONS",
                "-Dlogback.configurationFile=logback.xml " + jvmOptions));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said);
  }

  private void arrived(Said said) {
    assertThat(said.text()).contains("mail: delivered.").doesNotContain(PASSWORD);
    assertThat(said.exitCode()).isZero();
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  private void didNot(Said said, String... why) {
    assertThat(said.text())
        .contains(why)
        .contains("mail: not delivered: ")
        .doesNotContain(PASSWORD);
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void itIsSentEncryptedFromTheStartAfterALogin_P10() throws Exception {
    try (TlsFront front = new TlsFront(TlsFront.Kind.TLS, mail.getSmtp().getPort(), keys)) {
      arrived(test(front, "tls", "localhost", trusting, PASSWORD));
    }
  }

  @Test
  void itIsSentAfterStartTlsAndALogin_P10() throws Exception {
    try (TlsFront front = new TlsFront(TlsFront.Kind.STARTTLS, mail.getSmtp().getPort(), keys)) {
      arrived(test(front, "starttls", "localhost", trusting, PASSWORD));
      assertThat(front.inTheClear()).hasSize(2).last().isEqualTo("STARTTLS");
    }
  }

  @Test
  void aWrongPasswordIsToldAndNotShown_P10() throws Exception {
    mail.setUser("leadloop@example.com", "leadloop", "another-one");
    try (TlsFront front = new TlsFront(TlsFront.Kind.TLS, mail.getSmtp().getPort(), keys)) {
      didNot(
          test(front, "tls", "localhost", trusting, PASSWORD),
          "the mail server refuses the user or the password of alerts.mail");
    }
  }

  @Test
  void aCertificateThatNobodyTrustsStopsTheMail_P10() throws Exception {
    for (TlsFront.Kind kind : List.of(TlsFront.Kind.TLS, TlsFront.Kind.STARTTLS)) {
      try (TlsFront front = new TlsFront(kind, mail.getSmtp().getPort(), keys)) {
        String security = kind == TlsFront.Kind.TLS ? "tls" : "starttls";
        didNot(
            test(front, security, "localhost", "", PASSWORD),
            "the certificate of the mail server is not trusted, so nothing was sent",
            "-Djavax.net.ssl.trustStore=");
        assertThat(front.inTheClear()).noneMatch(line -> line.startsWith("MAIL"));
      }
    }
  }

  @Test
  void aCertificateForAnotherNameStopsTheMail_P10() throws Exception {
    try (TlsFront front = new TlsFront(TlsFront.Kind.TLS, mail.getSmtp().getPort(), keys)) {
      didNot(
          test(front, "tls", "127.0.0.1", trusting, PASSWORD),
          "the certificate of the mail server is not for the name in alerts.mail.host");
    }
  }

  @Test
  void aServerThatDoesNotEncryptIsToldNothing_P10() throws Exception {
    try (TlsFront front =
        new TlsFront(TlsFront.Kind.NONE_OFFERED, mail.getSmtp().getPort(), keys)) {
      didNot(
          test(front, "starttls", "localhost", trusting, PASSWORD),
          "the mail server offers no STARTTLS, so nothing was sent");
      assertThat(front.inTheClear())
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }
  }
}
