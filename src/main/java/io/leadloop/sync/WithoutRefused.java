package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.plan.LinkPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record again without the fields that the vendor refused, so that one bad value keeps no
 * other field of its record back. Only where the vendor names the fields and nothing was written.
 * What was refused stays unsettled and is told; one use for one side of one batch.
 */
final class WithoutRefused {
  /** A vendor may name one field at a time; more rounds than this a record is not worth. */
  static final int ROUNDS_MAX = 3;

  /** What Salesforce says of a value that must be unique and that another record has. */
  private static final String DUPLICATE = "DUPLICATE_VALUE";

  private final Side side;
  private final String keyField;
  private final Prepared prepared;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, WriteOutcome.Rejected> refusals = new HashMap<>();

  /**
   * @param prepared the batch; its works lose what is refused
   * @param keyField the Salesforce field with our key
   */
  WithoutRefused(Side side, Prepared prepared, String keyField) {
    this.side = side;
    this.keyField = keyField;
    this.prepared = prepared;
    for (int place = 0; place < prepared.works.size(); place++) {
      places.put(prepared.works.get(place).claim().subject(), place);
    }
  }

  /**
   * What is left to be written of the refused records.
   *
   * @param works by the token of the write that was refused
   */
  record Left(Map<String, Work> works) {
    boolean isEmpty() {
      return works.isEmpty();
    }
  }

  /** Takes what is refused out of the plans of the batch. */
  Left of(List<Sent> sent) {
    Map<String, Work> left = new LinkedHashMap<>();
    for (Sent one : sent) {
      if (!(one.outcome() instanceof WriteOutcome.Rejected rejected) || rejected.passing()) {
        continue;
      }
      String subject = prepared.owners.get(one.intent().token());
      Integer place = places.get(subject);
      Work less = place == null ? null : less(prepared.works.get(place), rejected);
      if (place != null && less != null) {
        prepared.works.set(place, less);
        refusals.merge(less.claim().subject(), rejected, WithoutRefused::both);
        left.put(one.intent().token(), less);
      }
    }
    return new Left(left);
  }

  /** Each write once, as it ended, with what was left out of it. */
  List<Sent> together(List<Sent> sent, Left left, List<Sent> again) {
    List<Sent> all = new ArrayList<>();
    sent.stream().filter(one -> !left.works().containsKey(one.intent().token())).forEach(all::add);
    all.addAll(again);
    return all;
  }

  /** The same, each with what was left out of it. */
  List<Sent> told(List<Sent> sent) {
    return sent.stream()
        .map(
            one -> {
              WriteOutcome.Rejected part = refusals.get(prepared.owners.get(one.intent().token()));
              return part == null ? one : one.but(part);
            })
        .toList();
  }

  private @Nullable Work less(Work work, WriteOutcome.Rejected rejected) {
    Set<String> fields = rejected.fields();
    if (work instanceof Work.Linked linked) {
      LinkPlan plan = linked.plan().without(side, fields);
      if (refusesKey(linked, fields) && (plan.writesTo(side) || linked.unmarks(side))) {
        prepared.keyRefused.add(work.claim().subject());
        return linked.with(plan);
      }
      return isLess(linked.plan(), plan) ? linked.with(plan) : null;
    }
    // Nobody is created who would look as if they could be contacted, or beside a record that has
    // their own number.
    if (work instanceof Work.Create create
        && !create.plan().optsOutBy(side, fields)
        && !rejected.code().equals(DUPLICATE)) {
      LinkPlan plan = create.plan().without(side, fields);
      return isLess(create.plan(), plan) ? create.with(plan) : null;
    }
    return null;
  }

  /**
   * Whether it is our key that the record cannot have: a Lead that was converted keeps its own, and
   * hardly anybody may empty it there.
   */
  private boolean refusesKey(Work.Linked linked, Set<String> fields) {
    return side == Side.SALESFORCE
        && linked.needsKey()
        && !linked.leaves()
        && !prepared.keyRefused.contains(linked.claim().subject())
        && fields.stream().anyMatch(keyField::equalsIgnoreCase);
  }

  /** Whether something was taken out, and something is left. */
  private boolean isLess(LinkPlan before, LinkPlan after) {
    int left = after.writes(side).size();
    return left > 0 && left < before.writes(side).size();
  }

  private static WriteOutcome.Rejected both(
      WriteOutcome.Rejected one, WriteOutcome.Rejected other) {
    Set<String> fields = new HashSet<>(one.fields());
    fields.addAll(other.fields());
    return new WriteOutcome.Rejected(
        one.code(), one.message() + "; " + other.message(), false, fields);
  }
}
