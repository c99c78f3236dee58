package io.leadloop.alert;

/** A way to people. */
public interface Channel extends AutoCloseable {
  /** The name in the log, in metrics and in the store: {@code webhook} or {@code mail}. */
  String name();

  /**
   * Delivers one message and waits for the answer.
   *
   * @throws NotDelivered when it did not arrive, as far as anybody knows
   */
  void deliver(Alert alert) throws NotDelivered;

  /** Lets go of connections and threads; a delivery that is under way may be cut off. */
  @Override
  default void close() {}

  /** Why a message did not arrive, in one sentence without a secret. */
  final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    public NotDelivered(String message, Throwable cause) {
      super(message, cause);
    }

    public NotDelivered(String message) {
      super(message);
    }
  }
}
