package io.leadloop.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** The calls of one stretch of time as the local HubSpot logged them, oldest first. */
record VendorLog(List<Entry> entries) {
  private static final Set<String> WRITES =
      Set.of("/batch/update", "/batch/upsert", "/batch/create", "/notes");
  private static final int REFUSED = 429;
  private static final int SEARCHES_PER_SECOND = 5;
  private static final double CALLS_PER_SECOND = 19;

  /** Fewer calls say nothing about a pace. */
  private static final int CALLS_MIN = 20;

  /** A call about fewer records is no part of a mass change, or its very end. */
  private static final int MASS_MIN = 50;

  VendorLog {
    entries = List.copyOf(entries);
  }

  /** One call: when its answer was ready, where it went and what it was answered. */
  record Entry(long number, Instant at, String path, int status, int records) {}

  static VendorLog of(JsonNode log) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode call : log.path("calls")) {
      entries.add(
          new Entry(
              call.path("number").asLong(),
              Instant.parse(call.path("at").asText()),
              call.path("path").asText(),
              call.path("status").asInt(),
              call.path("records").asInt()));
    }
    return new VendorLog(entries);
  }

  /** The number of the last call; 0 for none. */
  long lastNumber() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
  }

  /** When the first call was answered. */
  Instant firstAt(Instant otherwise) {
    return entries.isEmpty() ? otherwise : entries.get(0).at();
  }

  /** How many records were written. */
  long written() {
    return entries.stream()
        .filter(entry -> WRITES.stream().anyMatch(entry.path()::endsWith))
        .mapToLong(entry -> Math.max(1, entry.records()))
        .sum();
  }

  /** How many calls were over a limit. */
  long refused() {
    return entries.stream().filter(entry -> entry.status() == REFUSED).count();
  }

  /**
   * Which share of the allowed searches was used, from the first page of a sweep to the last: from
   * each page on until the last there is one more to be read.
   */
  OptionalDouble searchShare() {
    return share(
        entry -> entry.path().endsWith("/search") && entry.records() > 0, SEARCHES_PER_SECOND);
  }

  /**
   * Which share of the allowed reads and writes of many records was used, from the first of them to
   * the last. Over less than a minute it may be more than 1: 190 may go at once, and then each when
   * one of them is 10 seconds old.
   */
  OptionalDouble writeShare() {
    return share(
        entry -> entry.path().contains("/contacts/batch/") && entry.records() >= MASS_MIN,
        CALLS_PER_SECOND);
  }

  private OptionalDouble share(Predicate<Entry> which, double perSecond) {
    List<Instant> times = entries.stream().filter(which).map(Entry::at).toList();
    if (times.size() < CALLS_MIN) {
      return OptionalDouble.empty();
    }
    Duration span = Duration.between(times.get(0), times.get(times.size() - 1));
    double seconds = Math.max(1, span.toMillis()) / 1e3;
    return OptionalDouble.of((times.size() - 1) / seconds / perSecond);
  }
}
