package io.leadloop.ops;

import io.leadloop.alert.Ledger;
import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import io.leadloop.store.Backlog;
import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import io.leadloop.store.Lease;
import io.leadloop.store.Problem;
import io.leadloop.sync.ClockCheck;
import io.leadloop.sync.Drift;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Mode;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a connection is doing from the store alone: no account is asked and no lease is needed.
 */
public final class StatusReader {
  /** A sweep that is this many periods old is late. */
  private static final int LATE_PERIODS = 3;

  /** How a day's limit begins: HubSpot's day, Salesforce's last 24 hours. */
  private static final List<String> QUOTAS =
      List.of("LIMIT DAILY:", "LIMIT REQUEST_LIMIT_EXCEEDED:");

  private final String connection;
  private final State state;
  private final Duration sweepEvery;
  private final InstantSource clock;

  /**
   * @param sweepEvery how often each side is meant to be swept
   */
  public StatusReader(String connection, State state, Duration sweepEvery, InstantSource clock) {
    this.connection = connection;
    this.state = state;
    this.sweepEvery = sweepEvery;
    this.clock = clock;
  }

  /** All of it, as of one moment. */
  public StatusReport read() {
    return state.store().read(handle -> handle.inTransaction(this::read));
  }

  private StatusReport read(Handle handle) {
    Instant now = clock.instant();
    Lease.Held held =
        state.lease().current(handle).filter(lease -> lease.expiresAt().isAfter(now)).orElse(null);
    KnownFacts known = state.facts().known(handle);
    Mode mode = Mode.of(known);
    List<StatusReport.Swept> sweeps =
        Arrays.stream(Side.values()).map(side -> swept(known, side, now)).toList();
    List<StatusReport.Depth> depths =
        state.backlog().depths(handle, now).stream().map(depth -> depth(depth, now)).toList();
    Map<String, Long> waiting = state.problems().counts(handle);
    String oldest =
        state.problems().all(handle, 1).stream().map(Problem::subject).findFirst().orElse("");
    String cap = known.value(FactNames.CAPPED);
    String config = held == null ? "" : known.value(FactNames.CONFIG_TROUBLE);
    Drift drift = Drift.known(known);
    List<StatusReport.Named> states = states(known);
    String rounds = known.value(FactNames.ROUNDS_TROUBLE);
    long overwrote = state.journal().count(handle, "overwrote", now.minus(Duration.ofHours(1)));
    StatusReport.Alerting alerts = alerts(Ledger.of(known));
    Volume written = state.volumes().lastHour(handle, now);
    return new StatusReport(
        connection,
        now,
        mode.word(),
        held == null ? null : held.holder(),
        held == null ? null : held.expiresAt(),
        sweeps,
        depths,
        waiting,
        config,
        drift.entries().stream().map(Drift.Entry::text).toList(),
        states,
        cap,
        state.links().count(handle),
        state.links().countGone(handle),
        new StatusReport.Written(
            written.creates(),
            written.changes(),
            written.clears(),
            state.volumes().windowMillisMax(handle, now),
            overwrote),
        state.callCounts().lastDay(handle, now),
        alerts,
        nextSteps(
            mode, held, sweeps, waiting, oldest, config, drift, states, cap, rounds, overwrote,
            alerts));
  }

  private static List<StatusReport.Named> states(KnownFacts known) {
    List<StatusReport.Named> states = new ArrayList<>();
    for (NamedState one : NamedState.values()) {
      one.in(known)
          .ifPresent(
              fact -> states.add(new StatusReport.Named(one.word(), fact.value(), fact.at())));
    }
    return states;
  }

  private static StatusReport.Swept swept(KnownFacts known, Side side, Instant now) {
    Optional<Facts.Fact> swept = known.get(FactNames.swept(side));
    Optional<Facts.Fact> trouble = known.standing(FactNames.trouble(side));
    return new StatusReport.Swept(
        side.word(),
        swept.map(Facts.Fact::at).orElse(null),
        swept.map(fact -> Duration.between(fact.at(), now).toSeconds()).orElse(null),
        swept.map(fact -> Long.parseLong(fact.value())).orElse(0L),
        trouble.map(Facts.Fact::value).orElse(""),
        trouble.map(Facts.Fact::at).orElse(null),
        ClockCheck.aheadSeconds(known, side).orElse(0L));
  }

  private static StatusReport.Alerting alerts(Ledger ledger) {
    return new StatusReport.Alerting(
        ledger.standing(),
        ledger.letters().size(),
        ledger.letters().stream()
            .map(Ledger.Letter::failure)
            .filter(failure -> !failure.isEmpty())
            .findFirst()
            .orElse(""));
  }

  private static StatusReport.Depth depth(Backlog.Depth depth, Instant now) {
    return new StatusReport.Depth(
        Lane.of(depth.lane()).word(),
        depth.due(),
        depth.oldestDueAt(),
        Duration.between(depth.oldestDueAt(), now).toSeconds());
  }

  private static boolean isQuota(String trouble) {
    return QUOTAS.stream().anyMatch(trouble::startsWith);
  }

  private List<String> nextSteps(
      Mode mode,
      Lease.@Nullable Held held,
      List<StatusReport.Swept> sweeps,
      Map<String, Long> waiting,
      String oldestWaiting,
      String config,
      Drift drift,
      List<StatusReport.Named> states,
      String cap,
      String rounds,
      long overwrote,
      StatusReport.Alerting alerts) {
    List<String> steps = new ArrayList<>();
    if (held == null) {
      steps.add("Nobody keeps this connection in agreement. Start the daemon: leadloop run");
    }
    for (StatusReport.Swept swept : sweeps) {
      String label = Side.ofWord(swept.side()).label();
      Long age = swept.ageSeconds();
      if (isQuota(swept.trouble())) {
        steps.add(
            "%s's calls of this day are nearly used up: what can wait rests, opt-outs go on, and all of it goes on by itself when %s says that there are more."
                .formatted(label, label));
      } else if (!swept.trouble().isEmpty()) {
        steps.add(
            "%s could not be asked; it is tried again by itself. To see what is wrong: leadloop check --live"
                .formatted(label));
      } else if (held != null && age != null && age > sweepEvery.toSeconds() * LATE_PERIODS + 1) {
        steps.add(
            "The last sweep of %s is late: one is due every %d s. See the daemon's log."
                .formatted(label, sweepEvery.toSeconds()));
      }
    }
    if (sweeps.stream().anyMatch(swept -> swept.clockAheadSeconds() != 0)) {
      steps.add(
          "Set this machine's clock: it and a vendor's differ. Edits arrive all the same; what is"
              + " computed from today's date may be wrong.");
    }
    if (!config.isEmpty()) {
      steps.add(
          "The daemon goes on with the configuration that it has. Repair the files; it takes them over"
              + " by itself. To check them: leadloop check");
    }
    if (!drift.entries().isEmpty()) {
      steps.add(
          "An account lacks what the configuration names. Give it back or correct the files; what rests"
              + " goes on by itself. To see all of it: leadloop check --live");
    }
    if (!rounds.isEmpty()) {
      steps.add(
          "Nothing is written because a vendor could not be asked; it is tried again by itself. "
              + rounds);
    }
    if (mode == Mode.WATCHING) {
      steps.add(
          "Only watching. What would be written: leadloop plan --all   To let it write: leadloop go");
    }
    states.forEach(one -> steps.add(NextSteps.of(one)));
    if (!cap.isEmpty()) {
      steps.add(
          "Writing is paused by a cap. Look at it: leadloop plan --all   To go on at once: leadloop go");
    }
    if (overwrote > 0) {
      steps.add(
          "Somebody edited what was just being written, and it was written over. To see what it was: leadloop journal --outcome overwrote");
    }
    if (!alerts.failure().isEmpty()) {
      steps.add(
          "An alert could not be delivered: %s. It is tried again by itself; to try at once: leadloop alerts --test"
              .formatted(alerts.failure()));
    }
    if (!waiting.isEmpty()) {
      steps.add(
          "Something waits for a person. Why the oldest does: leadloop explain %s   After the repair: leadloop retry --all"
              .formatted(oldestWaiting));
    }
    return steps;
  }
}
