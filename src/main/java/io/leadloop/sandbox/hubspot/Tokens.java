package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.Request;
import org.jspecify.annotations.Nullable;

/** The two fixed tokens of the sandbox and who writes with each. */
final class Tokens {
  private static final String BEARER = "Bearer ";
  private static final long APP_ID = 8_151_001;
  private static final long PERSON_USER_ID = 101;
  private static final Author APP = Author.app(APP_ID, "Leadloop sandbox app");
  private static final Author PERSON = Author.person(PERSON_USER_ID);

  private Tokens() {}

  /** Who calls; null when the request has no token of this account. */
  static @Nullable Author author(Request request) {
    String header = request.header("authorization");
    if (header == null || !header.startsWith(BEARER)) {
      return null;
    }
    String token = header.substring(BEARER.length()).strip();
    if (token.equals(HubSpotSandbox.TOKEN)) {
      return APP;
    }
    return token.equals(HubSpotSandbox.PERSON_TOKEN) ? PERSON : null;
  }

  /** Who calls a path that is only reached with a token. */
  static Author required(Request request) {
    Author author = author(request);
    if (author == null) {
      throw new IllegalStateException("A request without a token passed the gateway");
    }
    return author;
  }
}
