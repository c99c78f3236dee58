package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P7: a link whose record is gone without a trace does not stop syncing in silence. */
class RollCallTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Duration LOOKS = Duration.ofMinutes(15);

  @TempDir Path folder;
  private Store store;
  private State state;
  private final Set<RecordKey> gone = new HashSet<>();
  private final Set<RecordKey> merged = new HashSet<>();
  private final List<Integer> asked = new ArrayList<>();
  private boolean unreachable;
  private boolean refuses;
  private boolean ends;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Crm crm(Side side) {
    return (Crm)
        Proxy.newProxyInstance(
            Crm.class.getClassLoader(),
            new Class<?>[] {Crm.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "side" -> side;
                  case "lastAnsweredAt" -> Optional.of(NOW);
                  case "departures" -> null;
                  case "read" -> read((Collection<?>) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Map<RecordKey, Snapshot> read(Collection<?> keys) {
    if (unreachable) {
      throw new CrmException(Side.HUBSPOT, CrmException.Kind.UNAVAILABLE, "503", "busy", null);
    }
    asked.add(keys.size());
    if (refuses) {
      throw new CrmException(Side.HUBSPOT, CrmException.Kind.QUESTION, "400", "what?", null);
    }
    Map<RecordKey, Snapshot> there = new HashMap<>();
    for (Object one : keys) {
      RecordKey key = (RecordKey) one;
      RecordKey shown = merged.contains(key) ? RecordKey.contact("survivor") : key;
      if (!gone.contains(key)) {
        there.put(key, new Snapshot(shown, Map.of(), NOW, false, null));
      }
    }
    return there;
  }

  private RollCall rollCall(Side side, Duration pass) {
    LoopSettings usual = LoopSettings.usual("main");
    SweepTimes times = usual.sweeps();
    LoopSettings settings =
        new LoopSettings(
            "main",
            usual.keyField(),
            usual.claimLimits(),
            new SweepTimes(
                times.freshFor(),
                times.overlap(),
                times.longOverlap(),
                times.longOverlapEvery(),
                LOOKS,
                pass),
            usual.retryFirst(),
            usual.retryMost(),
            usual.claimLease(),
            usual.caps(),
            0);
    return new RollCall(crm(side), state, settings, Fence.NONE, () -> ends, () -> NOW);
  }

  private static RecordKey contact(int number) {
    return RecordKey.contact(String.valueOf(number));
  }

  private static RecordKey lead(int number) {
    return RecordKey.salesforce(RecordKey.LEAD, "00Q" + number);
  }

  private void link(int from, int to) {
    List<LinkRow> rows = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      rows.add(LinkRow.fresh(new Link(number, contact(number).id(), lead(number), null), true));
    }
    store.run(
        handle -> {
          state.links().add(handle, rows, NOW);
          state.links().save(handle, rows);
        });
  }

  /** Which links are to be looked at now. */
  private List<Long> due() {
    return store.read(
        handle ->
            handle
                .createQuery("select subject from inbox where due_at <= :now order by subject")
                .bind("now", NOW.toEpochMilli())
                .map((rs, ctx) -> new Claim(rs.getString(1), 0, 0, 0).linkId())
                .list());
  }

  /** They were looked at, and wait as the look says. */
  private void looked(int number, RecordKey missing, RecordKey other) {
    Claim claim = new Claim(Claim.subject(number), 0, 0, 0);
    Work.Ended ended = new Waiting(NOW).gone(claim, missing, other);
    store.run(
        handle -> {
          state.problems().replace(handle, List.of(claim.subject()), ended.problems());
          handle.execute("delete from inbox");
        });
  }

  @Test
  void whoIsGoneOrStandsForAnotherIsLookedAt_P7() {
    link(1, 5);
    gone.add(contact(2));
    merged.add(contact(4));

    rollCall(Side.HUBSPOT, Duration.ofDays(7)).call();

    assertThat(due()).containsExactly(2L, 4L);
  }

  @Test
  void theSameForSalesforce_P7() {
    link(1, 5);
    gone.add(lead(3));

    rollCall(Side.SALESFORCE, Duration.ofDays(7)).call();

    assertThat(due()).containsExactly(3L);
  }

  @Test
  void whoWaitsForItAlreadyIsLookedAtAgainOnlyOnceTheRecordIsThere_P7() {
    link(1, 3);
    gone.add(contact(2));
    RollCall hubspot = rollCall(Side.HUBSPOT, Duration.ofDays(7));
    RollCall salesforce = rollCall(Side.SALESFORCE, Duration.ofDays(7));
    hubspot.call();
    looked(2, contact(2), lead(2));

    for (int again = 0; again < 3; again++) {
      hubspot.call();
      salesforce.call();
    }
    assertThat(due()).isEmpty();

    gone.clear();
    hubspot.call();
    assertThat(due()).containsExactly(2L);
  }

  @Test
  void whoWaitsForAPersonWaitsOn() {
    link(1, 3);
    gone.add(contact(2));
    merged.add(contact(3));
    looked(2, lead(2), contact(2));
    looked(3, lead(3), contact(3));

    rollCall(Side.HUBSPOT, Duration.ofDays(7)).call();

    assertThat(due()).isEmpty();
  }

  @Test
  void aLinkThatRestsIsNotAskedFor() {
    link(1, 2);
    gone.add(contact(1));
    store.run(
        handle -> {
          LinkRow row = state.links().byId(handle, List.of(1L)).get(0);
          state
              .links()
              .save(
                  handle, List.of(row.withGone(new Gone(Side.SALESFORCE, NOW, Gone.Other.MARKED))));
        });

    rollCall(Side.HUBSPOT, Duration.ofDays(7)).call();

    assertThat(asked).containsExactly(1);
    assertThat(due()).isEmpty();
  }

  @Test
  void allHaveTheirTurnWithinThePassAndThenAnew() {
    link(1, 1_000);
    // Two looks of 15 minutes.
    RollCall calls = rollCall(Side.HUBSPOT, Duration.ofMinutes(30));

    for (int look = 0; look < 5; look++) {
      calls.call();
    }
    assertThat(asked).containsExactly(500, 500, 500, 500, 500);

    link(1_001, 5_000);
    asked.clear();
    calls.call();
    assertThat(asked).as("no more than a sweep can wait for").containsExactly(500, 500, 500, 500);
    ends = true;
    calls.call();
    assertThat(asked).as("nor whoever stops it").hasSize(4);
  }

  @Test
  void aSmallAccountIsAskedForWithOneCall() {
    link(1, 300);
    RollCall calls = rollCall(Side.HUBSPOT, Duration.ofDays(7));

    calls.call();

    assertThat(asked).containsExactly(100);
  }

  @Test
  void whoCouldNotBeAskedForIsAskedForTheNextTime_P7() {
    link(1, 150);
    gone.add(contact(1));
    RollCall calls = rollCall(Side.HUBSPOT, Duration.ofDays(7));
    unreachable = true;
    assertThatThrownBy(calls::call).isInstanceOf(CrmException.class);
    assertThat(due()).isEmpty();

    unreachable = false;
    // Another process goes on where this one was.
    rollCall(Side.HUBSPOT, Duration.ofDays(7)).call();
    assertThat(due()).containsExactly(1L);
    rollCall(Side.HUBSPOT, Duration.ofDays(7)).call();
    assertThat(asked).containsExactly(100, 50);
  }

  @Test
  void linksThatRestTakeNobodysTurn() {
    link(1, 400);
    List<LinkRow> half = new ArrayList<>();
    store.run(
        handle -> {
          state.links().byId(handle, LongStream.rangeClosed(1, 200).boxed().toList()).stream()
              .map(row -> row.withGone(new Gone(Side.SALESFORCE, NOW, Gone.Other.MARKED)))
              .forEach(half::add);
          state.links().save(handle, half);
        });
    gone.add(contact(400));
    RollCall calls = rollCall(Side.HUBSPOT, Duration.ofMinutes(30));

    calls.call();
    calls.call();

    assertThat(due()).as("in two looks of 15 minutes").containsExactly(400L);
  }

  @Test
  void aQuestionThatIsNotLikedKeepsNobodyElseWaiting_P6() {
    link(1, 150);
    gone.add(contact(150));
    RollCall calls = rollCall(Side.HUBSPOT, Duration.ofDays(7));
    refuses = true;
    assertThatThrownBy(calls::call).isInstanceOf(CrmException.class);

    refuses = false;
    calls.call();

    assertThat(due()).containsExactly(150L);
  }

  @Test
  void itCanBeTurnedOff() {
    link(1, 2);

    rollCall(Side.HUBSPOT, null).call();

    assertThat(asked).isEmpty();
  }
}
