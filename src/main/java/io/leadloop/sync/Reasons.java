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
    Translated.Misfit misfit = step.misfit();
    if (misfit == null) {
      return field(
          subject,
          step,
          Problem.Kind.PARKED,
          "People changed this field on both sides, and its rule leaves the choice to a person.",
          "Make both sides say the same, on either side.");
    }
    if (misfit.code().equals(PingPong.CODE)) {
      return field(
          subject,
          step,
          Problem.Kind.PARKED,
          "Something in HubSpot or Salesforce, such as a workflow, a flow or a trigger, changes back"
              + " what arrives; every other field of this link goes on.",
          "Let only one of them set this field, or give its line %s one direction. It is tried again by itself after %d minutes."
              .formatted(step.rule().place().lineText(), PingPong.WITHIN.toMinutes()));
    }
    return field(
        subject,
        step,
        Problem.Kind.INVALID,
        "The value cannot be written to the other side; every other field of this link goes on.",
        "Correct the value, or its line " + step.rule().place().lineText() + ".");
  }

  private Problem field(
      String subject, FieldStep step, Problem.Kind kind, String cause, String nextStep) {
    return new Problem(
        subject, step.rule().label(), kind, code(step), why(step), cause, nextStep, 1, now);
  }

  /**
   * What the vendor refused.
   *
   * @param field what of the subject: a side's word, {@code note} or {@code task}
   * @param retry what an admin names to have it tried again
   */
  Problem refused(
      String subject, String field, WriteOutcome.Rejected rejected, Claim claim, String retry) {
    return problem(subject, field, rejected, Refusal.of(rejected.code()), claim, retry);
  }

  /** A record that is to be deleted and that the vendor does not delete; the same parameters. */
  Problem notDeleted(
      String subject, String field, WriteOutcome.Rejected rejected, Claim claim, String retry) {
    return problem(subject, field, rejected, Refusal.ofDeletion(rejected.code()), claim, retry);
  }

  private Problem problem(
      String subject,
      String field,
      WriteOutcome.Rejected rejected,
      Refusal refusal,
      Claim claim,
      String retry) {
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
