package io.leadloop.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a request by method and path template, such as {@code
 * /crm/objects/{version}/contacts/{id}}. A literal segment wins over a variable one. Fill it, then
 * use it from any thread.
 */
public final class Router {
  private final Node root = new Node();
  private final Handler fallback;

  /** A router that gives everything it does not know to {@code fallback}. */
  public Router(Handler fallback) {
    this.fallback = fallback;
  }

  /**
   * Adds a route.
   *
   * @throws IllegalArgumentException when the same method and template are there already
   */
  public Router on(String method, String template, Handler handler) {
    Node node = root;
    for (String segment : segments(template)) {
      boolean variable = segment.startsWith("{") && segment.endsWith("}");
      node =
          variable
              ? node.variables.computeIfAbsent(
                  segment.substring(1, segment.length() - 1), name -> new Node())
              : node.literals.computeIfAbsent(segment, name -> new Node());
    }
    if (node.handlers.putIfAbsent(method, handler) != null) {
      throw new IllegalArgumentException("Two routes for " + method + " " + template);
    }
    return this;
  }

  /** Answers the request by its route, or by the fallback. */
  public Reply route(Request request) {
    Map<String, String> variables = new HashMap<>();
    Handler handler = find(root, segments(request.path()), 0, request.method(), variables);
    return handler == null
        ? fallback.handle(request, Map.of())
        : handler.handle(request, variables);
  }

  private static @Nullable Handler find(
      Node node, List<String> segments, int depth, String method, Map<String, String> variables) {
    if (depth == segments.size()) {
      return node.handlers.get(method);
    }
    String segment = decode(segments.get(depth));
    Node literal = node.literals.get(segment);
    if (literal != null) {
      Handler handler = find(literal, segments, depth + 1, method, variables);
      if (handler != null) {
        return handler;
      }
    }
    for (Map.Entry<String, Node> variable : node.variables.entrySet()) {
      Handler handler = find(variable.getValue(), segments, depth + 1, method, variables);
      if (handler != null) {
        variables.put(variable.getKey(), segment);
        return handler;
      }
    }
    return null;
  }

  /** Splits a path; one slash at its end makes no difference. */
  private static List<String> segments(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(trimmed.substring(Math.min(1, trimmed.length())).split("/", -1));
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  /** One segment of all templates that share what stands before it. */
  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Node> variables = new HashMap<>();
    final Map<String, Handler> handlers = new HashMap<>();
  }
}
