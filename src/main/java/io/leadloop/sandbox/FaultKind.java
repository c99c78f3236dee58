package io.leadloop.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a call on purpose. */
public enum FaultKind {
  /** The answer is late. */
  DELAY(Duration.ZERO),
  /** The connection is closed without an answer. */
  RESET(Duration.ZERO),
  /** Half of the answer's body comes, then the connection is closed. */
  TRUNCATE(Duration.ZERO),
  /** A status, with a body and headers if the plan gives them. */
  STATUS(Duration.ZERO),
  /** The vendor's own refusal of too many calls. */
  RATE_LIMIT(Duration.ZERO),
  /** The vendor's own refusal of a record that something else holds, for two seconds. */
  LOCK(Duration.ofSeconds(2)),
  /** The vendor's own answer while it moves an account to another place. */
  MIGRATION(Duration.ZERO);

  private final Duration lastsUsually;

  FaultKind(Duration lastsUsually) {
    this.lastsUsually = lastsUsually;
  }

  /** How long it goes on for the same path once it struck, unless a plan says otherwise. */
  Duration lastsUsually() {
    return lastsUsually;
  }

  /** As plans write it, such as {@code rate_limit}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(FaultKind::word).toList();
  }

  static @Nullable FaultKind ofWord(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElse(null);
  }
}
