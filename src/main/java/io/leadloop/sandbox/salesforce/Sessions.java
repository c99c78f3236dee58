package io.leadloop.sandbox.salesforce;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens. A token ends when it was not used for two hours, which is the vendor's usual
 * session time, when it is revoked, or when a test ends all. Tokens follow from the seed and the
 * number of logins. Thread-safe.
 */
final class Sessions {
  private static final Duration IDLE_MAX = Duration.ofHours(2);

  private final String organizationId;
  private final long seed;
  private final InstantSource clock;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private long logins;

  private record Open(Session session, Instant lastUsedAt) {}

  Sessions(String organizationId, long seed, InstantSource clock) {
    this.organizationId = organizationId;
    this.seed = seed;
    this.clock = clock;
  }

  synchronized Session login(String userId) {
    String secret = digest(seed + ":" + userId + ":" + ++logins);
    Session session = new Session(organizationId.substring(0, 15) + "!AQ" + secret, userId);
    open.put(session.token(), new Open(session, clock.instant()));
    return session;
  }

  /** The session of a token; null when it is unknown or over. */
  synchronized @Nullable Session find(String token) {
    Open found = open.get(token);
    if (found == null) {
      return null;
    }
    Instant now = clock.instant();
    if (found.lastUsedAt().plus(IDLE_MAX).isBefore(now)) {
      open.remove(token);
      return null;
    }
    open.put(token, new Open(found.session(), now));
    return found.session();
  }

  /** Ends one session; false when there is none. */
  synchronized boolean revoke(String token) {
    return open.remove(token) != null;
  }

  /** Ends all sessions and says how many there were. */
  synchronized int expireAll() {
    int ended = open.size();
    open.clear();
    return ended;
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
