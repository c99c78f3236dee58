package io.leadloop.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and replies as the JDK's server has them. */
final class Wire {
  private Wire() {}

  /** A body above the limit. */
  static final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static Request read(HttpExchange exchange, int bodyBytesMax) throws IOException {
    byte[] body = body(exchange, bodyBytesMax);
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return new Request(
        exchange.getRequestMethod().toUpperCase(Locale.ROOT),
        exchange.getRequestURI().getRawPath(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        body);
  }

  /** Asks for no more bytes than are announced: a larger buffer is made anew for each request. */
  private static byte[] body(HttpExchange exchange, int bodyBytesMax) throws IOException {
    String announced = exchange.getRequestHeaders().getFirst("Content-Length");
    boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
    if (announced == null && !chunked) {
      return new byte[0];
    }
    long length = announced == null ? bodyBytesMax + 1L : Long.parseLong(announced.strip());
    byte[] body = exchange.getRequestBody().readNBytes((int) Math.min(length, bodyBytesMax + 1L));
    if (body.length > bodyBytesMax) {
      throw new BodyTooLarge();
    }
    return body;
  }

  /** The parameters of a raw query, decoded; empty for null. */
  static Map<String, List<String>> query(@Nullable String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      query.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
    return query;
  }

  static void write(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
    if (!bodiless) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(reply.body());
      }
    }
  }

  /** Announces the whole body and sends its first half; the connection cannot be used on. */
  static void writeHalf(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), Math.max(1, reply.body().length));
    OutputStream out = exchange.getResponseBody();
    out.write(reply.body(), 0, reply.body().length / 2);
    out.flush();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
