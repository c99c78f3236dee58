package io.leadloop.alert;

import io.leadloop.lead.Side;
import io.leadloop.store.Backlog;
import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Drift;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Mode;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Reads the situation of one connection from its store. */
final class SituationReader {
  /** As {@code route.Trouble} keeps it: {@code UNAVAILABLE HTTP_503: HubSpot search failed}. */
  private static final Pattern TROUBLE = Pattern.compile("([A-Z]+) ([^\\s:]+): .*", Pattern.DOTALL);

  private final State state;

  SituationReader(State state) {
    this.state = state;
  }

  Situation read(Handle handle, Instant now) {
    KnownFacts known = state.facts().known(handle);
    Mode mode = Mode.of(known);
    Map<Side, Situation.Trouble> troubles = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      known
          .standing(FactNames.trouble(side))
          .flatMap(fact -> trouble(fact.value()))
          .ifPresent(trouble -> troubles.put(side, trouble));
    }
    Set<NamedState> states = EnumSet.noneOf(NamedState.class);
    for (NamedState one : NamedState.values()) {
      one.in(known)
          .filter(fact -> one != NamedState.STORE_UNCHECKED || isNews(fact, troubles))
          .ifPresent(fact -> states.add(one));
    }
    return new Situation(
        mode,
        states,
        troubles,
        known.standing(FactNames.CAPPED).isPresent(),
        state.problems().counts(handle).values().stream().mapToLong(Long::longValue).sum(),
        behind(handle, known, mode, now),
        Drift.known(known));
  }

  /** Of a side that answers nothing at all, that alone is told. */
  private static boolean isNews(Facts.Fact unchecked, Map<Side, Situation.Trouble> troubles) {
    return troubles.keySet().stream().noneMatch(side -> unchecked.value().startsWith(side.label()));
  }

  /**
   * A first load and a mass change take their time and are no delay; while the connection only
   * watches, edits wait on purpose.
   */
  private Duration behind(Handle handle, KnownFacts known, Mode mode, Instant now) {
    Instant oldest = now;
    for (Side side : Side.values()) {
      Instant swept = known.get(FactNames.swept(side)).map(Facts.Fact::at).orElse(now);
      oldest = earlier(oldest, swept);
    }
    if (mode == Mode.LIVE) {
      for (Backlog.Depth depth : state.backlog().depths(handle, now)) {
        if (depth.lane() < Lane.BACKFILL.number()) {
          oldest = earlier(oldest, depth.oldestDueAt());
        }
      }
    }
    return Duration.between(oldest, now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Optional<Situation.Trouble> trouble(String text) {
    Matcher matcher = TROUBLE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Arrays.stream(CrmException.Kind.values())
        .filter(kind -> kind.name().equals(matcher.group(1)))
        .findFirst()
        .map(kind -> new Situation.Trouble(kind, matcher.group(2)));
  }
}
