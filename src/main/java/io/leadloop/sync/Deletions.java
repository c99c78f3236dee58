package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks once more, right before it is done, at each record that is to be deleted because its
 * counterpart was. It is deleted only if nothing at all changed in it since then, the link is
 * beyond doubt, and nobody else stands for the person where the counterpart was deleted; else it is
 * marked, and the reason is told.
 *
 * <p>Whether a change was made by a person neither vendor tells for certain, so that each one
 * counts, our own too: what is kept by mistake can be deleted by hand.
 */
final class Deletions {
  /** Salesforce stamps its records with whole seconds. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Round round;
  private final Bins bins;

  Deletions(Round round, Bins bins) {
    this.round = round;
    this.bins = bins;
  }

  /** The same works, in their order, with those that delete nothing after all. */
  List<Work> confirm(List<Work> works) {
    Map<Side, Map<Claim, Work.Resting>> candidates = new EnumMap<>(Side.class);
    for (Work work : works) {
      if (work instanceof Work.Resting rests && rests.deletes() && obstacle(rests) == null) {
        candidates
            .computeIfAbsent(rests.gone().side().other(), side -> new LinkedHashMap<>())
            .put(rests.claim(), rests);
      }
    }
    Map<Claim, Work> looked = new LinkedHashMap<>();
    candidates.forEach((side, all) -> looked.putAll(look(side, all)));
    List<Work> confirmed = new ArrayList<>();
    for (Work work : works) {
      boolean kept = work instanceof Work.Resting rests && rests.deletes();
      confirmed.add(
          kept && !looked.containsKey(work.claim())
              ? keep((Work.Resting) work, Objects.requireNonNull(obstacle((Work.Resting) work)))
              : looked.getOrDefault(work.claim(), work));
    }
    return confirmed;
  }

  /** What of all that is known already speaks against it; null for nothing. */
  private @Nullable String obstacle(Work.Resting rests) {
    LinkRow row = rests.row();
    RecordKey gone = row.link().key(rests.gone().side());
    if (bins.at(gone) == null) {
      return "%s does not show %s in its recycle bin any more"
          .formatted(gone.side().label(), gone.label());
    }
    if (row.isForgotten()) {
      return "an old store was put back, and the two were not brought into agreement since";
    }
    if (row.neverSettled()) {
      return "the two were never brought into agreement";
    }
    return row.keyed()
        ? null
        : "%s is not known to carry the key of %s"
            .formatted(row.link().salesforce().label(), row.link().key(Side.HUBSPOT).label());
  }

  private Map<Claim, Work> look(Side side, Map<Claim, Work.Resting> candidates) {
    Map<Claim, Snapshot> records = new LinkedHashMap<>();
    Map<Claim, Crm.Person> people = new LinkedHashMap<>();
    PersonLookup lookup = new PersonLookup(round);
    candidates.forEach(
        (claim, rests) -> {
          Snapshot survivor = Objects.requireNonNull(rests.survivor());
          records.put(claim, survivor);
          people.put(claim, new Crm.Person(survivor.key(), lookup.email(side, survivor)));
        });
    Map<Crm.Person, Crm.Matches> others = lookup.find(side, records, people, Map.of());
    // Last, so that the time between this read and the deletion stays short.
    Map<RecordKey, Snapshot> read =
        round.reader().read(records.values().stream().map(Snapshot::key).toList(), round.lane());
    Map<Claim, Work> looked = new LinkedHashMap<>();
    candidates.forEach(
        (claim, rests) -> {
          Snapshot before = Objects.requireNonNull(records.get(claim));
          Snapshot now = read.get(before.key());
          if (now == null || !now.key().equals(before.key()) || Conversions.isConverted(now)) {
            looked.put(
                claim, Work.Ended.of(Ending.again(claim, round.now(), claim.attempts() + 1)));
            return;
          }
          Work.Resting fresh = rests.with(now);
          String why =
              newer(fresh, now)
                  .or(() -> waiting(fresh, now))
                  .or(() -> stands(others.get(Objects.requireNonNull(people.get(claim)))))
                  .orElse("");
          looked.put(claim, why.isEmpty() ? fresh : keep(fresh, why));
        });
    return looked;
  }

  /** Why it may be newer than the deletion; empty when it is surely older. */
  private Optional<String> newer(Work.Resting rests, Snapshot survivor) {
    Gone gone = rests.gone();
    Instant deletedAt = bins.byOtherClock(gone.side(), gone.at()).orElse(Instant.MIN);
    return survivor.modifiedAt().plus(SECOND).isBefore(deletedAt)
        ? Optional.empty()
        : Optional.of(
            "it was changed at %s, and so may be newer than the deletion"
                .formatted(survivor.modifiedAt()));
  }

  /**
   * Why it holds somebody's edit, whatever its time: Salesforce dates an edit to the start of its
   * transaction, which may be before the deletion.
   */
  private static Optional<String> waiting(Work.Resting rests, Snapshot survivor) {
    String settled = rests.row().shown(survivor.key().side()).print();
    return settled == null || settled.equals(survivor.fingerprint())
        ? Optional.empty()
        : Optional.of("it shows what did not cross before the deletion");
  }

  private static Optional<String> stands(Crm.@Nullable Matches matches) {
    if (matches == null) {
      return Optional.empty();
    }
    List<Snapshot> all = new ArrayList<>(matches.byKey());
    all.addAll(matches.byEmail());
    return all.stream()
        .findFirst()
        .map(
            other ->
                "%s stands for the same person in %s"
                    .formatted(other.key().label(), other.key().side().label()));
  }

  private static Work.Resting keep(Work.Resting rests, String why) {
    return rests.keeping(why);
  }
}
