package io.leadloop.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.leadloop.config.AlertSecrets;
import io.leadloop.config.AlertSettings;
import io.leadloop.config.Credential;
import io.leadloop.mapping.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alerts are delivered with is replaced in its files, and counts at the next delivery. */
class RotatedSecretsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Alert ALERT = Alert.test("main", Instant.parse("2026-11-22T03:00:00Z"));

  @TempDir Path folder;

  private Credential in(Path file) {
    return new Credential("", file.toString(), Place.NOWHERE);
  }

  private static Channel channel(
      AlertSettings.@Nullable Webhook webhook, AlertSettings.@Nullable Mail mail) {
    AlertSettings settings =
        new AlertSettings(Duration.ZERO, AlertSettings.OFF, null, TIMEOUT, TIMEOUT, webhook, mail);
    AlertSecrets secrets = Objects.requireNonNull(AlertSecrets.read(settings, Map.of()).secrets());
    return Channels.of(settings, secrets).all().get(0);
  }

  @Test
  void theNextMessageIsPostedToTheNewAddress() throws Exception {
    WireMockServer hook =
        new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    hook.start();
    hook.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));
    Path file = Files.writeString(folder.resolve("url"), hook.baseUrl() + "/old\n");
    try (Channel webhook = channel(new AlertSettings.Webhook(in(file), TIMEOUT), null)) {
      webhook.deliver(ALERT);
      Files.writeString(file, hook.baseUrl() + "/new\n");
      webhook.deliver(ALERT);
      hook.verify(1, postRequestedFor(urlEqualTo("/old")));
      hook.verify(1, postRequestedFor(urlEqualTo("/new")));

      Files.writeString(file, "http://hooks.example.com/hush");
      assertThatThrownBy(() -> webhook.deliver(ALERT))
          .isInstanceOf(Channel.NotDelivered.class)
          .hasMessage("the webhook's address is no address that begins with https://");
    } finally {
      hook.stop();
    }
  }

  @Test
  void theNextMailIsSentWithTheNewPassword() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    mail.setUser("leadloop@example.com", "leadloop", "first");
    Path file = Files.writeString(folder.resolve("password"), "first\n");
    AlertSettings.Mail settings =
        new AlertSettings.Mail(
            "127.0.0.1",
            mail.getSmtp().getPort(),
            AlertSettings.Security.NONE,
            "leadloop",
            in(file),
            "leadloop@example.com",
            List.of("ops@example.com"),
            TIMEOUT,
            Place.NOWHERE);
    try (Channel channel = channel(null, settings)) {
      channel.deliver(ALERT);
      mail.setUser("leadloop@example.com", "leadloop", "second");
      assertThatThrownBy(() -> channel.deliver(ALERT))
          .hasMessage("the mail server refuses the user or the password of alerts.mail");
      Files.writeString(file, "second\n");
      channel.deliver(ALERT);
      assertThat(mail.getReceivedMessages()).hasSize(2);
    } finally {
      mail.stop();
    }
  }
}
