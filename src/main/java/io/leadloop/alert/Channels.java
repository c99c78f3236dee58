package io.leadloop.alert;

import io.leadloop.config.AlertSecrets;
import io.leadloop.config.AlertSettings;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** The ways to people that the configuration names. */
public record Channels(List<Channel> all) implements AutoCloseable {
  public Channels {
    all = List.copyOf(all);
  }

  /** Nothing is opened before the first message. */
  public static Channels of(AlertSettings settings, AlertSecrets secrets) {
    List<Channel> channels = new ArrayList<>();
    AlertSettings.Webhook webhook = settings.webhook();
    HttpUrl url = HttpUrl.parse(secrets.webhookUrl());
    if (webhook != null && url != null) {
      channels.add(new Webhook(url, webhook.timeout()));
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
