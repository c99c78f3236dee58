package io.leadloop.store;

import java.time.Instant;
import java.util.Locale;

/**
 * Why a subject waits.
 *
 * @param field the rule's label; empty when the whole subject waits
 * @param message the vendor's own words, or ours
 * @param cause what is the matter, for an admin
 * @param nextStep what to do
 * @param tries how often it was tried
 */
public record Problem(
    String subject,
    String field,
    Kind kind,
    String code,
    String message,
    String cause,
    String nextStep,
    int tries,
    Instant since) {

  /** Who said no. */
  public enum Kind {
    /** The vendor. */
    REJECTED,
    /** Our own check. */
    INVALID,
    /** Nobody: a person must decide. */
    PARKED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
