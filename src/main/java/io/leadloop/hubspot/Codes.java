package io.leadloop.hubspot;

/** Our own codes where HubSpot has none because no answer came. */
final class Codes {
  /** Nothing left: no connection, no such host, no TLS. */
  static final String CONNECT = "CONNECT";

  /** The connection broke, or the answer took too long. */
  static final String LOST = "ANSWER_LOST";

  /** An answer came that is not what was promised. */
  static final String GARBLED = "GARBLED";

  /** HubSpot is left alone after too many failures. */
  static final String CIRCUIT_OPEN = "CIRCUIT_OPEN";

  /** The call did not get its turn in time. */
  static final String NO_TURN = "NO_TURN";

  /** HubSpot's own word for the limit of a day; ours where we stop before it. */
  static final String DAILY = "DAILY";

  /** There is no usable access token. */
  static final String NO_TOKEN = "NO_TOKEN";

  private Codes() {}
}
