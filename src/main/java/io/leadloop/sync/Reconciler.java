package io.leadloop.sync;

import io.leadloop.feedback.DispositionNote;
import io.leadloop.lead.Derived;
import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Owners;
import io.leadloop.merge.EditTimes;
import io.leadloop.merge.Verdict;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.LinkPlanner;
import io.leadloop.plan.LinkState;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.Inbox;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import io.leadloop.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both sides of every claimed link and plans what brings them into agreement. Writes nothing,
 * neither to a vendor nor to the store.
 *
 * <p>The side that a plan writes was read fresh, by its own key, in this round; the other may be a
 * row of a sweep of the last seconds. Fields that both sides changed are decided on two fresh
 * reads.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** How long a round waits after a vendor could not be asked. */
  private static final Duration VENDOR_PAUSE = Duration.ofSeconds(5);

  private final Rules rules;
  private final RecordReader reader;
  private final State state;
  private final RecentSnapshots recent;
  private final Directory directory;
  private final String storeId;
  private final InstantSource clock;
  private String toldLast = "";

  public Reconciler(
      Rules rules,
      Map<Side, Crm> crms,
      State state,
      RecentSnapshots recent,
      Directory directory,
      InstantSource clock) {
    this.rules = rules;
    this.reader = new RecordReader(crms);
    this.state = state;
    this.recent = recent;
    this.directory = directory;
    this.storeId = state.store().read(handle -> Facts.storeId(handle, clock.instant()));
    this.clock = clock;
  }

  /**
   * Plans a round. A vendor that cannot be asked puts the whole round off; one broken record puts
   * off only itself.
   */
  public PlannedBatch plan(List<Claim> claims) {
    if (claims.isEmpty()) {
      return PlannedBatch.EMPTY;
    }
    try {
      PlannedBatch planned = planOrFail(claims);
      tellOnce("");
      return planned;
    } catch (CrmException e) {
      if (tellOnce(e.side().label() + ": " + e.kind() + " " + e.code() + ": " + e.getMessage())) {
        LOG.atWarn()
            .addKeyValue("side", e.side().word())
            .addKeyValue("kind", e.kind())
            .addKeyValue("code", e.code())
            .log("Rounds are put off because a vendor could not be asked: {}", e.getMessage());
      }
      return putOff(claims);
    } catch (StoreException | JdbiException failure) {
      throw failure;
    } catch (RuntimeException bug) {
      return claims.size() == 1 ? broken(claims.get(0), bug) : oneByOne(claims);
    }
  }

  private PlannedBatch putOff(List<Claim> claims) {
    Instant later = clock.instant().plus(VENDOR_PAUSE);
    return new PlannedBatch(
        claims.stream()
            .<Work>map(claim -> Work.Ended.of(Inbox.Ending.again(claim, later, claim.attempts())))
            .toList(),
        clock.instant());
  }

  /** A fault of ours met one of them; which one shows when each is planned alone. */
  private PlannedBatch oneByOne(List<Claim> claims) {
    List<Work> works = new ArrayList<>();
    for (Claim claim : claims) {
      works.addAll(plan(List.of(claim)).works());
    }
    return new PlannedBatch(works, clock.instant());
  }

  /** The place of the fault goes into the log, its message does not: it may hold people's data. */
  private PlannedBatch broken(Claim claim, RuntimeException bug) {
    LOG.atError()
        .addKeyValue("subject", claim.subject())
        .addKeyValue("fault", bug.getClass().getName())
        .addKeyValue("at", bug.getStackTrace().length == 0 ? "" : bug.getStackTrace()[0])
        .log("A link could not be planned; all others go on");
    return new PlannedBatch(
        List.of(new Waiting(clock.instant()).broken(claim, bug)), clock.instant());
  }

  /** Keeps what is the matter with rounds for {@code leadloop status}; true when it is news. */
  private boolean tellOnce(String told) {
    if (told.equals(toldLast)) {
      return false;
    }
    toldLast = told;
    state.store().run(handle -> state.facts().set(handle, "trouble.rounds", told, clock.instant()));
    return true;
  }

  /**
   * The same for somebody who wants to know the plan and not to carry it out.
   *
   * @throws CrmException when a vendor could not be asked
   */
  public PlannedBatch planOrFail(List<Claim> claims) {
    return new Round(clock.instant(), Lane.of(claims.get(0).lane()), directory.owners())
        .plan(claims);
  }

  /** One batch of claims and all that is read for it. */
  private final class Round {
    private final Instant now;
    private final Lane lane;
    private final Owners owners;
    private final List<Work> works = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private Map<String, List<Intent>> intents = Map.of();

    Round(Instant now, Lane lane, Owners owners) {
      this.now = now;
      this.lane = lane;
      this.owners = owners;
    }

    PlannedBatch plan(List<Claim> claims) {
      intents =
          state
              .store()
              .read(
                  handle ->
                      state.intents().open(handle, claims.stream().map(Claim::subject).toList()));
      matchRecords(claims.stream().filter(claim -> claim.linkId() == null).toList());
      // Last, so that the time between this read and the write stays short.
      readLinks(claims.stream().filter(claim -> claim.linkId() != null).toList());
      List<Pair> followed = followConversions(pairs);
      planPairs(followed);
      return new PlannedBatch(works, now);
    }

    private void readLinks(List<Claim> claims) {
      if (claims.isEmpty()) {
        return;
      }
      Map<Long, LinkRow> rows = new HashMap<>();
      state
          .store()
          .read(handle -> state.links().byId(handle, claims.stream().map(Claim::linkId).toList()))
          .forEach(row -> rows.put(row.link().id(), row));
      Map<RecordKey, Snapshot> seen = new HashMap<>();
      Set<RecordKey> wanted = new java.util.LinkedHashSet<>();
      for (Claim claim : claims) {
        LinkRow row = rows.get(claim.linkId());
        if (row != null) {
          lookAround(claim, row, seen, wanted);
        }
      }
      Map<RecordKey, Snapshot> read = reader.read(wanted, lane);
      for (Claim claim : claims) {
        LinkRow row = rows.get(claim.linkId());
        if (row == null) {
          works.add(Work.Ended.of(Inbox.Ending.done(claim)));
        } else {
          join(claim, row, seen, read);
        }
      }
    }

    /**
     * A row of a sweep stands in for a read of one side, never of both, and never where a write's
     * fate is open.
     */
    private void lookAround(
        Claim claim, LinkRow row, Map<RecordKey, Snapshot> seen, Set<RecordKey> wanted) {
      boolean open = intents.containsKey(claim.subject());
      Snapshot hubspot = open ? null : swept(row, Side.HUBSPOT);
      Snapshot salesforce = open || hubspot != null ? null : swept(row, Side.SALESFORCE);
      for (Side side : Side.values()) {
        Snapshot snapshot = side == Side.HUBSPOT ? hubspot : salesforce;
        if (snapshot == null) {
          wanted.add(row.link().key(side));
        } else {
          seen.put(snapshot.key(), snapshot);
        }
      }
    }

    /** A lagging index may show the state before our last write: another token than the last. */
    private @Nullable Snapshot swept(LinkRow row, Side side) {
      Shown shown = row.shown(side);
      Snapshot seen = recent.get(row.link().key(side), shown.modifiedAt());
      return seen != null && Objects.equals(seen.token(), shown.token()) ? seen : null;
    }

    private void join(
        Claim claim, LinkRow row, Map<RecordKey, Snapshot> seen, Map<RecordKey, Snapshot> read) {
      Set<Side> fresh = EnumSet.noneOf(Side.class);
      Map<Side, Snapshot> both = new HashMap<>();
      for (Side side : Side.values()) {
        RecordKey key = row.link().key(side);
        Snapshot snapshot = seen.get(key);
        if (snapshot == null) {
          snapshot = read.get(key);
          fresh.add(side);
        }
        if (snapshot == null) {
          works.add(new Waiting(now).gone(claim, key, row.link().key(side.other())));
          return;
        }
        if (!snapshot.key().equals(key)) {
          works.add(new Waiting(now).merged(claim, key, snapshot.key()));
          return;
        }
        both.put(side, snapshot);
      }
      Pair pair =
          new Pair(
              claim,
              false,
              row,
              Objects.requireNonNull(both.get(Side.HUBSPOT)),
              Objects.requireNonNull(both.get(Side.SALESFORCE)),
              fresh,
              Work.Findings.NONE);
      pairs.add(cleared(pair));
    }

    private Pair cleared(Pair pair) {
      Pair result = pair;
      FateOfIntents fate = new FateOfIntents(rules, now);
      for (Side side : Side.values()) {
        Intent open =
            intents.getOrDefault(pair.claim().subject(), List.of()).stream()
                .filter(intent -> intent.side() == side)
                .findFirst()
                .orElse(null);
        FateOfIntents.Cleared cleared = fate.clear(result.row(), side, open, result.snapshot(side));
        result = result.with(cleared.row(), cleared.findings());
      }
      return result;
    }

    private void matchRecords(List<Claim> claims) {
      if (claims.isEmpty()) {
        return;
      }
      Matcher matcher = new Matcher(rules, reader, state, recent, owners, now);
      for (Side side : Side.values()) {
        Map<Claim, RecordKey> ofSide = new LinkedHashMap<>();
        for (Claim claim : claims) {
          RecordKey key = Objects.requireNonNull(claim.record());
          if (key.side() == side) {
            ofSide.put(claim, key);
          }
        }
        if (!ofSide.isEmpty()) {
          Matcher.Matched matched = matcher.match(side, unlinked(side, ofSide), intents, lane);
          pairs.addAll(matched.pairs());
          works.addAll(matched.works());
        }
      }
    }

    /** What the records show that have no link; the claims of all others end here. */
    private Map<Claim, Snapshot> unlinked(Side side, Map<Claim, RecordKey> claims) {
      Map<String, LinkRow> linked =
          state
              .store()
              .read(
                  handle ->
                      state
                          .links()
                          .byRecord(
                              handle, side, claims.values().stream().map(RecordKey::id).toList()));
      Map<Claim, Snapshot> records = new LinkedHashMap<>();
      Map<Claim, RecordKey> wanted = new LinkedHashMap<>();
      claims.forEach(
          (claim, key) -> {
            LinkRow row = linked.get(key.id());
            Snapshot seen = recent.get(key, Instant.EPOCH);
            if (row != null) {
              works.add(Work.Ended.linked(claim, row.link().id(), obsolete(claim)));
            } else if (seen != null && !seen.shows("IsConverted").equals("true")) {
              records.put(claim, seen);
            } else {
              wanted.put(claim, key);
            }
          });
      Map<RecordKey, Snapshot> read = reader.read(wanted.values(), lane);
      wanted.forEach(
          (claim, key) -> {
            Snapshot snapshot = read.get(key);
            if (snapshot == null || !snapshot.key().equals(key)) {
              works.add(Work.Ended.of(Inbox.Ending.done(claim)));
            } else if (snapshot.shows("IsConverted").equals("true")) {
              String contactId = snapshot.shows("ConvertedContactId");
              works.add(
                  contactId.isEmpty()
                      ? Work.Ended.of(Inbox.Ending.waits(claim))
                      : Work.Ended.inherited(
                          claim, RecordKey.salesforce(RecordKey.CONTACT, contactId)));
            } else {
              records.put(claim, snapshot);
            }
          });
      return records;
    }

    /** The writes of a record that were left open when a link took its place. */
    private Work.Findings obsolete(Claim claim) {
      List<Intent> left = intents.getOrDefault(claim.subject(), List.of());
      return new Work.Findings(left.stream().map(Intent::token).toList(), List.of());
    }

    /** A converted Lead hands its link on to its Contact. */
    private List<Pair> followConversions(List<Pair> all) {
      Map<RecordKey, Pair> moved = new LinkedHashMap<>();
      List<Pair> result = new ArrayList<>();
      for (Pair pair : all) {
        String contactId = pair.salesforce().shows("ConvertedContactId");
        boolean converted =
            pair.salesforce().shows("IsConverted").equals("true") && !contactId.isEmpty();
        if (converted) {
          moved.put(RecordKey.salesforce(RecordKey.CONTACT, contactId), pair);
        } else {
          result.add(pair);
        }
      }
      if (moved.isEmpty()) {
        return result;
      }
      Map<RecordKey, Snapshot> contacts = reader.read(moved.keySet(), lane);
      Map<String, LinkRow> linked =
          state
              .store()
              .read(
                  handle ->
                      state
                          .links()
                          .byRecord(
                              handle,
                              Side.SALESFORCE,
                              moved.keySet().stream().map(RecordKey::id).toList()));
      moved.forEach(
          (key, pair) -> {
            Snapshot contact = contacts.get(key);
            LinkRow other = linked.get(key.id());
            if (contact == null) {
              works.add(new Waiting(now).gone(pair.claim(), key, pair.hubspot().key()));
            } else if (other != null) {
              works.add(
                  new Waiting(now)
                      .taken(
                          pair.claim(),
                          pair.hubspot().key(),
                          key,
                          other.link().key(Side.HUBSPOT).label()));
            } else {
              result.add(follow(pair, contact));
            }
          });
      return result;
    }

    private Pair follow(Pair pair, Snapshot contact) {
      Link lead = pair.row().link();
      Link link = new Link(lead.id(), lead.hubspotId(), contact.key(), lead.salesforce().id());
      LinkRow row =
          pair.row()
              .withLink(link, false)
              .withShown(
                  Side.SALESFORCE,
                  new Shown(pair.row().salesforce().print(), Instant.EPOCH, contact.token()));
      JournalRow followed =
          new JournalRow(
              0,
              now,
              lead.id() == 0 ? null : lead.id(),
              pair.claim().subject(),
              null,
              "follow",
              contact.key().text(),
              null,
              "accepted",
              lead.salesforce().label()
                  + " was converted; the link goes on with "
                  + contact.key().label()
                  + ".",
              List.of());
      return new Pair(
              pair.claim(),
              pair.isNew(),
              row,
              pair.hubspot(),
              contact,
              pair.fresh(),
              pair.findings().plus(new Work.Findings(List.of(), List.of(followed))))
          .with(Side.SALESFORCE, contact);
    }

    private void planPairs(List<Pair> all) {
      Map<Pair, LinkPlan> plans = new LinkedHashMap<>();
      Map<RecordKey, Pair> again = new LinkedHashMap<>();
      for (Pair pair : all) {
        LinkPlan plan = guarded(pair, Map.of());
        if (plan != null) {
          plans.put(pair, plan);
          for (Side side : Side.values()) {
            boolean must = plan.hasConflict() || writes(pair, plan, side);
            if (must && !pair.fresh().contains(side)) {
              again.put(pair.row().link().key(side), pair);
            }
          }
        }
      }
      reread(plans, again);
      decideLatest(plans);
      plans.forEach((pair, plan) -> works.add(linked(pair, plan)));
    }

    private boolean writes(Pair pair, LinkPlan plan, Side side) {
      return plan.writesTo(side) || (side == Side.SALESFORCE && !pair.row().keyed());
    }

    private void reread(Map<Pair, LinkPlan> plans, Map<RecordKey, Pair> again) {
      if (again.isEmpty()) {
        return;
      }
      Map<RecordKey, Snapshot> read = reader.read(again.keySet(), lane);
      Map<Pair, Pair> renewed = new LinkedHashMap<>();
      again.forEach(
          (key, pair) -> {
            recent.forget(key);
            Snapshot snapshot = read.get(key);
            if (snapshot == null || !snapshot.key().equals(key)) {
              plans.remove(pair);
              renewed.remove(pair);
              works.add(
                  Work.Ended.of(Inbox.Ending.again(pair.claim(), now, pair.claim().attempts())));
            } else if (plans.containsKey(pair)) {
              renewed.put(pair, renewed.getOrDefault(pair, pair).with(key.side(), snapshot));
            }
          });
      renewed.forEach(
          (before, pair) -> {
            plans.remove(before);
            Pair cleared = pair.isNew() ? pair : cleared(pair);
            if (cleared.salesforce().shows("IsConverted").equals("true")) {
              works.add(
                  Work.Ended.of(Inbox.Ending.again(pair.claim(), now, pair.claim().attempts())));
              return;
            }
            LinkPlan plan = guarded(cleared, Map.of());
            if (plan != null) {
              plans.put(cleared, plan);
            }
          });
    }

    /**
     * Asks the vendors for the times of edits, only for fields that both sides changed, and plans
     * those links again.
     */
    private void decideLatest(Map<Pair, LinkPlan> plans) {
      Map<Pair, LinkPlan> undecided = new LinkedHashMap<>();
      plans.forEach(
          (pair, plan) -> {
            if (plan.needsTimes()) {
              undecided.put(pair, plan);
            }
          });
      if (undecided.isEmpty()) {
        return;
      }
      Map<Side, Map<RecordKey, Map<String, Instant>>> times = new HashMap<>();
      for (Side side : Side.values()) {
        Map<RecordKey, Set<String>> wanted = new LinkedHashMap<>();
        undecided.forEach(
            (pair, plan) -> {
              for (FieldStep step : undecidedSteps(plan)) {
                String field = step.rule().field(side, plan.salesforceObject());
                wanted
                    .computeIfAbsent(pair.snapshot(side).key(), key -> new HashSet<>())
                    .add(Objects.requireNonNull(field));
              }
            });
        times.put(side, reader.crm(side).editTimes(wanted, lane));
      }
      undecided.forEach(
          (pair, plan) -> {
            Map<String, EditTimes> known = new HashMap<>();
            for (FieldStep step : undecidedSteps(plan)) {
              known.put(step.rule().id(), editTimes(pair, plan, step.rule(), times));
            }
            LinkPlan decided = guarded(pair, known);
            plans.remove(pair);
            if (decided != null) {
              plans.put(pair, decided);
            }
          });
    }

    private List<FieldStep> undecidedSteps(LinkPlan plan) {
      return plan.steps().stream()
          .filter(step -> step.decision().verdict() == Verdict.UNDECIDED)
          .toList();
    }

    private EditTimes editTimes(
        Pair pair,
        LinkPlan plan,
        FieldRule rule,
        Map<Side, Map<RecordKey, Map<String, Instant>>> times) {
      Optional<Instant> hubspot = time(pair, plan, rule, Side.HUBSPOT, times);
      Optional<Instant> salesforce = time(pair, plan, rule, Side.SALESFORCE, times);
      return new EditTimes(
          hubspot.orElse(pair.hubspot().modifiedAt()),
          hubspot.isPresent(),
          salesforce.orElse(pair.salesforce().modifiedAt()),
          salesforce.isPresent());
    }

    private Optional<Instant> time(
        Pair pair,
        LinkPlan plan,
        FieldRule rule,
        Side side,
        Map<Side, Map<RecordKey, Map<String, Instant>>> times) {
      String field = Objects.requireNonNull(rule.field(side, plan.salesforceObject()));
      return Optional.ofNullable(
          times
              .getOrDefault(side, Map.of())
              .getOrDefault(pair.snapshot(side).key(), Map.of())
              .get(field));
    }

    private @Nullable LinkPlan guarded(Pair pair, Map<String, EditTimes> times) {
      try {
        Derivation derivation = new Derivation(rules);
        Snapshot hubspot = pair.hubspot().with(derivation.context(pair.hubspot(), now).fields());
        Snapshot salesforce =
            pair.salesforce().with(derivation.disposition(pair.salesforce(), pair.row()).fields());
        return new LinkPlanner(rules.mapping(), owners)
            .plan(new LinkState(pair.row().fields(), hubspot, salesforce, times));
      } catch (RuntimeException bug) {
        works.addAll(broken(pair.claim(), bug).works());
        return null;
      }
    }

    private Work linked(Pair pair, LinkPlan plan) {
      Derivation derivation = new Derivation(rules);
      Derived context = derivation.context(pair.hubspot(), now);
      Map<String, String> facts = derivation.disposition(pair.salesforce(), pair.row()).fields();
      List<Item> notes =
          DispositionNote.of(
                  storeId,
                  pair.row().link().id(),
                  facts,
                  Derivation.settledFacts(pair.row()),
                  pair.salesforce().key().label())
              .map(List::of)
              .orElse(List.of());
      return new Work.Linked(
          pair.claim(),
          pair.isNew(),
          pair.row(),
          pair.hubspot(),
          pair.salesforce(),
          plan,
          facts,
          notes,
          context.changesAt(),
          pair.findings());
    }
  }
}
