package io.leadloop.alert;

import io.leadloop.config.AlertSecrets;
import io.leadloop.config.AlertSettings;
import java.util.ArrayList;
import java.util.List;

/** The ways to people that the configuration names. */
public record Channels(List<Channel> all) implements AutoCloseable {
  public Channels {
    all = List.copyOf(all);
  }

  /**
   * Nothing is opened before the first message.
   *
   * @param secrets asked for at each delivery; {@link AlertSecrets#NONE} for no way to anybody
   */
  public static Channels of(AlertSettings settings, AlertSecrets secrets) {
    List<Channel> channels = new ArrayList<>();
    if (secrets.equals(AlertSecrets.NONE)) {
      return new Channels(channels);
    }
    AlertSettings.Webhook webhook = settings.webhook();
    if (webhook != null) {
      channels.add(new Webhook(secrets.webhookUrl(), webhook.timeout()));
    }
    AlertSettings.Mail mail = settings.mail();
    if (mail != null) {
      channels.add(new Mail(mail, secrets.mailPassword()));
    }
    return new Channels(channels);
  }

  List<String> names() {
    return all.stream().map(Channel::name).toList();
  }

  @Override
  public void close() {
    all.forEach(Channel::close);
  }
}
