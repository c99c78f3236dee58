package io.leadloop.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.config.AlertSecrets;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Posts JSON: {@code text}, which Slack and its like show, and our own fields beside it. */
final class Webhook implements Channel {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final Supplier<String> url;
  private final OkHttpClient http;

  /**
   * @param url a secret, asked for at each delivery: who knows it can post
   */
  Webhook(Supplier<String> url, Duration timeout) {
    this.url = url;
    this.http =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(timeout)
            .callTimeout(timeout)
            .build();
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void deliver(Alert alert) throws NotDelivered {
    String address = url.get();
    if (!AlertSecrets.isAddress(address)) {
      throw new NotDelivered("the webhook's address is no address that begins with https://");
    }
    Request request =
        new Request.Builder()
            .url(address)
            .header("User-Agent", "leadloop")
            .post(RequestBody.create(body(alert), JSON))
            .build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new NotDelivered("the webhook answered with status " + response.code());
      }
    } catch (IOException e) {
      // The message of the failure may quote the address.
      throw new NotDelivered(
          "the webhook could not be reached (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static String body(Alert alert) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("text", alert.text());
    body.putObject("leadloop")
        .put("connection", alert.connection())
        .put("alert", alert.name())
        .put("state", alert.state())
        .put("since", alert.since().toString())
        .put("at", alert.at().toString())
        .put("summary", alert.summary())
        .put("nextStep", alert.nextStep());
    return body.toString();
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
