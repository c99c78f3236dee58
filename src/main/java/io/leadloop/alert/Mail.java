package io.leadloop.alert;

import io.leadloop.config.AlertSettings;
import io.leadloop.config.AlertSettings.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a plain text by SMTP; one connection for each message. A certificate is held against the
 * authorities that the JVM trusts, and against the server's name.
 */
final class Mail implements Channel {
  private final AlertSettings.Mail settings;
  private final Supplier<String> password;

  /**
   * @param password asked for at each delivery
   */
  Mail(AlertSettings.Mail settings, Supplier<String> password) {
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
      throw new NotDelivered(why(e), e);
    }
  }

  /** In words of ours: the server's own may quote an address. */
  private String why(MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return "the mail server refuses the user or the password of alerts.mail";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return "the certificate of the mail server is not trusted, so nothing was sent; an authority"
            + " of your own: LEADLOOP_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE";
      }
      if (cause instanceof CertificateException && cause.getCause() == null) {
        return "the certificate of the mail server is not for the name in alerts.mail.host, or is"
            + " out of date, so nothing was sent";
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "no encrypted connection to the mail server came about, so nothing was sent; port "
            + settings.port()
            + " with security "
            + settings.security().name().toLowerCase(Locale.ROOT)
            + " may be wrong";
      }
      if (cause instanceof SocketException
          || cause instanceof SocketTimeoutException
          || cause instanceof UnknownHostException) {
        return "the mail server cannot be reached (" + cause.getClass().getSimpleName() + ")";
      }
    }
    return settings.security() == Security.STARTTLS
            && !(failure instanceof SendFailedException)
            && String.valueOf(failure.getMessage()).contains("STARTTLS")
        ? "the mail server offers no STARTTLS, so nothing was sent"
        : "the mail server did not take it (" + failure.getClass().getSimpleName() + ")";
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
        return new PasswordAuthentication(settings.user(), password.get());
      }
    };
  }
}
