package io.leadloop.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers a command's question; the same whether the daemon or the command itself does it. */
@FunctionalInterface
public interface Answers {
  /**
   * @param kind {@code plan}, {@code explain}, {@code go}, {@code resume}, {@code retry}, {@code
   *     erase-look}, {@code erase} or {@code lift}
   * @param argument what about; empty for everything
   * @return JSON: the answer, or an object with {@code error}
   */
  String answer(String kind, String argument);

  /** The answer that says why there is none. */
  static String failure(String message) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    return node.put("error", message).toString();
  }
}
