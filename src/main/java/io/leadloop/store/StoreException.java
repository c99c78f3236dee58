package io.leadloop.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used; the message says why and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable: {@code store-locked}, {@code store-foreign}, {@code store-newer}, {@code
   *     store-lost-lease}
   */
  public StoreException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
