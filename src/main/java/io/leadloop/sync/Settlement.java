package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Owners;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.merge.Verdict;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the baselines of one link become after a round: what was accepted, never what was wished.
 *
 * @param row the link as it is to be remembered
 * @param again whether somebody edited a record between our read and our look at what we wrote, so
 *     that the link is due at once
 */
record Settlement(LinkRow row, boolean again) {

  /** A link that existed before this round, or was found in it. */
  static Settlement of(Work.Linked work, Map<Side, Sent> sent) {
    boolean again = false;
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(work.row().fields());
    for (FieldStep step : work.plan().steps()) {
      Side side = step.writes();
      if (side == null) {
        if (step.decision().verdict() == Verdict.REBASE) {
          fields.put(step.rule().id(), new FieldBaseline(step.hubspot(), step.salesforce()));
        }
        again |= step.isPutOff();
        continue;
      }
      Sent one = sent.get(side);
      if (one != null && one.after() != null && !isStillToShow(step, side, one.after())) {
        Earned earned = earned(step, side, one, work.plan());
        fields.put(step.rule().id(), earned.baseline());
        again |= earned.again();
      }
    }
    fields.putAll(Derivation.remembered(work.facts()));
    LinkRow row = work.row().withFields(fields);
    for (Side side : Side.values()) {
      Snapshot before = work.snapshot(side);
      Sent one = sent.get(side);
      row = row.withShown(side, shown(row.shown(side), before, one));
      again |= one != null && editedBesides(before, one, work.plan(), side);
    }
    Sent salesforce = sent.get(Side.SALESFORCE);
    Snapshot written = salesforce == null ? null : salesforce.after();
    boolean keyed =
        !work.leaves()
            && (row.keyed()
                || (written != null && row.link().hubspotId().equals(written.externalKey())));
    row = row.withLink(row.link(), keyed);
    if (work.row().isForgotten() && isUnsettled(work, fields)) {
      // Until the write arrived the later edit has to win again.
      row = row.forgotten(fields);
    }
    return new Settlement(isBack(work, sent) ? row.withGone(null) : row, again);
  }

  private static boolean isUnsettled(Work.Linked work, Map<String, FieldBaseline> fields) {
    return work.plan().steps().stream()
        .anyMatch(step -> step.writes() != null && !fields.containsKey(step.rule().id()));
  }

  /** Whether a link that rested goes on: its record was restored, and no mark says otherwise. */
  private static boolean isBack(Work.Linked work, Map<Side, Sent> sent) {
    for (Side side : Side.values()) {
      Sent one = sent.get(side);
      if (work.unmarks(side) && (one == null || one.after() == null)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A person who was created on the other side just now. A field that does not flow there is
   * settled only where both sides agree; where they do not, it is decided in the next round.
   */
  static Settlement ofCreated(
      Work.Create work, Sent sent, LinkRow row, Map<String, String> facts, Owners owners) {
    Snapshot after = Objects.requireNonNull(sent.after());
    Side target = work.target();
    boolean again = !row.keyed();
    Map<String, FieldBaseline> fields = new LinkedHashMap<>();
    for (FieldStep step : work.plan().steps()) {
      FieldRule rule = step.rule();
      if (step.writes() == target) {
        if (isStillToShow(step, target, after)) {
          continue;
        }
        Earned earned = earned(step, target, sent, work.plan());
        fields.put(rule.id(), earned.baseline());
        again |= earned.again();
        continue;
      }
      String field = Objects.requireNonNull(rule.field(target, work.plan().salesforceObject()));
      String shown = Mapping.isDerived(field) ? facts.getOrDefault(field, "") : after.shows(field);
      FieldBaseline now = new FieldBaseline(step.hubspot(), step.salesforce()).with(target, shown);
      if (step.misfit() == null && rule.agree(now.hubspot(), now.salesforce(), owners)) {
        fields.put(rule.id(), now);
      } else if (work.left() != null && Mapping.isDerived(field)) {
        // What sales said of the Lead that the person left was settled, and is no more so.
        fields.put(rule.id(), new FieldBaseline(step.hubspot(), step.hubspot()));
        again = true;
      } else {
        again |= step.misfit() == null;
      }
    }
    fields.putAll(Derivation.remembered(facts));
    LinkRow settled =
        row.withFields(fields)
            .withShown(work.from().key().side(), Shown.of(work.from(), work.from().token()))
            .withShown(target, Shown.of(after, sent.intent().token()));
    return new Settlement(settled, again);
  }

  /**
   * What HubSpot computes is settled when HubSpot shows it, and not before: until then it counts as
   * not written, so that nothing can pass for a change that was made there.
   */
  private static boolean isStillToShow(FieldStep step, Side side, Snapshot after) {
    FieldRule rule = step.rule();
    return rule.isComputed(side)
        && !rule.canonical(after.shows(rule.hubspot())).equals(rule.canonical(step.after()));
  }

  private record Earned(FieldBaseline baseline, boolean again) {}

  /**
   * What a written side shows afterwards is the vendor's rewriting of what we sent, and so the
   * baseline, if the vendor's own answer shows it, if the vendor says that we made the last change,
   * or if it looks like what we sent and no history shows that somebody typed it. Else it is
   * somebody's edit, and what we sent is the baseline, so that the edit is seen.
   */
  private static Earned earned(FieldStep step, Side side, Sent sent, LinkPlan plan) {
    FieldRule rule = step.rule();
    String field = Objects.requireNonNull(rule.field(side, plan.salesforceObject()));
    Snapshot after = Objects.requireNonNull(sent.after());
    String shown = after.shows(field);
    boolean ours =
        sent.isAnswered()
            || after.modifiedByUs()
            || (rule.couldBecome(step.after(), shown)
                && !sent.evidence().isTheirs(rule, field, shown));
    FieldBaseline before = new FieldBaseline(step.hubspot(), step.salesforce());
    return new Earned(before.with(side, ours ? shown : step.after()), !ours);
  }

  private static Shown shown(Shown known, Snapshot before, @Nullable Sent sent) {
    if (sent == null || sent.outcome() instanceof WriteOutcome.Rejected) {
      return Shown.of(before, before.token());
    }
    Snapshot after = sent.after();
    if (after == null) {
      return known;
    }
    String token = sent.intent().token();
    if (!sent.isAnswered()) {
      return Shown.of(after, token);
    }
    Map<String, String> written = new LinkedHashMap<>();
    for (String field : sent.write().values().keySet()) {
      // What is computed shows what it showed before.
      if (!FieldRule.isComputed(sent.intent().side(), field)) {
        written.put(field, after.shows(field));
      }
    }
    return new Shown(before.with(written).fingerprint(), after.modifiedAt(), token);
  }

  /**
   * Whether fields that we did not write changed between our read and the look at what we wrote.
   */
  private static boolean editedBesides(Snapshot before, Sent sent, LinkPlan plan, Side side) {
    Snapshot after = sent.after();
    if (after == null || sent.isAnswered()) {
      return false;
    }
    Set<String> written = plan.writes(side).keySet();
    Map<String, String> masked = new LinkedHashMap<>();
    written.forEach(field -> masked.put(field, ""));
    return !before.with(masked).showsTheSameAs(after.with(masked));
  }
}
