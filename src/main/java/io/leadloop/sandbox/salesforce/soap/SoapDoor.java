package io.leadloop.sandbox.salesforce.soap;

import org.jspecify.annotations.Nullable;

/** Lets SOAP clients in and out: the sessions are those of the REST API. Thread-safe. */
public interface SoapDoor {
  /** Who is in. */
  record Entry(
      String sessionId,
      String userId,
      String username,
      String fullName,
      String email,
      String organizationId,
      String baseUrl) {}

  /** A new session; null when the name or the password is wrong. */
  @Nullable Entry enter(@Nullable String username, @Nullable String password);

  /** Whose session it is; null when it is none. */
  @Nullable Entry find(String sessionId);

  /** Ends a session. */
  void leave(String sessionId);

  /** Counts a call; false when the day's calls are spent. */
  boolean count();
}
