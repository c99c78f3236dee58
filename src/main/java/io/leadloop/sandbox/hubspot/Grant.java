package io.leadloop.sandbox.hubspot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows.
 *
 * @param author who writes with it
 * @param scopes the scopes it has; null for all there are
 * @param expiresAt null for never
 */
record Grant(Author author, @Nullable List<String> scopes, @Nullable Instant expiresAt) {
  /** Whether one of {@code anyOf} is there; nothing needed is always there. */
  boolean allows(List<String> anyOf) {
    return anyOf.isEmpty() || scopes == null || anyOf.stream().anyMatch(scopes::contains);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
