package io.leadloop.config;

import org.jspecify.annotations.Nullable;

/**
 * One named option of a section.
 *
 * @param required whether it must be there
 * @param usual the value that counts when it is not there; null for none
 * @param meaning what it does, in a sentence or two, for the reference page and for editors
 */
record Option(String name, Shape shape, boolean required, @Nullable String usual, String meaning) {
  static Option required(String name, Shape shape, String meaning) {
    return new Option(name, shape, true, null, meaning);
  }

  static Option optional(String name, Shape shape, String meaning) {
    return new Option(name, shape, false, null, meaning);
  }

  static Option usual(String name, Shape shape, String usual, String meaning) {
    return new Option(name, shape, false, usual, meaning);
  }
}
