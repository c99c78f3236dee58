package io.leadloop.alert;

import io.leadloop.config.AlertSettings;
import io.leadloop.config.AlertSettings.Security;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends a plain text by SMTP; one connection for each message. */
final class Mail implements Channel {
  private final AlertSettings.Mail settings;
  private final String password;

  Mail(AlertSettings.Mail settings, String password) {
    this.settings = settings;
    this.password = password;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public void deliver(Alert alert) throws NotDelivered {
    try {
      MimeMessage message = new MimeMessage(session());
      message.setFrom(new InternetAddress(settings.from()));
      for (String to : settings.to()) {
        message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
      }
      message.setSubject(alert.title(), StandardCharsets.UTF_8.name());
      message.setText(body(alert), StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(alert.at()));
      message.setHeader("Auto-Submitted", "auto-generated");
      Transport.send(message);
    } catch (MessagingException e) {
      // The server's own words may quote an address.
      throw new NotDelivered(
          "the mail server did not take it (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static String body(Alert alert) {
    return """
        %s

        since %s
        told  %s
        name  %s (%s)
        """
        .formatted(alert.text(), alert.since(), alert.at(), alert.name(), alert.state());
  }

  private Session session() {
    String protocol = settings.security() == Security.TLS ? "smtps" : "smtp";
    String millis = String.valueOf(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", protocol);
    properties.setProperty("mail.transport.protocol.rfc822", protocol);
    String prefix = "mail." + protocol + ".";
    properties.setProperty(prefix + "host", settings.host());
    properties.setProperty(prefix + "port", String.valueOf(settings.port()));
    properties.setProperty(prefix + "connectiontimeout", millis);
    properties.setProperty(prefix + "timeout", millis);
    properties.setProperty(prefix + "writetimeout", millis);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    boolean startTls = settings.security() == Security.STARTTLS;
    properties.setProperty(prefix + "starttls.enable", String.valueOf(startTls));
    properties.setProperty(prefix + "starttls.required", String.valueOf(startTls));
    boolean logsIn = !settings.user().isEmpty();
    properties.setProperty(prefix + "auth", String.valueOf(logsIn));
    return Session.getInstance(properties, logsIn ? login() : null);
  }

  private @Nullable Authenticator login() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(settings.user(), password);
      }
    };
  }
}
