package io.leadloop.mapping;

/** What happens to a word that a value table does not list. */
public sealed interface UnknownValue {
  /** The field waits for a person; the rest of the record goes on. */
  record Park() implements UnknownValue {}

  /** The word is written as it is. */
  record Pass() implements UnknownValue {}

  /**
   * This word is written instead.
   *
   * @param word in the words of the side that is written
   */
  record Default(String word) implements UnknownValue {}
}
