package io.leadloop.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between the daemon and a vendor, as the log of a proxy does: keeps each whole URL, and
 * lets calls go wrong on their way when it is told to.
 */
final class Relay implements AutoCloseable {
  /** What the JDK's client sets by itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "upgrade", "http2-settings", "expect");

  /** What goes wrong with a call. */
  private enum Kind {
    REFUSED,
    LOST,
    CUT,
    HELD
  }

  /**
   * @param uriPart what the URL holds; with a dollar sign behind it, what it ends with
   * @param sentPart what the body of the call holds; empty for any
   */
  private record Fault(Kind kind, String uriPart, String sentPart, int status, String body) {
    Fault(Kind kind, String uriPart, int status, String body) {
      this(kind, uriPart, "", status, body);
    }

    boolean isOf(String uri, String sent) {
      boolean isThere =
          uriPart.endsWith("$")
              ? uri.endsWith(uriPart.substring(0, uriPart.length() - 1))
              : uri.contains(uriPart);
      return isThere && sent.contains(sentPart);
    }
  }

  private record Interruption(String bodyPart, Runnable happens) {}

  private final String target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> urls = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Interruption> before = new ConcurrentLinkedQueue<>();

  Relay(String target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::relay);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and whole URL of each call, in their order. */
  List<String> urls() {
    return urls;
  }

  /** The answers to all logins. */
  List<String> logins() {
    return logins;
  }

  /** The next call of this URL is answered with 401 and this body, and not passed on. */
  void refuse(String uriPart, String body) {
    refuse(uriPart, 401, body);
  }

  /** The next call of this URL is answered with this status and body, and not passed on. */
  void refuse(String uriPart, int status, String body) {
    faults.add(new Fault(Kind.REFUSED, uriPart, status, body));
  }

  /** The next call of this URL is passed on, and its answer lost. */
  void lose(String uriPart) {
    faults.add(new Fault(Kind.LOST, uriPart, 0, ""));
  }

  /** The next call whose body holds this text is passed on, and its answer lost. */
  void loseAnswerTo(String sentPart) {
    faults.add(new Fault(Kind.LOST, "", sentPart, 0, ""));
  }

  /** The next call whose body holds this text is passed on, and never answered. */
  void holdAnswerTo(String sentPart) {
    faults.add(new Fault(Kind.HELD, "", sentPart, 0, ""));
  }

  /** The next call of this URL is passed on, and its answer cut in the middle. */
  void cut(String uriPart) {
    faults.add(new Fault(Kind.CUT, uriPart, 0, ""));
  }

  /** The next call of this URL is passed on, and never answered. */
  void hold(String uriPart) {
    faults.add(new Fault(Kind.HELD, uriPart, 0, ""));
  }

  /** The next call whose body has this text waits until something else happened. */
  void before(String bodyPart, Runnable happens) {
    before.add(new Interruption(bodyPart, happens));
  }

  boolean allFaultsHappened() {
    return faults.isEmpty() && before.isEmpty();
  }

  private void relay(HttpExchange exchange) throws IOException {
    try (exchange) {
      String uri = exchange.getRequestURI().toString();
      urls.add(exchange.getRequestMethod() + " " + uri);
      byte[] body = exchange.getRequestBody().readAllBytes();
      String sent = new String(body, StandardCharsets.UTF_8);
      Fault fault = faults.stream().filter(one -> one.isOf(uri, sent)).findFirst().orElse(null);
      if (fault != null && !faults.remove(fault)) {
        fault = null;
      }
      for (Interruption one : before) {
        if (sent.contains(one.bodyPart()) && before.remove(one)) {
          one.happens().run();
        }
      }
      if (fault != null && fault.kind() == Kind.REFUSED) {
        answer(exchange, fault.status(), fault.body());
        return;
      }
      HttpResponse<String> answered = pass(exchange, uri, body);
      String text = answered.body().replace(target, url());
      if (uri.contains("/oauth2/token")) {
        logins.add(text);
      }
      if (fault != null && fault.kind() == Kind.HELD) {
        closed.await();
      }
      if (fault != null && fault.kind() != Kind.CUT) {
        return;
      }
      if (fault != null) {
        text = text.substring(0, text.length() / 2);
      }
      answer(exchange, answered.statusCode(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> pass(HttpExchange exchange, String uri, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + uri))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))
                  && !name.equalsIgnoreCase("Accept-Encoding")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
