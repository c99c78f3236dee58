package io.leadloop.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Owners;
import io.leadloop.mapping.Translated;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What {@link FieldMerge} promises, for every rule, every baseline, every pair of values and every
 * evidence of a small set. Nothing is drawn by chance, so nothing is left out.
 */
class MergeTest {
  private static long checked;

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
          Optional<MergeCase> done = one.carriedOut();
          done.ifPresent(after -> assertThat(after.verdict()).isEqualTo(Verdict.SETTLED));
        });
  }

  @Test
  void whatAVendorMakesOfAWrittenValueNeverComesBack() {
    each(
        one -> {
          Side written = one.written();
          one.carriedOut()
              .filter(after -> written != null)
              .ifPresent(
                  after -> {
                    String upper = after.value(written).toUpperCase(Locale.ROOT) + "!";
                    FieldBaseline shown =
                        new FieldBaseline(after.hubspot(), after.salesforce()).with(written, upper);
                    MergeCase next = after.with(shown, shown.hubspot(), shown.salesforce());
                    assertThat(next.verdict()).isEqualTo(Verdict.SETTLED);
                  });
        });
  }

  @Test
  void bothSidesSayTheSameAfterAWrite() {
    each(
        one -> {
          if (one.written() != null) {
            one.carriedOut()
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
          assertThat(one.mirrored().verdict()).isEqualTo(one.mirroredVerdict());
        });
  }

  @Test
  void theOwnerOfAOneWayFieldIsNeverWritten() {
    each(
        one -> {
          Side written = one.written();
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
            assertThat(one.writesBlankOverValue()).isFalse();
          }
        });
  }

  @Test
  void noBlankIsWrittenOverAValueBeforeTheFirstSettlement() {
    each(
        one -> {
          if (one.baseline() == null) {
            assertThat(one.writesBlankOverValue()).isFalse();
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
            MergeCase timeless =
                new MergeCase(
                    one.kind(), one.rule(), one.baseline(), one.hubspot(), one.salesforce(), null);
            assertThat(one.decision()).isEqualTo(timeless.decision());
          }
        });
  }

  @Test
  void theLaterEditWinsAndWithoutEvidenceNobodyDoes() {
    each(
        one -> {
          MergeCase asked =
              new MergeCase(
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
            assertThat(given).isNotEqualTo(new Translated.Fits(MergeCases.FILLER));
          }
        });
  }

  private static void each(Consumer<MergeCase> promise) {
    checked += MergeCases.each(promise);
  }
}
