package io.leadloop.ops;

import io.leadloop.lead.Conversion;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.Backlog;
import io.leadloop.store.Claim;
import io.leadloop.store.Gone;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Mode;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import io.leadloop.sync.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Explains one link or record: what both sides show, what was settled, what it waits for, what
 * would happen next.
 */
public final class Explainer {
  private static final int JOURNAL_ROWS = 10;

  private final Rules rules;
  private final State state;
  private final Vendors vendors;
  private final Planner planner;
  private final InstantSource clock;

  public Explainer(
      Rules rules, State state, Vendors vendors, Planner planner, InstantSource clock) {
    this.rules = rules;
    this.state = state;
    this.vendors = vendors;
    this.planner = planner;
    this.clock = clock;
  }

  /**
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  public Explanation explain(String subject) {
    Work work = planner.works(List.of(subject)).get(0);
    PlanTally tally = new PlanTally(rules, 1);
    tally.add(work);
    PlanEntry entry = tally.entries().isEmpty() ? null : tally.entries().get(0);
    Claim claim = new Claim(subject, 0, 0, 0);
    LinkRow row = row(claim);
    LinkPlan plan =
        work instanceof Work.Linked linked
            ? linked.plan()
            : work instanceof Work.Create create ? create.plan() : null;
    List<Problem> problems = state.store().read(handle -> state.problems().of(handle, subject));
    List<JournalRow> journal =
        state.store().read(handle -> state.journal().last(handle, subject, JOURNAL_ROWS));
    Map<String, String> tokens = new LinkedHashMap<>();
    if (row != null) {
      for (Side side : Side.values()) {
        String token = row.shown(side).token();
        tokens.put(side.word(), token == null ? "" : token);
      }
    }
    return new Explanation(
        subject,
        records(claim, row),
        plan == null ? List.of() : fields(plan, row),
        row == null ? gate(claim) : List.of(),
        problems,
        waitsFor(subject, problems, row),
        entry,
        journal,
        tokens);
  }

  private @Nullable LinkRow row(Claim claim) {
    Long id = claim.linkId();
    if (id == null) {
      return null;
    }
    List<LinkRow> rows = state.store().read(handle -> state.links().byId(handle, List.of(id)));
    return rows.isEmpty() ? null : rows.get(0);
  }

  private List<String> records(Claim claim, @Nullable LinkRow row) {
    if (row != null) {
      Conversion conversion = row.link().conversion();
      List<String> records = new ArrayList<>();
      records.add(row.link().key(Side.HUBSPOT).label());
      records.add(
          row.link().salesforce().label() + (conversion == null ? "" : converted(conversion)));
      state
          .store()
          .read(handle -> state.formerLeads().of(handle, row.link().id()))
          .forEach(
              former ->
                  records.add(
                      former.lead().label() + " (left for a new one, " + former.leftAt() + ")"));
      return records;
    }
    RecordKey record = claim.record();
    return record == null ? List.of() : List.of(record.label());
  }

  private static String converted(Conversion conversion) {
    String text = " (converted from Lead " + conversion.leadId();
    text += conversion.accountId().isEmpty() ? "" : ", Account " + conversion.accountId();
    text +=
        conversion.opportunityId().isEmpty() ? "" : ", Opportunity " + conversion.opportunityId();
    return text + ")";
  }

  private static List<Explanation.Field> fields(LinkPlan plan, @Nullable LinkRow row) {
    List<Explanation.Field> fields = new ArrayList<>();
    for (FieldStep step : plan.steps()) {
      FieldBaseline settled = row == null ? null : row.fields().get(step.rule().id());
      fields.add(
          new Explanation.Field(
              step.rule().label(),
              step.hubspot(),
              step.salesforce(),
              settled == null ? null : settled.hubspot(),
              settled == null ? null : settled.salesforce(),
              step.decision().why()));
    }
    return fields;
  }

  private List<String> gate(Claim claim) {
    RecordKey record = claim.record();
    if (record == null || isOnTheWay(record)) {
      return List.of();
    }
    Snapshot snapshot = vendors.crm(record.side()).read(List.of(record), Lane.EXPRESS).get(record);
    return snapshot == null
        ? List.of("it is not to be found in " + record.side().label())
        : rules.leadDefinition().gateFrom(record.side()).obstacles(snapshot);
  }

  /** Who left a Lead for a new one is not asked for at the gate. */
  private boolean isOnTheWay(RecordKey record) {
    return !state
        .store()
        .read(handle -> state.formerLeads().underWay(handle, List.of(record)))
        .isEmpty();
  }

  private String waitsFor(String subject, List<Problem> problems, @Nullable LinkRow link) {
    Gone gone = link == null ? null : link.gone();
    Backlog.Row row =
        state
            .store()
            .read(handle -> Optional.ofNullable(state.backlog().row(handle, subject)))
            .orElse(null);
    boolean watching = Mode.of(state.store().read(state.facts()::known)) == Mode.WATCHING;
    if (!problems.isEmpty() && (row == null || row.dueAt() == null)) {
      return "It waits for a person.";
    }
    if (row == null) {
      if (link != null && gone != null) {
        String deleted = link.link().key(gone.side()).label();
        return gone.other() == Gone.Other.DELETED
            ? "It rests until %s, which was deleted at %s, and %s, which was deleted for it, are restored."
                .formatted(deleted, gone.at(), link.link().key(gone.side().other()).label())
            : "It rests until %s is restored, which was deleted at %s."
                .formatted(deleted, gone.at());
      }
      return link != null
          ? "It waits for nothing: both sides are settled."
          : "Nothing was ever asked for it: no sweep has seen it yet.";
    }
    Instant dueAt = row.dueAt();
    if (dueAt == null) {
      return "It waits until the record or the configuration changes.";
    }
    if (watching) {
      return "It waits for: leadloop go.";
    }
    return dueAt.isAfter(clock.instant())
        ? "It is looked at again at "
            + dueAt
            + (row.attempts() > 0
                ? ", after " + row.attempts() + " tries."
                : ", when its engagement state changes.")
        : "It is next in the lane " + Lane.of(row.lane()).word() + ".";
  }
}
