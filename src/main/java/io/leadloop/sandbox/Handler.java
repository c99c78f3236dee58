package io.leadloop.sandbox;

import java.util.Map;

/** Answers the requests of one route. Called by several threads at once. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers {@code request}.
   *
   * @param pathVariables the decoded segments that the route's template names
   */
  Reply handle(Request request, Map<String, String> pathVariables);
}
