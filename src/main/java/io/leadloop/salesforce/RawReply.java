package io.leadloop.salesforce;

import org.jspecify.annotations.Nullable;

/**
 * What came back from one HTTP exchange, not yet judged.
 *
 * @param status the HTTP status; 0 when there was none
 * @param body may be empty
 * @param limitInfo the header {@code Sforce-Limit-Info}
 * @param stage how far the call got
 * @param failure why there is no whole answer; null when there is one
 */
record RawReply(
    int status, String body, @Nullable String limitInfo, Stage stage, @Nullable Throwable failure) {

  /** How far a call got. */
  enum Stage {
    /** The login before it failed, so the call itself was never made. */
    LOGIN,
    /** No connection stood, so nothing was sent. */
    CONNECT,
    /** It was sent. */
    SENT
  }
}
