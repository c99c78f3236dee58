package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told when the state of the connection changes.
 *
 * @param hold how long a state must last before it is told
 * @param parkedAbove how many may wait for a person before it is told; {@link #OFF} for never
 * @param behindFor how late an edit may be before it is told; null for never
 * @param retryFirst the pause after the first try that failed
 * @param retryMost the longest pause; each is twice the one before
 * @param webhook null when nothing is posted
 * @param mail null when nothing is mailed
 */
public record AlertSettings(
    Duration hold,
    long parkedAbove,
    @Nullable Duration behindFor,
    Duration retryFirst,
    Duration retryMost,
    @Nullable Webhook webhook,
    @Nullable Mail mail) {
  /** A threshold that nothing passes. */
  public static final long OFF = -1;

  /**
   * A JSON body is posted.
   *
   * @param url where its address is found: who knows it can post
   */
  public record Webhook(Credential url, Duration timeout) {}

  /** How the connection to the mail server is kept private. */
  public enum Security {
    /** Encrypted after a first, plain line; refused if the server cannot. */
    STARTTLS,
    /** Encrypted from the start. */
    TLS,
    /** Not at all: on this machine only. */
    NONE
  }

  /**
   * A message is sent by SMTP.
   *
   * @param user empty when the server asks for no login
   * @param password looked for only when there is a user
   */
  public record Mail(
      String host,
      int port,
      Security security,
      String user,
      Credential password,
      String from,
      List<String> to,
      Duration timeout,
      Place place) {
    public Mail {
      to = List.copyOf(to);
    }
  }
}
