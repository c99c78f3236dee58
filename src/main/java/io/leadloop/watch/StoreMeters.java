package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.ops.StatusReport;
import io.leadloop.store.Backlog;
import io.leadloop.sync.Drift;
import io.leadloop.sync.KnownCodes;
import io.leadloop.sync.Lane;
import io.leadloop.sync.NamedState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is read from the store when somebody asks. Thread-safe. */
final class StoreMeters {
  private static final Logger LOG = LoggerFactory.getLogger(StoreMeters.class);
  private static final double MILLIS_PER_SECOND = 1_000;

  private final MeterRegistry registry;
  private final Supplier<Reading> reader;
  private final MultiGauge waiting;
  private volatile @Nullable Reading last;

  StoreMeters(MeterRegistry registry, Supplier<Reading> reader) {
    this.registry = registry;
    this.reader = reader;
    this.waiting =
        MultiGauge.builder("leadloop.waiting")
            .description("Links and records that wait for a person or were refused")
            .register(registry);
    Gauge.builder("leadloop.store.readable", () -> last == null ? 0 : 1)
        .description("Whether the store could be read for this answer")
        .register(registry);
    states();
    inbox();
    sides();
  }

  /** Reads the store anew; where it cannot be read, what it knows is NaN. */
  void refresh() {
    try {
      Reading now = reader.get();
      waiting.register(rows(now.status().waiting()), true);
      last = now;
    } catch (RuntimeException e) {
      // Its message may come from the database and is not ours to show.
      LOG.atWarn()
          .addKeyValue("fault", e.getClass().getSimpleName())
          .log("The store could not be read for /metrics");
      last = null;
    }
  }

  private void states() {
    for (String mode : List.of("watching", "live")) {
      gauge(
          "leadloop.mode",
          "1 for the mode that the connection is in",
          "",
          Tags.of("mode", mode),
          reading -> truth(reading.status().mode().equals(mode)));
    }
    gauge(
        "leadloop.lease.held",
        "1 where this process may write, 0 where it stands by",
        "",
        Tags.empty(),
        reading -> truth(reading.holdsLease()));
    for (NamedState state : NamedState.values()) {
      gauge(
          "leadloop.state",
          "1 while the connection is in this state",
          "",
          Tags.of("state", state.word()),
          reading -> truth(reading.status().isIn(state.word())));
    }
    gauge(
        "leadloop.capped",
        "1 while writing is paused by a cap",
        "",
        Tags.empty(),
        reading -> truth(!reading.status().cap().isEmpty()));
    for (Drift.Kind kind : Drift.Kind.values()) {
      gauge(
          "leadloop.drift",
          "What rests because an account lacks a field",
          "",
          Tags.of("state", kind.word()),
          reading ->
              reading.status().fields().stream()
                  .filter(text -> text.startsWith(kind.word() + " "))
                  .count());
    }
    gauge(
        "leadloop.links",
        "People who stand on both sides",
        "",
        Tags.empty(),
        reading -> reading.status().links());
    gauge(
        "leadloop.alerts.standing",
        "Troubles that people were told of and that did not end",
        "",
        Tags.empty(),
        reading -> reading.status().alerts().standing().size());
    gauge(
        "leadloop.alerts.undelivered",
        "Alerts that did not arrive yet",
        "",
        Tags.empty(),
        reading -> reading.status().alerts().undelivered());
    gauge(
        "leadloop.overwrote.last.hour",
        "Edits that fell between a read and its write within the last hour",
        "",
        Tags.empty(),
        reading -> reading.status().lastHour().overwrote());
    gauge(
        "leadloop.write.window.last.hour.max",
        "The longest time from a read to its write within the last hour",
        "seconds",
        Tags.empty(),
        reading -> reading.status().lastHour().windowMillisMax() / MILLIS_PER_SECOND);
  }

  private void inbox() {
    for (Lane lane : Lane.values()) {
      for (Side side : Side.values()) {
        inbox(lane, side, side.word());
      }
      inbox(lane, null, "none");
    }
  }

  private void inbox(Lane lane, @Nullable Side from, String word) {
    Tags tags = Tags.of("lane", lane.word(), "from", word);
    gauge(
        "leadloop.inbox.depth",
        "Links and records that are due",
        "",
        tags,
        reading -> cell(reading, lane, from).mapToLong(Backlog.Due::rows).sum());
    gauge(
        "leadloop.inbox.oldest.age",
        "For how long the oldest of them has been due",
        "seconds",
        tags,
        reading ->
            cell(reading, lane, from)
                .mapToDouble(due -> seconds(due.oldestDueAt(), reading.status().at()))
                .max()
                .orElse(0));
  }

  private static Stream<Backlog.Due> cell(Reading reading, Lane lane, @Nullable Side from) {
    return reading.due().stream().filter(due -> due.lane() == lane.number() && due.from() == from);
  }

  private void sides() {
    for (Side side : Side.values()) {
      Tags tags = Tags.of("side", side.word());
      gauge(
          "leadloop.sweep.last.success.timestamp",
          "When a sweep of the side last came to its end",
          "seconds",
          tags,
          reading -> {
            Instant at = swept(reading, side).sweptAt();
            return at == null ? 0 : at.toEpochMilli() / MILLIS_PER_SECOND;
          });
      gauge(
          "leadloop.sweep.last.records",
          "How many records that sweep read",
          "",
          tags,
          reading -> swept(reading, side).seen());
      gauge(
          "leadloop.vendor.trouble",
          "1 while the vendor could not be asked the last time",
          "",
          tags,
          reading -> truth(!swept(reading, side).trouble().isEmpty()));
      gauge(
          "leadloop.vendor.clock.ahead",
          "How far the vendor's clock is ahead of this machine's; 0 while both agree",
          "seconds",
          tags,
          reading -> reading.clockAheadSeconds().getOrDefault(side, 0.0));
    }
  }

  private static StatusReport.Swept swept(Reading reading, Side side) {
    return reading.status().sweeps().stream()
        .filter(swept -> swept.side().equals(side.word()))
        .findFirst()
        .orElseThrow();
  }

  private void gauge(
      String name, String description, String unit, Tags tags, ToDoubleFunction<Reading> value) {
    Gauge.builder(
            name,
            () -> {
              Reading reading = last;
              return reading == null ? Double.NaN : value.applyAsDouble(reading);
            })
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags)
        .register(registry);
  }

  /** Codes that we cannot explain are one row together. */
  private static List<MultiGauge.Row<?>> rows(Map<String, Long> waiting) {
    Map<Tags, Long> cells = new LinkedHashMap<>();
    cells.put(Tags.of("kind", "parked", "code", "ambiguous-match"), 0L);
    new TreeMap<>(waiting)
        .forEach(
            (name, count) -> {
              String[] words = name.split(" ", 2);
              cells.merge(
                  Tags.of("kind", words[0], "code", KnownCodes.of(words[1])), count, Long::sum);
            });
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    cells.forEach((tags, count) -> rows.add(MultiGauge.Row.of(tags, count)));
    return rows;
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / MILLIS_PER_SECOND);
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }
}
