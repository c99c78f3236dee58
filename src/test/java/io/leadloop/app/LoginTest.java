package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.RsaKeys;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each way to log in, with the real daemon, which is never started again. */
class LoginTest {
  private static final String NEW_SECRET = "sandbox-secret-of-tomorrow";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LEADLOOP_HUBSPOT_TOKEN", HubSpotSandbox.TOKEN,
          "LEADLOOP_HUBSPOT_CLIENT_ID", HubSpotSandbox.CLIENT_ID,
          "LEADLOOP_HUBSPOT_CLIENT_SECRET", HubSpotSandbox.CLIENT_SECRET,
          "LEADLOOP_HUBSPOT_REFRESH_TOKEN", HubSpotSandbox.REFRESH_TOKEN,
          "LEADLOOP_SALESFORCE_CLIENT_ID", SalesforceSandbox.CLIENT_ID,
          "LEADLOOP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.CLIENT_SECRET);

  @TempDir Path folder;
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Lines lines = new Lines();
  private Level level;
  private List<Appender<ILoggingEvent>> console;
  private Stage stage;
  private Accounts accounts;
  private int people;

  /** Everything that is logged, with its values and the messages of its causes. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      StringBuilder line = new StringBuilder(event.getFormattedMessage());
      line.append(event.getKeyValuePairs());
      for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
        line.append(cause.getMessage());
      }
      if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
        all.add(line.toString());
      }
    }
  }

  @BeforeEach
  void open() {
    lines.start();
    level = root.getLevel();
    root.setLevel(Level.INFO);
    console = List.copyOf(appenders());
    console.forEach(root::detachAppender);
    root.addAppender(lines);
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    accounts = stage.accounts;
  }

  @AfterEach
  void close() {
    stage.close();
    root.detachAppender(lines);
    console.forEach(root::addAppender);
    root.setLevel(level);
  }

  private List<Appender<ILoggingEvent>> appenders() {
    List<Appender<ILoggingEvent>> attached = new ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(attached::add);
    return attached;
  }

  /** A contact arrives as a lead: both sides are open to us. */
  private void syncGoesOn() {
    String mail = "p%d@example.com".formatted(++people);
    accounts.createContact(Map.of("email", mail, "lastname", "Person"));
    Eventually.equal(
        mail + " is a lead", 1L, () -> accounts.count("Lead WHERE Email = '" + mail + "'"));
  }

  private void says(String side, String words, Daemon daemon) {
    Eventually.see(
        side + " trouble with " + words,
        () ->
            daemon
                .state()
                .store()
                .read(handle -> daemon.state().facts().get(handle, "trouble." + side))
                .map(fact -> fact.value())
                .orElse(""),
        told -> told.contains(words));
  }

  /** Ends the sessions of all, a person's too, who logs in again. */
  private void endSessions() {
    accounts.apis.control("/_sandbox/expire-tokens", "");
    accounts = new Accounts(new VendorApis(stage.hubspot.baseUrl(), stage.salesforce.baseUrl()));
  }

  private void nothingWasToldOf(String... secrets) {
    assertThat(lines.all).isNotEmpty();
    assertThat(lines.all).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    assertThat(stage.hubspot.calls().since(0).toString()).doesNotContain(secrets);
    assertThat(stage.salesforce.calls().since(0).toString()).doesNotContain(secrets);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void aHubSpotTokenIsReplacedInItsFile() throws IOException {
    Path file = file("token", HubSpotSandbox.TOKEN + "\n");
    stage.change("leadloop.yaml", "limits: off", "limits: off, token_file: \"" + file + "\"");
    Daemon daemon = stage.start(ENVIRONMENT);
    syncGoesOn();

    stage.hubspot.grant(NEW_SECRET, null);
    stage.hubspot.revoke(HubSpotSandbox.TOKEN);
    says("hubspot", "CREDENTIALS", daemon);
    Files.writeString(file, NEW_SECRET);

    syncGoesOn();
    nothingWasToldOf(HubSpotSandbox.TOKEN, NEW_SECRET, SalesforceSandbox.CLIENT_SECRET);
  }

  @Test
  void aSalesforceSecretIsReplacedInItsFile() throws IOException {
    Path file = file("secret", SalesforceSandbox.CLIENT_SECRET + "\n");
    stage.change(
        "leadloop.yaml", "salesforce: { ", "salesforce: { client_secret_file: \"" + file + "\", ");
    Daemon daemon = stage.start(ENVIRONMENT);
    syncGoesOn();

    accounts.apis.control("/_sandbox/client-secret", "{\"secret\":\"" + NEW_SECRET + "\"}");
    endSessions();
    says("salesforce", "CREDENTIALS LOGIN_400", daemon);
    Files.writeString(file, NEW_SECRET);

    syncGoesOn();
    nothingWasToldOf(HubSpotSandbox.TOKEN, NEW_SECRET, SalesforceSandbox.CLIENT_SECRET);
  }

  @Test
  void anAppsAccessTokensAreRenewed() {
    stage.change("leadloop.yaml", "limits: off", "limits: off, login: oauth");
    stage.start(ENVIRONMENT);
    syncGoesOn();
    assertThat(hubspotLogins()).isEqualTo(1);

    stage.hubspot.clock().advance(Duration.ofMinutes(31));

    syncGoesOn();
    assertThat(hubspotLogins()).isEqualTo(2);
    nothingWasToldOf(
        HubSpotSandbox.CLIENT_SECRET, HubSpotSandbox.REFRESH_TOKEN, "sandbox-hubspot-access");
  }

  private long hubspotLogins() {
    return stage.hubspot.calls().since(0).stream()
        .filter(call -> call.path().equals("/oauth/2026-09/token"))
        .count();
  }

  @Test
  void aKeySignsTheLoginAndIsReplacedInItsFile() throws IOException, GeneralSecurityException {
    KeyPair first = RsaKeys.first();
    Path file = file("key.pem", pem("PRIVATE KEY", first.getPrivate().getEncoded()));
    trust(first);
    stage.change(
        "leadloop.yaml",
        "salesforce: { ",
        "salesforce: { login: jwt, user_name: integration@leadloop.example, private_key_file: \""
            + file
            + "\", ");
    Daemon daemon = stage.start(ENVIRONMENT);
    syncGoesOn();

    KeyPair second = RsaKeys.second();
    trust(second);
    endSessions();
    says("salesforce", "CREDENTIALS LOGIN_400", daemon);
    Files.writeString(file, pem("PRIVATE KEY", second.getPrivate().getEncoded()));

    syncGoesOn();
    nothingWasToldOf(
        Base64.getEncoder().encodeToString(first.getPrivate().getEncoded()).substring(40, 80),
        "eyJpc3Mi");
  }

  private void trust(KeyPair keys) throws IOException {
    String pem = pem("PUBLIC KEY", keys.getPublic().getEncoded());
    accounts.apis.control(
        "/_sandbox/certificate", new ObjectMapper().writeValueAsString(Map.of("pem", pem)));
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
  }
}
