package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import io.leadloop.store.Counters;
import io.leadloop.store.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the brakes look at: all that was written within an hour and that nobody confirmed. Kept in
 * the store, so that a restart does not begin a new one.
 *
 * @param since when it began
 * @param done what was written since, without what was confirmed
 * @param confirmed what an admin saw and let through, and was not written yet
 * @param released whether an admin let the connection go on, and it has not come to rest since
 */
public record Cycle(Instant since, Volume done, Volume confirmed, boolean released) {
  private static final Duration LENGTH = Duration.ofHours(1);

  /** Longer than what a vendor or the store did not take is put off. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** When it began, five kinds done, five kinds confirmed, and whether it is released. */
  private static final int NUMBERS = 12;

  private static final int FIRST_OF_CONFIRMED = 6;
  private static final int DELETES = 4;

  private static Cycle begun(Instant now) {
    return new Cycle(now, Volume.NONE, Volume.NONE, false);
  }

  /** The cycle that runs now. */
  public static Cycle of(KnownFacts known, Instant now) {
    Cycle cycle =
        known.get(FactNames.CYCLE).flatMap(fact -> parse(fact.value())).orElse(begun(now));
    // Our clock may have been set back.
    boolean over = Duration.between(cycle.since, now).abs().compareTo(LENGTH) >= 0;
    return over ? new Cycle(now, Volume.NONE, cycle.confirmed, cycle.released) : cycle;
  }

  /**
   * An admin saw what would be done and said go on: that, and all else until the connection has
   * come to rest, passes the brakes.
   */
  public static void confirm(State state, Handle handle, Volume seen, Instant now) {
    new Cycle(now, Volume.NONE, seen, true).save(state, handle, now);
  }

  /**
   * Takes note that nothing is due. What was confirmed and is not written by then will not be, as
   * soon as nothing waits for a cap, or for a vendor: it is no allowance for what comes later.
   */
  static void quiet(State state, Handle handle, KnownFacts known, Instant now) {
    Cycle cycle = of(known, now);
    if (!cycle.released && cycle.confirmed.equals(Volume.NONE)) {
      return;
    }
    for (Side side : Side.values()) {
      if (known.get(FactNames.swept(side)).isEmpty()) {
        return;
      }
    }
    Volume left = waits(state, handle, known, now) ? cycle.confirmed : Volume.NONE;
    Cycle quiet = new Cycle(cycle.since, cycle.done, left, false);
    if (!quiet.equals(cycle)) {
      quiet.save(state, handle, now);
    }
  }

  private static boolean waits(State state, Handle handle, KnownFacts known, Instant now) {
    return known.standing(FactNames.CAPPED).isPresent()
        || state.backlog().dueUpTo(handle, 1, now.plus(SOON)) > 0;
  }

  /** How many links the share of a brake is a share of: all that were ever made. */
  public static long links(State state, Handle handle) {
    return Counters.current(handle, state.connection(), "link");
  }

  /** What the brakes would have to let through if this were written too. */
  public Volume with(Volume planned) {
    return released ? Volume.NONE : done.plus(planned.less(confirmed));
  }

  /** The cycle after this was written. */
  Cycle after(Volume written) {
    return new Cycle(since, with(written), confirmed.less(written), released);
  }

  void save(State state, Handle handle, Instant now) {
    state.facts().set(handle, FactNames.CYCLE, text(), now);
  }

  private String text() {
    return "%d %d %d %d %d %d %d %d %d %d %d %d"
        .formatted(
            since.toEpochMilli(),
            done.creates(),
            done.changes(),
            done.clears(),
            done.unlinks(),
            done.deletes(),
            confirmed.creates(),
            confirmed.changes(),
            confirmed.clears(),
            confirmed.unlinks(),
            confirmed.deletes(),
            released ? 1 : 0);
  }

  private static Optional<Cycle> parse(String text) {
    long[] numbers =
        Arrays.stream(text.split(" ", -1))
            .filter(word -> word.matches("-?\\d{1,18}"))
            .mapToLong(Long::parseLong)
            .toArray();
    return switch (numbers.length) {
      case NUMBERS -> Optional.of(of(numbers, FIRST_OF_CONFIRMED));
      // As versions wrote it that knew no deletions.
      case NUMBERS - 2 -> Optional.of(of(numbers, FIRST_OF_CONFIRMED - 1));
      default -> Optional.empty();
    };
  }

  private static Cycle of(long[] numbers, int confirmed) {
    return new Cycle(
        Instant.ofEpochMilli(numbers[0]),
        volume(Arrays.copyOfRange(numbers, 1, confirmed)),
        volume(Arrays.copyOfRange(numbers, confirmed, numbers.length - 1)),
        numbers[numbers.length - 1] == 1);
  }

  private static Volume volume(long[] kinds) {
    return new Volume(
        kinds[0], kinds[1], kinds[2], kinds[3], kinds.length > DELETES ? kinds[DELETES] : 0);
  }
}
