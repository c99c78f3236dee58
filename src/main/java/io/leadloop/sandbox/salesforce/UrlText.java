package io.leadloop.sandbox.salesforce;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths, queries and forms as they stand in URLs. */
final class UrlText {
  private UrlText() {}

  /** Parameters, decoded; of a name given more than once the first value. */
  static Map<String, String> parameters(@Nullable String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  /** The segments of a path, decoded, without empty ones. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    Arrays.stream(path.split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .forEach(segment -> segments.add(decode(segment.replace("+", "%2B"))));
    return segments;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
