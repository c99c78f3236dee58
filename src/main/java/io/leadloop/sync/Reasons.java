package io.leadloop.sync;

import io.leadloop.mapping.Translated;
import io.leadloop.plan.FieldStep;
import io.leadloop.store.Claim;
import io.leadloop.store.Problem;
import java.time.Instant;

/** Why a field, a write or a note waits, with what to do about it. */
final class Reasons {
  private final Instant now;

  Reasons(Instant now) {
    this.now = now;
  }

  static String code(FieldStep step) {
    Translated.Misfit misfit = step.misfit();
    return misfit == null ? "both-changed" : misfit.code();
  }

  static String why(FieldStep step) {
    Translated.Misfit misfit = step.misfit();
    return misfit == null ? step.decision().why() : misfit.why();
  }

  /** A field that waits for a person: nobody may decide it, or its value does not fit. */
  Problem field(String subject, FieldStep step) {
    boolean fits = step.misfit() == null;
    return new Problem(
        subject,
        step.rule().label(),
        fits ? Problem.Kind.PARKED : Problem.Kind.INVALID,
        code(step),
        why(step),
        fits
            ? "People changed this field on both sides, and its rule leaves the choice to a person."
            : "The value cannot be written to the other side; every other field of this link goes"
                + " on.",
        fits
            ? "Make both sides say the same, on either side."
            : "Correct the value, or its line " + step.rule().place().lineText() + ".",
        1,
        now);
  }

  /**
   * What the vendor refused.
   *
   * @param field what of the subject: a side's word, {@code note} or {@code task}
   * @param retry what an admin names to have it tried again
   */
  Problem refused(
      String subject, String field, WriteOutcome.Rejected rejected, Claim claim, String retry) {
    Refusal refusal = Refusal.of(rejected.code());
    return new Problem(
        subject,
        field,
        Problem.Kind.REJECTED,
        rejected.code(),
        rejected.message(),
        refusal.cause(),
        refusal.nextStep().formatted(retry),
        claim.attempts() + 1,
        now);
  }
}
