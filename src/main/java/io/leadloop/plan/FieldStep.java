package io.leadloop.plan;

import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Translated;
import io.leadloop.merge.FieldDecision;
import io.leadloop.merge.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the plan does with one field of one link.
 *
 * @param hubspot what HubSpot shows before; empty for blank
 * @param salesforce what Salesforce shows before; empty for blank
 * @param writes the side that is written; null when nothing is
 * @param after what that side is given; empty for a clear, and when nothing is written
 * @param misfit why the value cannot be written, although the decision asks for it; null when it
 *     can
 */
public record FieldStep(
    FieldRule rule,
    FieldDecision decision,
    String hubspot,
    String salesforce,
    @Nullable Side writes,
    String after,
    Translated.@Nullable Misfit misfit) {

  public String before(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  /** Whether the field waits for a person: nobody may decide it, or its value does not fit. */
  public boolean waits() {
    return misfit != null || decision.verdict() == Verdict.PARK;
  }

  /** Whether it writes that the person does not want to be contacted. */
  public boolean optsOut() {
    return writes != null && rule.isOptOut() && after.equals("true");
  }

  /** The same decision, not carried out now. */
  public FieldStep unwritten() {
    return new FieldStep(rule, decision, hubspot, salesforce, null, "", misfit);
  }

  /**
   * The same where the vendor does not take the value: nothing is written, and what was settled of
   * the field stays.
   */
  public FieldStep refused() {
    FieldDecision kept =
        new FieldDecision(Verdict.SETTLED, decision.why() + ", but the value was refused");
    return new FieldStep(rule, kept, hubspot, salesforce, null, "", null);
  }

  /** Whether what was decided was left for the next look. */
  public boolean isPutOff() {
    return writes == null
        && misfit == null
        && (decision.verdict() == Verdict.TAKE_HUBSPOT
            || decision.verdict() == Verdict.TAKE_SALESFORCE);
  }

  /** Whether a value of a person is written over by another one. */
  public boolean overwrites() {
    return writes != null && !before(writes).isEmpty();
  }

  /** Whether a value is erased. */
  public boolean clears() {
    return overwrites() && after.isEmpty();
  }
}
