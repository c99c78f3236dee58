package io.leadloop.merge;

import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.UnknownValue;
import io.leadloop.mapping.ValueTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every rule, every baseline, every pair of values and every evidence of a small set. */
final class MergeCases {
  private static final List<String> VALUES = List.of("", "a", "A", "b");
  private static final Instant EARLY = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(1);

  /** What Salesforce is given for a blank, where a form has such a word. */
  static final String FILLER = "b";

  /** A kind of values, and the same kind seen in a mirror. */
  record Kind(String name, FieldRule rule, FieldRule mirrored) {}

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

  private MergeCases() {}

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

  /**
   * Checks a promise on all of them.
   *
   * @return how many there are
   */
  static long each(Consumer<MergeCase> promise) {
    long checked = 0;
    for (Kind kind : KINDS) {
      for (Flow flow : Flow.values()) {
        for (BothChanged bothChanged : BothChanged.values()) {
          for (Blanks blanks : Blanks.values()) {
            FieldRule rule = kind.rule().flow(flow).bothChanged(bothChanged).blanks(blanks);
            for (FieldBaseline baseline : baselines()) {
              for (String hubspot : VALUES) {
                for (String salesforce : VALUES) {
                  for (EditTimes times : evidence(bothChanged)) {
                    check(new MergeCase(kind, rule, baseline, hubspot, salesforce, times), promise);
                    checked++;
                  }
                }
              }
            }
          }
        }
      }
    }
    return checked;
  }

  private static void check(MergeCase one, Consumer<MergeCase> promise) {
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
}
