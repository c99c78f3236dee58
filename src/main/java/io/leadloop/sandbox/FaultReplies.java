package io.leadloop.sandbox;

/** What a vendor itself answers when one of these goes wrong. */
@FunctionalInterface
public interface FaultReplies {
  /**
   * The vendor's answer.
   *
   * @param kind {@link FaultKind#STATUS}, {@link FaultKind#RATE_LIMIT}, {@link FaultKind#LOCK} or
   *     {@link FaultKind#MIGRATION}
   * @param status what a {@link FaultKind#STATUS} has
   */
  Reply of(FaultKind kind, int status);

  /** Plain pages with a status and nothing of any vendor's. */
  static FaultReplies plain() {
    return (kind, status) ->
        switch (kind) {
          case RATE_LIMIT -> Reply.text(429, "text/plain", "Too Many Requests");
          case LOCK -> Reply.text(423, "text/plain", "Locked");
          default -> Reply.text(status, "text/plain", "Error " + status);
        };
  }
}
