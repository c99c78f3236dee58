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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An opt-out wins over every rule: each rule, each baseline and each pair of values. */
class OptOutTest {
  private static final List<String> VALUES = List.of("", "false", "No", "true", "TRUE", "yes");

  private record Case(
      FieldRule rule, @Nullable FieldBaseline baseline, String hubspot, String salesforce) {
    Verdict verdict() {
      return FieldMerge.merge(rule, baseline, hubspot, salesforce, null, Owners.NONE).verdict();
    }

    String value(Side side) {
      return side == Side.HUBSPOT ? hubspot : salesforce;
    }

    boolean isOut(Side side) {
      return rule.canonical(value(side)).equals("true");
    }

    boolean wasOut(Side side) {
      return baseline != null && rule.canonical(baseline.of(side)).equals("true");
    }
  }

  private static List<Case> cases() {
    List<FieldBaseline> baselines = new ArrayList<>();
    baselines.add(null);
    VALUES.forEach(h -> VALUES.forEach(s -> baselines.add(new FieldBaseline(h, s))));
    List<Case> cases = new ArrayList<>();
    for (Flow flow : Flow.values()) {
      for (BothChanged both : BothChanged.values()) {
        for (Blanks blanks : Blanks.values()) {
          FieldRule rule =
              FieldRule.of("no_calls", "DoNotCall")
                  .form(Form.OPT_OUT)
                  .flow(flow)
                  .bothChanged(both)
                  .blanks(blanks);
          for (FieldBaseline baseline : baselines) {
            VALUES.forEach(h -> VALUES.forEach(s -> cases.add(new Case(rule, baseline, h, s))));
          }
        }
      }
    }
    return cases;
  }

  @Test
  void whoOptsOutAnywhereIsOptedOutEverywhere() {
    for (Case one : cases()) {
      for (Side side : Side.values()) {
        boolean optedOutNow = one.isOut(side) && !one.wasOut(side);
        if (optedOutNow && !one.isOut(side.other())) {
          assertThat(one.verdict()).as("%s", one).isEqualTo(Verdict.take(side));
          assertThat(one.rule().writesTo(side.other())).isTrue();
        }
      }
    }
  }

  @Test
  void anOptOutIsLiftedOnlyByAPersonOnASideThatTheFlowWritesFrom() {
    for (Case one : cases()) {
      for (Side side : Side.values()) {
        boolean lifts = one.verdict() == Verdict.take(side) && !one.isOut(side);
        if (lifts) {
          assertThat(one.wasOut(side)).as("%s", one).isTrue();
          assertThat(one.wasOut(side.other())).as("%s", one).isTrue();
          assertThat(one.rule().flow().writesTo(side.other())).as("%s", one).isTrue();
        }
      }
    }
  }

  @Test
  void nobodyIsAskedAndBlankMeansNo() {
    for (Case one : cases()) {
      assertThat(one.verdict()).as("%s", one).isNotIn(Verdict.PARK, Verdict.UNDECIDED);
      if (one.isOut(Side.HUBSPOT) == one.isOut(Side.SALESFORCE)) {
        assertThat(one.verdict()).as("%s", one).isIn(Verdict.SETTLED, Verdict.REBASE);
      }
    }
  }

  @Test
  void whatIsWrittenIsAPlainYesOrNo() {
    FieldRule rule = FieldRule.of("no_calls", "DoNotCall").form(Form.OPT_OUT);
    assertThat(rule.translate(Side.HUBSPOT, "Yes", Owners.NONE))
        .isEqualTo(new Translated.Fits("true"));
    assertThat(rule.translate(Side.HUBSPOT, "", Owners.NONE))
        .isEqualTo(new Translated.Fits("false"));
    assertThat(rule.translate(Side.HUBSPOT, "maybe", Owners.NONE))
        .isInstanceOf(Translated.Misfit.class);
  }
}
