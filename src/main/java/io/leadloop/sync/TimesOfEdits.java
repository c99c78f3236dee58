package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.EditTimes;
import io.leadloop.merge.Verdict;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** When people edited fields that were changed on both sides, by the vendors' own histories. */
final class TimesOfEdits {
  private final Map<Side, Map<RecordKey, Map<String, Crm.Edit>>> edits = new EnumMap<>(Side.class);

  private TimesOfEdits() {}

  /**
   * Asks both vendors, for the undecided fields alone.
   *
   * @throws CrmException when a vendor could not be asked
   */
  static TimesOfEdits ask(Map<Pair, LinkPlan> plans, Round round) {
    TimesOfEdits asked = new TimesOfEdits();
    for (Side side : Side.values()) {
      Map<RecordKey, Set<String>> wanted = new LinkedHashMap<>();
      plans.forEach(
          (pair, plan) -> {
            for (FieldStep step : undecided(plan)) {
              wanted
                  .computeIfAbsent(pair.snapshot(side).key(), key -> new HashSet<>())
                  .add(field(step.rule(), side, plan));
            }
          });
      asked.edits.put(
          side, round.reader().crm(side).lastEdits(wanted, Instant.EPOCH, round.lane()));
    }
    return asked;
  }

  /**
   * The times for the undecided fields of one pair, by rule id. Where a vendor keeps no history of
   * a field, the time of its record's last change stands in, and is not certain.
   */
  Map<String, EditTimes> of(Pair pair, LinkPlan plan) {
    Map<String, EditTimes> known = new HashMap<>();
    for (FieldStep step : undecided(plan)) {
      Optional<Instant> hubspot = time(pair, plan, step.rule(), Side.HUBSPOT);
      Optional<Instant> salesforce = time(pair, plan, step.rule(), Side.SALESFORCE);
      known.put(
          step.rule().id(),
          new EditTimes(
              hubspot.orElse(pair.hubspot().modifiedAt()),
              hubspot.isPresent(),
              salesforce.orElse(pair.salesforce().modifiedAt()),
              salesforce.isPresent()));
    }
    return known;
  }

  private Optional<Instant> time(Pair pair, LinkPlan plan, FieldRule rule, Side side) {
    return Optional.ofNullable(
            edits
                .getOrDefault(side, Map.of())
                .getOrDefault(pair.snapshot(side).key(), Map.of())
                .get(field(rule, side, plan)))
        .map(Crm.Edit::at);
  }

  private static List<FieldStep> undecided(LinkPlan plan) {
    return plan.steps().stream()
        .filter(step -> step.decision().verdict() == Verdict.UNDECIDED)
        .toList();
  }

  private static String field(FieldRule rule, Side side, LinkPlan plan) {
    return Objects.requireNonNull(rule.field(side, plan.salesforceObject()));
  }
}
