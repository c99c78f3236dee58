package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Facts;
import io.leadloop.store.JournalRow;
import io.leadloop.store.KnownFacts;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, before anything is written under a new lease, whether the store is an older copy that
 * was put back: then a record carries a token that this store does not remember to have made. What
 * such a store remembers of values is old, and must never be written over newer ones. So it is
 * forgotten: both sides are read whole, each field is decided as if it were seen for the first time
 * (the later edit wins where the vendors know it), writes that were under way are dropped, tokens
 * count on behind the greatest that was seen, and no link is given up before both sides were read.
 */
final class Restoration {
  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  /** After a vendor could not be asked; twice as long each time. */
  private static final Duration PAUSE_FIRST = Duration.ofSeconds(5);

  /** A question that takes the vendor long, and fails, is not asked all the time. */
  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  private static final int PAGE_LINKS = 1_000;

  private final Map<Side, Crm> crms;
  private final State state;
  private final Tokens tokens;
  private final String storeId;
  private final long epoch;
  private final InstantSource clock;
  private final StoreUnchecked unchecked;
  private boolean asked;
  private boolean checked;
  private @Nullable Instant failedAt;
  private Duration pause = PAUSE_FIRST;

  /**
   * @param epoch of the lease that this process holds
   */
  Restoration(Map<Side, Crm> crms, State state, long epoch, InstantSource clock) {
    this.crms = Map.copyOf(crms);
    this.state = state;
    this.epoch = epoch;
    this.clock = clock;
    this.storeId = state.store().read(handle -> Facts.storeId(handle, clock.instant()));
    this.tokens = new Tokens(state.connection(), storeId, epoch);
    this.unchecked = new StoreUnchecked(state, Fence.of(state, epoch), clock);
  }

  /**
   * Makes sure that the store is not an old one, or harmless. Asks the vendors once; where one
   * could not be asked it is asked again after a while, and the connection is in a state of its
   * name until then.
   *
   * @param whileNoSweepRuns runs something while no side is swept; false when one is swept just
   *     now, and it was not run
   * @return whether something may be written now
   */
  synchronized boolean isDone(Predicate<Runnable> whileNoSweepRuns) {
    if (checked) {
      return true;
    }
    Instant now = clock.instant();
    Instant failed = failedAt;
    if (failed != null && Duration.between(failed, now).abs().compareTo(pause) < 0) {
      return false;
    }
    try {
      if (!asked) {
        look();
        asked = true;
        unchecked.end();
      }
    } catch (CrmException e) {
      pause = failed == null ? PAUSE_FIRST : longer(pause);
      failedAt = now;
      unchecked.begin(e);
      return false;
    }
    checked = forget(whileNoSweepRuns);
    return checked;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  private void look() {
    Token greatest = null;
    for (Side side : Side.values()) {
      Token token =
          Objects.requireNonNull(crms.get(side))
              .greatestToken(storeId)
              .flatMap(Token::parse)
              .orElse(null);
      if (token != null && (greatest == null || token.isLaterThan(greatest))) {
        greatest = token;
      }
    }
    if (greatest != null) {
      begin(greatest);
    }
  }

  /** Begins to forget, if this store did not make the token. */
  private void begin(Token token) {
    Instant now = clock.instant();
    boolean restored =
        state
            .store()
            .write(
                handle -> {
                  state.lease().fence(handle, epoch);
                  Token last = tokens.last(handle);
                  if (token.sequence() <= last.sequence() && token.epoch() <= last.epoch()) {
                    return false;
                  }
                  String why =
                      "The accounts were written after this store was copied: they carry the token %s, and its last one is %s."
                          .formatted(token.text(), last.text());
                  tokens.skipPast(handle, token);
                  state.intents().forgetAll(handle);
                  NamedState.RESTORED.begin(state.facts(), handle, why, now);
                  state.facts().set(handle, FactNames.FORGOTTEN_TO, "0", now);
                  state.facts().set(handle, FactNames.UNREAD, "", now);
                  state.journal().append(handle, List.of(entry("begun", why, now)));
                  return true;
                });
    if (restored) {
      LOG.atWarn()
          .addKeyValue("token", token.text())
          .log(
              "This store is an older copy that was put back. What it remembers of values is not used; both sides are read whole.");
    }
  }

  /** Goes on with forgetting where it was cut short; false when it is to be gone on with. */
  private boolean forget(Predicate<Runnable> whileNoSweepRuns) {
    if (position().isEmpty()) {
      return true;
    }
    boolean more = true;
    while (more) {
      more = state.store().write(this::forgetPage);
    }
    // A sweep that began before would pass for one that read everything.
    return whileNoSweepRuns.test(() -> state.store().run(this::readWhole));
  }

  private Optional<Long> position() {
    return state
        .store()
        .read(handle -> state.facts().get(handle, FactNames.FORGOTTEN_TO))
        .map(Facts.Fact::value)
        .filter(value -> !value.isEmpty())
        .map(Long::valueOf);
  }

  private boolean forgetPage(Handle handle) {
    state.lease().fence(handle, epoch);
    long after =
        state
            .facts()
            .get(handle, FactNames.FORGOTTEN_TO)
            .map(fact -> Long.parseLong(fact.value()))
            .orElse(0L);
    List<LinkRow> page = state.links().page(handle, after, PAGE_LINKS);
    if (page.isEmpty()) {
      return false;
    }
    state
        .links()
        .save(handle, page.stream().map(row -> row.forgotten(onlyFacts(row.fields()))).toList());
    long last = page.get(page.size() - 1).link().id();
    state.facts().set(handle, FactNames.FORGOTTEN_TO, Long.toString(last), clock.instant());
    return true;
  }

  private void readWhole(Handle handle) {
    state.lease().fence(handle, epoch);
    List<String> sides = new ArrayList<>();
    for (Side side : Side.values()) {
      state.cursors().forget(handle, side.word());
      sides.add(side.word());
    }
    state.facts().set(handle, FactNames.UNREAD, String.join(" ", sides), clock.instant());
    state.facts().set(handle, FactNames.FORGOTTEN_TO, "", clock.instant());
  }

  /** Whether this store was an old copy once, and may have done what it does not remember. */
  static boolean everBegan(KnownFacts known) {
    return known.get(FactNames.FORGOTTEN_TO).isPresent();
  }

  /** Takes note that a sweep of a side came to its end, within the sweep's own transaction. */
  static void wasRead(State state, Handle handle, Side side, Instant now) {
    String unread = state.facts().get(handle, FactNames.UNREAD).map(Facts.Fact::value).orElse("");
    if (unread.isEmpty()) {
      return;
    }
    List<String> left = new ArrayList<>(List.of(unread.split(" ", -1)));
    left.remove(side.word());
    state.facts().set(handle, FactNames.UNREAD, String.join(" ", left), now);
    if (left.isEmpty()) {
      NamedState.RESTORED.end(state.facts(), handle, now);
      // What was held back until now.
      state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), now);
      state.journal().append(handle, List.of(entry("ended", "Both sides were read whole.", now)));
    }
  }

  /**
   * What is remembered of sales' dispositions stays: forgetting it would send their notes twice.
   */
  static Map<String, FieldBaseline> onlyFacts(Map<String, FieldBaseline> fields) {
    Map<String, FieldBaseline> facts = new LinkedHashMap<>();
    fields.forEach(
        (id, field) -> {
          if (Derivation.isFact(id)) {
            facts.put(id, field);
          }
        });
    return facts;
  }

  private static JournalRow entry(String outcome, String why, Instant now) {
    return new JournalRow(
        0, now, null, "store", null, "restore", "store", null, outcome, why, List.of());
  }
}
