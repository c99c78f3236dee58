package io.leadloop.merge;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Owners;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides one field of one link. Pure and total: no clock, no input or output, never throws.
 *
 * <p>A side has <em>moved</em> when it shows something else than at the last settlement; before the
 * first settlement both have. If no side moved there is nothing to do, even when the two differ:
 * vendors rewrite what they are given. If both say the same, only the baseline is behind. On a
 * one-way field the owner's value stands, whoever moved. On a two-way field the side that moved
 * wins; if both moved apart, the rule decides.
 *
 * <p>A blank that is kept out stays where it is, and takes the other side's value only where
 * nothing was ever settled or both sides moved. Before the first settlement every blank is kept
 * out, even where the rule carries blanks: nobody is known to have cleared anything, the field was
 * never filled. What Salesforce was given for a blank counts as a blank.
 *
 * <p>An opt-out wins over all of this: where one side says that the person does not want to be
 * contacted and the other does not, the opt-out is taken, against the flow too. It is lifted only
 * by a person who lifts it, after both sides had agreed on it, on a side that the flow writes from.
 *
 * <p>Promises, each checked for every combination of a small value set: doing what the verdict says
 * settles the field in one step, and after a write both sides say the same; swapping the sides
 * mirrors the verdict; the owner of a one-way field is never written; of a two-way field the side
 * that alone moved is never written; with {@link Blanks#KEPT_OUT}, and before the first settlement
 * with any rule, no blank is ever written over a value.
 *
 * <p>A value that went A, B, A between two looks did not move, as far as any comparison of states
 * can tell.
 */
public final class FieldMerge {
  private FieldMerge() {}

  /**
   * @param baseline what each side showed when last settled; null for a field that never was
   * @param hubspot what HubSpot shows now, in its own text; empty for blank
   * @param salesforce what Salesforce shows now, in its own text; empty for blank
   * @param times when each side's value was edited; null when nobody asked yet
   */
  public static FieldDecision merge(
      FieldRule rule,
      @Nullable FieldBaseline baseline,
      String hubspot,
      String salesforce,
      @Nullable EditTimes times,
      Owners owners) {
    boolean hubspotMoved = baseline == null || moved(rule, baseline.hubspot(), hubspot);
    boolean salesforceMoved = baseline == null || moved(rule, baseline.salesforce(), salesforce);

    if (!hubspotMoved && !salesforceMoved) {
      return new FieldDecision(Verdict.SETTLED, "neither side changed");
    }
    if (rule.agree(hubspot, salesforce, owners)) {
      return new FieldDecision(Verdict.REBASE, "both sides say the same");
    }
    if (rule.isOptOut()) {
      return optOut(rule, hubspot, hubspotMoved, salesforceMoved);
    }
    // Before the first settlement nobody is known to have cleared anything: a blank was never
    // filled.
    boolean keptOut = rule.blanks() == Blanks.KEPT_OUT || baseline == null;
    if (rule.flow() != Flow.BOTH_WAYS) {
      Side owner = rule.flow() == Flow.FROM_HUBSPOT ? Side.HUBSPOT : Side.SALESFORCE;
      boolean blank = rule.isBlank(owner, owner == Side.HUBSPOT ? hubspot : salesforce);
      return keptOut && blank
          ? new FieldDecision(Verdict.REBASE, owner.label() + "'s blank is kept out")
          : new FieldDecision(Verdict.take(owner), "the field flows from " + owner.label());
    }
    if (hubspotMoved != salesforceMoved) {
      Side mover = hubspotMoved ? Side.HUBSPOT : Side.SALESFORCE;
      boolean blank = rule.isBlank(mover, hubspotMoved ? hubspot : salesforce);
      return keptOut && blank
          ? new FieldDecision(
              Verdict.REBASE, mover.label() + " was cleared, and blanks are kept out")
          : new FieldDecision(Verdict.take(mover), "only " + mover.label() + " changed");
    }
    boolean hubspotBlank = rule.isBlank(Side.HUBSPOT, hubspot);
    boolean salesforceBlank = rule.isBlank(Side.SALESFORCE, salesforce);
    if (keptOut && hubspotBlank != salesforceBlank) {
      Side filled = hubspotBlank ? Side.SALESFORCE : Side.HUBSPOT;
      return new FieldDecision(
          Verdict.take(filled), "only " + filled.label() + " has a value, and blanks are kept out");
    }
    String both =
        baseline == null ? "the sides differ and were never settled" : "both sides changed";
    return switch (rule.bothChanged()) {
      case HUBSPOT -> new FieldDecision(Verdict.TAKE_HUBSPOT, both + ", and HubSpot wins by rule");
      case SALESFORCE ->
          new FieldDecision(Verdict.TAKE_SALESFORCE, both + ", and Salesforce wins by rule");
      case PARK -> new FieldDecision(Verdict.PARK, both + ", and the rule leaves it to a person");
      case LATEST ->
          times == null
              ? new FieldDecision(Verdict.UNDECIDED, both + ", and the later edit wins")
              : later(both, times);
    };
  }

  /** One side says yes and the other no. */
  private static FieldDecision optOut(
      FieldRule rule, String hubspot, boolean hubspotMoved, boolean salesforceMoved) {
    Side out = rule.canonical(hubspot).equals("true") ? Side.HUBSPOT : Side.SALESFORCE;
    Side in = out.other();
    boolean outMoved = out == Side.HUBSPOT ? hubspotMoved : salesforceMoved;
    if (outMoved) {
      return new FieldDecision(
          Verdict.take(out), "the person opted out in " + out.label() + ", and an opt-out wins");
    }
    if (rule.flow().writesTo(out)) {
      return new FieldDecision(
          Verdict.take(in), "the opt-out was lifted in " + in.label() + " alone");
    }
    return new FieldDecision(
        Verdict.take(out),
        "the opt-out of " + out.label() + " stands; it can only be lifted there");
  }

  private static boolean moved(FieldRule rule, String was, String is) {
    // Most fields show the very same text as before, and a canonical text is dear.
    return !was.equals(is) && !rule.canonical(was).equals(rule.canonical(is));
  }

  /**
   * Where one time is unknown or both are equal nothing says which edit was the later one, so a
   * person must.
   */
  private static FieldDecision later(String both, EditTimes times) {
    Instant hubspot = times.hubspot();
    Instant salesforce = times.salesforce();
    if (hubspot == null || salesforce == null || hubspot.equals(salesforce)) {
      return new FieldDecision(
          Verdict.PARK, both + ", and the vendors do not say which edit was the later one");
    }
    Side side = hubspot.isAfter(salesforce) ? Side.HUBSPOT : Side.SALESFORCE;
    String evidence =
        "HubSpot's at %s (%s), Salesforce's at %s (%s)"
            .formatted(
                hubspot,
                certainty(times.hubspotCertain()),
                salesforce,
                certainty(times.salesforceCertain()));
    return new FieldDecision(
        Verdict.take(side),
        both + ", and " + side.label() + "'s edit is the later one: " + evidence);
  }

  private static String certainty(boolean certain) {
    return certain ? "certain: the value's own history" : "possible: the record's last change";
  }
}
