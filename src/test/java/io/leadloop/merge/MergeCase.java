package io.leadloop.merge;

import io.leadloop.lead.Side;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Owners;
import io.leadloop.mapping.Translated;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question to the merge, with what is known of it without asking.
 *
 * @param kind the kind of values that its rule is of
 */
record MergeCase(
    MergeCases.Kind kind,
    FieldRule rule,
    @Nullable FieldBaseline baseline,
    String hubspot,
    String salesforce,
    @Nullable EditTimes times) {

  FieldDecision decision() {
    return FieldMerge.merge(rule, baseline, hubspot, salesforce, times, Owners.NONE);
  }

  Verdict verdict() {
    return decision().verdict();
  }

  String value(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  boolean blank(Side side) {
    return rule.isBlank(side, value(side));
  }

  boolean moved(Side side) {
    return baseline == null
        || !rule.canonical(baseline.of(side)).equals(rule.canonical(value(side)));
  }

  MergeCase with(@Nullable FieldBaseline settled, String nowHubspot, String nowSalesforce) {
    return new MergeCase(kind, rule, settled, nowHubspot, nowSalesforce, null);
  }

  /** The field after what the verdict says was done; empty when nothing may be done. */
  Optional<MergeCase> carriedOut() {
    Side from =
        switch (verdict()) {
          case TAKE_HUBSPOT -> Side.HUBSPOT;
          case TAKE_SALESFORCE -> Side.SALESFORCE;
          case SETTLED, REBASE, UNDECIDED, PARK -> null;
        };
    if (from != null) {
      Translated given = rule.translate(from, value(from), Owners.NONE);
      if (!(given instanceof Translated.Fits fits)) {
        return Optional.empty();
      }
      FieldBaseline after = new FieldBaseline(hubspot, salesforce).with(from.other(), fits.text());
      return Optional.of(with(after, after.hubspot(), after.salesforce()));
    }
    return switch (verdict()) {
      case SETTLED -> Optional.of(this);
      case REBASE -> Optional.of(with(new FieldBaseline(hubspot, salesforce), hubspot, salesforce));
      default -> Optional.empty();
    };
  }

  /** The side that the verdict writes; null for none. */
  @Nullable Side written() {
    return switch (verdict()) {
      case TAKE_HUBSPOT -> Side.SALESFORCE;
      case TAKE_SALESFORCE -> Side.HUBSPOT;
      case SETTLED, REBASE, UNDECIDED, PARK -> null;
    };
  }

  boolean writesBlankOverValue() {
    Side written = written();
    return written != null && blank(written.other()) && !blank(written);
  }

  /** The verdict, as it looks in a mirror. */
  Verdict mirroredVerdict() {
    Verdict verdict = verdict();
    return switch (verdict) {
      case TAKE_HUBSPOT -> Verdict.TAKE_SALESFORCE;
      case TAKE_SALESFORCE -> Verdict.TAKE_HUBSPOT;
      case SETTLED, REBASE, UNDECIDED, PARK -> verdict;
    };
  }

  @SuppressWarnings("ArgumentSelectionDefectChecker") // A mirror swaps them.
  MergeCase mirrored() {
    Flow flow =
        switch (rule.flow()) {
          case BOTH_WAYS -> Flow.BOTH_WAYS;
          case FROM_HUBSPOT -> Flow.FROM_SALESFORCE;
          case FROM_SALESFORCE -> Flow.FROM_HUBSPOT;
        };
    BothChanged bothChanged =
        switch (rule.bothChanged()) {
          case HUBSPOT -> BothChanged.SALESFORCE;
          case SALESFORCE -> BothChanged.HUBSPOT;
          case LATEST, PARK -> rule.bothChanged();
        };
    return new MergeCase(
        kind,
        kind.mirrored().flow(flow).bothChanged(bothChanged).blanks(rule.blanks()),
        baseline == null ? null : new FieldBaseline(baseline.salesforce(), baseline.hubspot()),
        salesforce,
        hubspot,
        times == null
            ? null
            : new EditTimes(
                times.salesforce(),
                times.salesforceCertain(),
                times.hubspot(),
                times.hubspotCertain()));
  }
}
