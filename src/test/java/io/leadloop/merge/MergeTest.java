package io.leadloop.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Owners;
import io.leadloop.mapping.Translated;
import io.leadloop.mapping.UnknownValue;
import io.leadloop.mapping.ValueTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What {@link FieldMerge} promises, for every rule, every baseline, every pair of values and every
 * evidence of a small set. Nothing is drawn by chance, so nothing is left out.
 */
class MergeTest {
  private static final List<String> VALUES = List.of("", "a", "A", "b");
  private static final Instant EARLY = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(1);

  /** What Salesforce is given for a blank, where a form has such a word. */
  private static final String FILLER = "b";

  private static long checked;

  /** A kind of values, and the same kind seen in a mirror. */
  private record Kind(String name, FieldRule rule, FieldRule mirrored) {}

  private static final List<Kind> KINDS =
      List.of(
          same("text", plain()),
          same("email", plain().form(Form.EMAIL)),
          same("phone", plain().form(Form.PHONE)),
          same("number", plain().form(Form.NUMBER)),
          same("cut", plain().cutAt(1)),
          table("table, unknown parks", new UnknownValue.Park()),
          table("table, unknown passes", new UnknownValue.Pass()),
          table("table, unknown becomes b", new UnknownValue.Default("b")),
          same("filled where blank", plain().ifBlank(FILLER)));

  /** One question to the merge. */
  private record Case(
      Kind kind,
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

    Case with(@Nullable FieldBaseline settled, String nowHubspot, String nowSalesforce) {
      return new Case(kind, rule, settled, nowHubspot, nowSalesforce, null);
    }
  }

  @AfterAll
  static void tell() {
    System.out.printf("merge: %,d cases checked%n", checked);
  }

  @Test
  void neverThrowsAndAlwaysExplains() {
    each(one -> assertThat(one.decision().why()).isNotBlank());
  }

  @Test
  void doingWhatTheVerdictSaysSettlesTheFieldInOneStep() {
    each(
        one -> {
          Optional<Case> done = carriedOut(one);
          done.ifPresent(after -> assertThat(after.verdict()).isEqualTo(Verdict.SETTLED));
        });
  }

  @Test
  void whatAVendorMakesOfAWrittenValueNeverComesBack() {
    each(
        one -> {
          Side written = written(one.verdict());
          carriedOut(one)
              .filter(after -> written != null)
              .ifPresent(
                  after -> {
                    String upper = after.value(written).toUpperCase(Locale.ROOT) + "!";
                    FieldBaseline shown =
                        new FieldBaseline(after.hubspot(), after.salesforce()).with(written, upper);
                    Case next = after.with(shown, shown.hubspot(), shown.salesforce());
                    assertThat(next.verdict()).isEqualTo(Verdict.SETTLED);
                  });
        });
  }

  @Test
  void bothSidesSayTheSameAfterAWrite() {
    each(
        one -> {
          if (written(one.verdict()) != null) {
            carriedOut(one)
                .ifPresent(
                    after ->
                        assertThat(
                                one.rule().agree(after.hubspot(), after.salesforce(), Owners.NONE))
                            .isTrue());
          }
        });
  }

  @Test
  void swappingTheSidesMirrorsTheVerdict() {
    each(
        one -> {
          if (one.rule().ifBlank() != null) {
            return; // Only Salesforce is filled, so this rule has no mirror.
          }
          assertThat(mirrored(one).verdict()).isEqualTo(mirrored(one.verdict()));
        });
  }

  @Test
  void theOwnerOfAOneWayFieldIsNeverWritten() {
    each(
        one -> {
          Side written = written(one.verdict());
          assertThat(written == null || one.rule().flow().writesTo(written)).isTrue();
        });
  }

  @Test
  void aOneWayFieldIsNeverParkedAndNeverAsksForTimes() {
    each(
        one -> {
          if (one.rule().flow() != Flow.BOTH_WAYS) {
            assertThat(one.verdict()).isNotIn(Verdict.PARK, Verdict.UNDECIDED);
          }
        });
  }

  @Test
  void aBlankThatIsKeptOutIsNeverWrittenOverAValue() {
    each(
        one -> {
          if (one.rule().blanks() == Blanks.KEPT_OUT) {
            assertThat(writesBlankOverValue(one)).isFalse();
          }
        });
  }

  @Test
  void noBlankIsWrittenOverAValueBeforeTheFirstSettlement() {
    each(
        one -> {
          if (one.baseline() == null) {
            assertThat(writesBlankOverValue(one)).isFalse();
          }
        });
  }

  @Test
  void aBlankThatIsCarriedClearsTheOtherSideOnceSettled() {
    each(
        one -> {
          Side cleared = one.moved(Side.HUBSPOT) ? Side.HUBSPOT : Side.SALESFORCE;
          boolean onlyOneMoved = one.moved(Side.HUBSPOT) != one.moved(Side.SALESFORCE);
          if (one.rule().blanks() == Blanks.CARRIED
              && one.rule().flow() == Flow.BOTH_WAYS
              && onlyOneMoved
              && one.blank(cleared)
              && !one.blank(cleared.other())
              && !one.rule().agree(one.hubspot(), one.salesforce(), Owners.NONE)) {
            assertThat(one.verdict()).isEqualTo(Verdict.take(cleared));
          }
        });
  }

  @Test
  void nothingMovedMeansNothingToDo() {
    each(
        one -> {
          boolean still = !one.moved(Side.HUBSPOT) && !one.moved(Side.SALESFORCE);
          assertThat(one.verdict() == Verdict.SETTLED).isEqualTo(still);
        });
  }

  @Test
  void onATwoWayFieldTheSideThatAloneMovedIsNeverWritten() {
    each(
        one -> {
          if (one.rule().flow() == Flow.BOTH_WAYS
              && one.moved(Side.HUBSPOT) != one.moved(Side.SALESFORCE)) {
            Side mover = one.moved(Side.HUBSPOT) ? Side.HUBSPOT : Side.SALESFORCE;
            assertThat(one.verdict()).isNotEqualTo(Verdict.take(mover.other()));
            assertThat(one.verdict()).isNotIn(Verdict.PARK, Verdict.UNDECIDED);
          }
        });
  }

  @Test
  void onlyTheLaterEditRuleLooksAtTimes() {
    each(
        one -> {
          if (one.rule().bothChanged() != BothChanged.LATEST) {
            Case timeless =
                new Case(
                    one.kind(), one.rule(), one.baseline(), one.hubspot(), one.salesforce(), null);
            assertThat(one.decision()).isEqualTo(timeless.decision());
          }
        });
  }

  @Test
  void theLaterEditWinsAndWithoutEvidenceNobodyDoes() {
    each(
        one -> {
          Case asked =
              new Case(
                  one.kind(), one.rule(), one.baseline(), one.hubspot(), one.salesforce(), null);
          if (asked.verdict() != Verdict.UNDECIDED) {
            return;
          }
          EditTimes times = one.times();
          Verdict expected =
              times == null
                  ? Verdict.UNDECIDED
                  : times.hubspot() == null
                          || times.salesforce() == null
                          || times.hubspot().equals(times.salesforce())
                      ? Verdict.PARK
                      : Verdict.take(
                          times.hubspot().isAfter(times.salesforce())
                              ? Side.HUBSPOT
                              : Side.SALESFORCE);
          assertThat(one.verdict()).isEqualTo(expected);
        });
  }

  @Test
  void whatSalesforceWasFilledWithIsNeverWrittenToHubspot() {
    each(
        one -> {
          if (one.rule().ifBlank() != null && one.verdict() == Verdict.TAKE_SALESFORCE) {
            Translated given = one.rule().translate(Side.SALESFORCE, one.salesforce(), Owners.NONE);
            assertThat(given).isNotEqualTo(new Translated.Fits(FILLER));
          }
        });
  }

  private static FieldRule plain() {
    return FieldRule.of("property", "Field");
  }

  private static Kind same(String name, FieldRule rule) {
    return new Kind(name, rule, rule);
  }

  /** Both sides know the words a and b only, and mean the opposite of each other. */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // A mirror swaps them.
  private static Kind table(String name, UnknownValue unknown) {
    List<ValueTable.Pair> pairs =
        List.of(new ValueTable.Pair("a", "b"), new ValueTable.Pair("b", "A"));
    List<ValueTable.Pair> swapped =
        pairs.stream().map(p -> new ValueTable.Pair(p.salesforce(), p.hubspot())).toList();
    return new Kind(
        name,
        plain().values(new ValueTable("words", pairs, unknown)),
        plain().values(new ValueTable("words", swapped, unknown)));
  }

  private static void each(Consumer<Case> promise) {
    for (Kind kind : KINDS) {
      for (Flow flow : Flow.values()) {
        for (BothChanged bothChanged : BothChanged.values()) {
          for (Blanks blanks : Blanks.values()) {
            FieldRule rule = kind.rule().flow(flow).bothChanged(bothChanged).blanks(blanks);
            for (FieldBaseline baseline : baselines()) {
              for (String hubspot : VALUES) {
                for (String salesforce : VALUES) {
                  for (EditTimes times : evidence(bothChanged)) {
                    check(new Case(kind, rule, baseline, hubspot, salesforce, times), promise);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static void check(Case one, Consumer<Case> promise) {
    checked++;
    try {
      promise.accept(one);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s, %s, %s, %s: baseline %s, HubSpot \"%s\", Salesforce \"%s\", times %s gives %s"
              .formatted(
                  one.kind().name(),
                  one.rule().flow(),
                  one.rule().bothChanged(),
                  one.rule().blanks(),
                  one.baseline(),
                  one.hubspot(),
                  one.salesforce(),
                  one.times(),
                  e),
          e);
    }
  }

  private static List<@Nullable FieldBaseline> baselines() {
    List<FieldBaseline> baselines = new ArrayList<>();
    baselines.add(null);
    for (String hubspot : VALUES) {
      for (String salesforce : VALUES) {
        baselines.add(new FieldBaseline(hubspot, salesforce));
      }
    }
    return baselines;
  }

  /** All kinds of evidence for the rule that asks for it, and two for those that do not. */
  private static List<@Nullable EditTimes> evidence(BothChanged bothChanged) {
    List<EditTimes> evidence = new ArrayList<>();
    evidence.add(null);
    evidence.add(new EditTimes(LATE, true, EARLY, true));
    if (bothChanged != BothChanged.LATEST) {
      return evidence;
    }
    evidence.add(new EditTimes(EARLY, false, LATE, true));
    evidence.add(new EditTimes(EARLY, true, EARLY, true));
    evidence.add(new EditTimes(null, false, LATE, true));
    evidence.add(new EditTimes(EARLY, true, null, false));
    return evidence;
  }

  /** The field after what the verdict says was done; empty when nothing may be done. */
  private static Optional<Case> carriedOut(Case one) {
    Side from =
        switch (one.verdict()) {
          case TAKE_HUBSPOT -> Side.HUBSPOT;
          case TAKE_SALESFORCE -> Side.SALESFORCE;
          case SETTLED, REBASE, UNDECIDED, PARK -> null;
        };
    if (from != null) {
      Translated given = one.rule().translate(from, one.value(from), Owners.NONE);
      if (!(given instanceof Translated.Fits fits)) {
        return Optional.empty();
      }
      FieldBaseline after =
          new FieldBaseline(one.hubspot(), one.salesforce()).with(from.other(), fits.text());
      return Optional.of(one.with(after, after.hubspot(), after.salesforce()));
    }
    return switch (one.verdict()) {
      case SETTLED -> Optional.of(one);
      case REBASE ->
          Optional.of(
              one.with(
                  new FieldBaseline(one.hubspot(), one.salesforce()),
                  one.hubspot(),
                  one.salesforce()));
      default -> Optional.empty();
    };
  }

  private static @Nullable Side written(Verdict verdict) {
    return switch (verdict) {
      case TAKE_HUBSPOT -> Side.SALESFORCE;
      case TAKE_SALESFORCE -> Side.HUBSPOT;
      case SETTLED, REBASE, UNDECIDED, PARK -> null;
    };
  }

  private static boolean writesBlankOverValue(Case one) {
    Side written = written(one.verdict());
    return written != null && one.blank(written.other()) && !one.blank(written);
  }

  private static Verdict mirrored(Verdict verdict) {
    return switch (verdict) {
      case TAKE_HUBSPOT -> Verdict.TAKE_SALESFORCE;
      case TAKE_SALESFORCE -> Verdict.TAKE_HUBSPOT;
      case SETTLED, REBASE, UNDECIDED, PARK -> verdict;
    };
  }

  @SuppressWarnings("ArgumentSelectionDefectChecker") // A mirror swaps them.
  private static Case mirrored(Case one) {
    Flow flow =
        switch (one.rule().flow()) {
          case BOTH_WAYS -> Flow.BOTH_WAYS;
          case FROM_HUBSPOT -> Flow.FROM_SALESFORCE;
          case FROM_SALESFORCE -> Flow.FROM_HUBSPOT;
        };
    BothChanged bothChanged =
        switch (one.rule().bothChanged()) {
          case HUBSPOT -> BothChanged.SALESFORCE;
          case SALESFORCE -> BothChanged.HUBSPOT;
          case LATEST, PARK -> one.rule().bothChanged();
        };
    FieldBaseline baseline = one.baseline();
    EditTimes times = one.times();
    return new Case(
        one.kind(),
        one.kind().mirrored().flow(flow).bothChanged(bothChanged).blanks(one.rule().blanks()),
        baseline == null ? null : new FieldBaseline(baseline.salesforce(), baseline.hubspot()),
        one.salesforce(),
        one.hubspot(),
        times == null
            ? null
            : new EditTimes(
                times.salesforce(),
                times.salesforceCertain(),
                times.hubspot(),
                times.hubspotCertain()));
  }
}
