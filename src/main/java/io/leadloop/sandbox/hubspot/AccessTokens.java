package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an account and who writes with each: the app's own, a person's, those that a
 * refresh token gave, and those that were added by hand. Thread-safe.
 */
final class AccessTokens {
  /** The app's id, as the history of values names it. */
  static final long APP_ID = 8_151_001;

  /** How long a token lives that came from a refresh token. */
  static final Duration LIFE = Duration.ofMinutes(30);

  private static final String BEARER = "Bearer ";
  private static final long PERSON_USER_ID = 101;
  private static final Author APP = Author.app(APP_ID, "Leadloop sandbox app");
  private static final Author PERSON = Author.person(PERSON_USER_ID);

  private final InstantSource clock;
  private final Random random;
  private final @Nullable List<String> scopes;
  private final Map<String, Grant> grants = new HashMap<>();
  private final Set<String> refreshTokens = new HashSet<>();
  private boolean codeIsUsed;

  /**
   * The tokens of a new account.
   *
   * @param scopes of the app; null for all there are
   */
  AccessTokens(InstantSource clock, @Nullable List<String> scopes, long seed) {
    this.clock = clock;
    this.random = new Random(seed + 2);
    this.scopes = scopes;
    grants.put(HubSpotSandbox.TOKEN, new Grant(APP, scopes, null));
    grants.put(HubSpotSandbox.PERSON_TOKEN, new Grant(PERSON, null, null));
    refreshTokens.add(HubSpotSandbox.REFRESH_TOKEN);
  }

  /** Who calls and with which rights; null when the request has no token of this account. */
  @Nullable Grant of(Request request) {
    String header = request.header("authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    return grant(header.substring(BEARER.length()).strip());
  }

  synchronized @Nullable Grant grant(String token) {
    return grants.get(token);
  }

  /** Who calls a path that is only reached with a token. */
  Author author(Request request) {
    Grant grant = of(request);
    if (grant == null) {
      throw new IllegalStateException("A request without a token passed the gateway");
    }
    return grant.author();
  }

  /** The scopes of the app; those that the vendor's paths know when it has all. */
  List<String> appScopes() {
    return scopes == null ? Scopes.all() : scopes;
  }

  /** Adds a token of the app, or changes one; null scopes are all there are. */
  synchronized void put(String token, @Nullable List<String> scopes) {
    grants.put(token, new Grant(APP, scopes, null));
  }

  /** Takes a token back. */
  synchronized void revoke(String token) {
    grants.remove(token);
  }

  /** A new access token of the app, which expires. */
  synchronized String issue() {
    String token =
        "sandbox-hubspot-access-%016x%016x".formatted(random.nextLong(), random.nextLong());
    grants.put(token, new Grant(APP, scopes, clock.instant().plus(LIFE)));
    return token;
  }

  synchronized boolean knowsRefreshToken(String token) {
    return refreshTokens.contains(token);
  }

  synchronized void revokeRefreshToken(String token) {
    refreshTokens.remove(token);
  }

  /** Takes the code that an installed app was given; false when it was taken before. */
  synchronized boolean takeCode(String code) {
    boolean taken = code.equals(HubSpotSandbox.AUTHORIZATION_CODE) && !codeIsUsed;
    codeIsUsed = codeIsUsed || taken;
    return taken;
  }
}
