package io.leadloop.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used; the message says why and what to do. Never holds a password. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable: {@code store-locked}, {@code store-foreign}, {@code store-newer}, {@code
   *     store-lost-lease}, {@code store-unreachable}, {@code store-moved}, {@code store-full}
   */
  public StoreException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The same without a cause. */
  StoreException(String code, String message) {
    this(code, message, null);
  }

  /** Something that has no name of its own. */
  static StoreException unusable(String place, Exception cause) {
    return new StoreException(
        "store-unusable",
        "The store %s cannot be used: %s.".formatted(place, cause.getMessage()),
        cause);
  }

  /** Nothing was stored, and so nothing is sent. */
  static StoreException full(String place, Exception cause) {
    return new StoreException(
        "store-full",
        "The store %s cannot grow: its disk is full. Nothing is written to the accounts before there is space; it is tried again by itself, and nothing is lost."
            .formatted(place),
        cause);
  }

  /** What is there is somebody else's. */
  static StoreException foreign(String place, String why, String whatToDo) {
    return new StoreException(
        "store-foreign",
        "%s is not a store of Leadloop: %s. Nothing was changed. %s"
            .formatted(place, why, whatToDo),
        null);
  }

  public String code() {
    return code;
  }
}
