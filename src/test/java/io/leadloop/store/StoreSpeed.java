package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.plan.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How fast the store is on each database; asserts nothing, and runs only when it is named: {@code
 * mvn test -Dtest=StoreSpeed}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class StoreSpeed {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final int COMMITS = 2_000;
  private static final int LINKS = 9_240;
  private static final int BATCH = 200;
  private static final int FIELDS = 14;

  @Parameter Database database;
  @TempDir Path folder;
  private final Lease lease = new Lease("main");
  private final Links links = new Links("main");
  private final Inbox inbox = new Inbox("main");
  private final Intents intents = new Intents("main");
  private long epoch;

  @Test
  void measured() {
    try (Store store = database.open(folder)) {
      epoch =
          store
              .write(handle -> lease.take(handle, "speed", NOW, Duration.ofDays(1)))
              .orElseThrow()
              .epoch();
      commits(store, COMMITS / 4);
      long[] nanos = commits(store, COMMITS);
      long sum = Arrays.stream(nanos).sum();
      Arrays.sort(nanos);
      System.out.printf(
          "%-10s %,d commits of one row behind a fence: %,.0f/s, p50 %.2f ms, p99 %.2f ms%n",
          database,
          COMMITS,
          COMMITS * 1e9 / sum,
          nanos[COMMITS / 2] / 1e6,
          nanos[COMMITS * 99 / 100] / 1e6);
      long begun = System.nanoTime();
      link(store);
      lap("linked and accepted", begun);
      for (int round = 1; round <= 2; round++) {
        accept(store, NOW.plusSeconds(round));
        begun = System.nanoTime();
        int looked = work(store, NOW.plusSeconds(round));
        lap("claimed, intended, recorded: " + looked + " links, round " + round, begun);
      }
    }
  }

  private long[] commits(Store store, int howMany) {
    Facts facts = new Facts("main");
    long[] nanos = new long[howMany];
    for (int i = 0; i < howMany; i++) {
      String value = String.valueOf(i);
      long begun = System.nanoTime();
      store.run(
          handle -> {
            lease.fence(handle, epoch);
            facts.set(handle, "speed", value, NOW);
          });
      nanos[i] = System.nanoTime() - begun;
    }
    return nanos;
  }

  private void lap(String what, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%-10s %s: %.2f s, %,.0f links/s%n", database, what, seconds, LINKS / seconds);
  }

  private void link(Store store) {
    for (int from = 0; from < LINKS; from += BATCH) {
      int first = from;
      store.run(
          handle -> {
            lease.fence(handle, epoch);
            List<Arrival> arrivals = new ArrayList<>();
            for (int i = first; i < Math.min(first + BATCH, LINKS); i++) {
              RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q%015d".formatted(i));
              LinkRow row = links.add(handle, String.valueOf(i), lead, true, NOW);
              arrivals.add(
                  new Arrival(Claim.subject(row.link().id()), 3, Side.HUBSPOT, NOW, "print"));
            }
            inbox.accept(handle, arrivals, NOW, NOW);
          });
    }
  }

  private void accept(Store store, Instant version) {
    for (int from = 1; from <= LINKS; from += BATCH) {
      int first = from;
      store.run(
          handle -> {
            List<Arrival> arrivals = new ArrayList<>();
            for (long id = first; id < Math.min(first + BATCH, LINKS + 1); id++) {
              arrivals.add(new Arrival(Claim.subject(id), 1, Side.HUBSPOT, version, "print"));
            }
            inbox.accept(handle, arrivals, version, version);
          });
    }
  }

  private int work(Store store, Instant now) {
    int looked = 0;
    List<Claim> claims = claim(store, now);
    while (!claims.isEmpty()) {
      looked += claims.size();
      List<Intent> written = prepare(store, claims, now);
      record(store, claims, written, now);
      claims = claim(store, now);
    }
    return looked;
  }

  private List<Claim> claim(Store store, Instant now) {
    return store.write(
        handle -> {
          lease.fence(handle, epoch);
          List<Integer> limits = List.of(BATCH, BATCH, BATCH, BATCH);
          return inbox.claim(handle, limits, epoch, now, Duration.ofMinutes(2));
        });
  }

  private List<Intent> prepare(Store store, List<Claim> claims, Instant now) {
    return store.write(
        handle -> {
          lease.fence(handle, epoch);
          long first = Counters.reserve(handle, "main", "token", claims.size());
          List<Intent> saved = new ArrayList<>();
          for (Claim claim : claims) {
            String token = "speed000-%06d-%012d".formatted(epoch, first + saved.size());
            RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q" + claim.linkId());
            saved.add(
                new Intent(Side.SALESFORCE, claim.subject(), token, lead, written(), now, now));
          }
          new Volumes("main").add(handle, new Volume(0, saved.size(), 0, 0, 0), now);
          intents.save(handle, saved);
          return saved;
        });
  }

  private void record(Store store, List<Claim> claims, List<Intent> written, Instant now) {
    store.run(
        handle -> {
          lease.fence(handle, epoch);
          List<LinkRow> rows = new ArrayList<>();
          List<JournalRow> journal = new ArrayList<>();
          for (LinkRow row : links.byId(handle, claims.stream().map(Claim::linkId).toList())) {
            Shown shown = new Shown("0123456789abcdef", now, "token");
            rows.add(
                row.withFields(fields())
                    .withShown(Side.HUBSPOT, shown)
                    .withShown(Side.SALESFORCE, shown));
            String subject = Claim.subject(row.link().id());
            JournalRow.Field field =
                new JournalRow.Field("phone", "leads.yaml:3", "before", "before", "after", "why");
            journal.add(
                new JournalRow(
                    0,
                    now,
                    row.link().id(),
                    subject,
                    Side.SALESFORCE,
                    "update",
                    subject,
                    "token",
                    "accepted",
                    "updated",
                    List.of(field, field)));
          }
          links.save(handle, rows);
          intents.close(handle, written.stream().map(Intent::token).toList());
          new Journal("main").append(handle, journal);
          new Problems("main")
              .replace(handle, claims.stream().map(Claim::subject).toList(), List.of());
          inbox.end(handle, claims.stream().map(Ending::done).toList());
        });
  }

  private static Map<String, JournalRow.Field> written() {
    Map<String, JournalRow.Field> written = new LinkedHashMap<>();
    fields()
        .forEach(
            (rule, field) ->
                written.put(
                    rule,
                    new JournalRow.Field(
                        rule,
                        "leads.yaml:3",
                        field.hubspot(),
                        field.salesforce(),
                        "a usual value",
                        "why")));
    return written;
  }

  private static Map<String, FieldBaseline> fields() {
    Map<String, FieldBaseline> fields = new LinkedHashMap<>();
    for (int i = 0; i < FIELDS; i++) {
      fields.put(
          "property_" + i + ">Field_" + i, new FieldBaseline("a usual value", "A usual value"));
    }
    return fields;
  }
}
