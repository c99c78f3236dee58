package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.SandboxClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Measures how many requests a second the sandbox answers on loopback, with this program's client
 * beside it. It is no test: run it by hand, with how many seconds each kind of call is to take.
 */
final class Throughput {
  private static final int CONTACTS = 20_000;
  private static final int CLIENTS = 8;
  private static final long FIRST_ID = 10_001;
  private static final String BASE = "/crm/objects/2026-09/contacts";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String baseUrl;
  private final long seconds;

  private Throughput(String baseUrl, long seconds) {
    this.baseUrl = baseUrl;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws InterruptedException {
    long seconds = arguments.length == 0 ? 5 : Long.parseLong(arguments[0]);
    HubSpotOptions options =
        HubSpotOptions.usual(new SandboxClock()).withPort(0).withRealLimits(false).withLagMillis(0);
    PortalLoader leads = PortalLoader.invented(CONTACTS, 1);
    try (HubSpotSandbox sandbox = HubSpotSandbox.start(options, leads)) {
      Throughput measured = new Throughput(sandbox.baseUrl(), seconds);
      measured.measure("warm-up", measured::readOne);
      measured.measure("read by id", measured::readOne);
      measured.measure("batch read of 100", measured::readHundred);
      measured.measure("search by id", measured::searchOne);
      measured.measure("search page of 100 by time", measured::searchPage);
      measured.measure("update by id", measured::update);
    }
  }

  private void measure(String title, IntFunction<HttpRequest> request) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      int offset = i * 7_919;
      clients.execute(
          () -> {
            for (int turn = offset; System.nanoTime() < end; turn++) {
              send(request.apply(turn));
              answered.incrementAndGet();
            }
          });
    }
    clients.shutdown();
    clients.awaitTermination(seconds + 60, TimeUnit.SECONDS);
    System.out.printf("%-28s %,8d requests/s%n", title, answered.get() / seconds);
  }

  private void send(HttpRequest request) {
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(request.uri() + " answered " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest readOne(int turn) {
    return request("/" + id(turn) + "?properties=email,firstname,lifecyclestage").GET().build();
  }

  private HttpRequest readHundred(int turn) {
    StringBuilder inputs = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      inputs.append(i == 0 ? "" : ",").append("{\"id\":\"").append(id(turn + i)).append("\"}");
    }
    return post(
        "/batch/read",
        "{\"properties\":[\"email\",\"firstname\",\"lifecyclestage\"],\"inputs\":["
            + inputs
            + "]}");
  }

  private HttpRequest searchOne(int turn) {
    String filter = "{\"propertyName\":\"hs_object_id\",\"operator\":\"EQ\",\"value\":\"%d\"}";
    return post(
        "/search", "{\"filterGroups\":[{\"filters\":[" + filter.formatted(id(turn)) + "]}]}");
  }

  private HttpRequest searchPage(int turn) {
    return post(
        "/search",
        "{\"sorts\":[{\"propertyName\":\"lastmodifieddate\"}],\"limit\":100,\"after\":\"%d\"}"
            .formatted(turn % 90 * 100));
  }

  private HttpRequest update(int turn) {
    String body = "{\"properties\":{\"city\":\"" + turn + "\"}}";
    return request("/" + id(turn))
        .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static long id(int turn) {
    return FIRST_ID + turn % CONTACTS;
  }

  private HttpRequest post(String path, String body) {
    return request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + BASE + path))
        .header("Authorization", "Bearer " + HubSpotSandbox.TOKEN);
  }
}
