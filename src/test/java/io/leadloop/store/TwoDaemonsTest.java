package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** P8 where two processes share one store: each has connections of its own. */
@ParameterizedClass
@EnumSource(Database.class)
class TwoDaemonsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int TIMES = 40;

  @Parameter Database database;
  @TempDir Path folder;
  private Store one;
  private Store other;
  private final Lease lease = new Lease("main");
  private final Facts facts = new Facts("main");
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @BeforeEach
  void open() {
    one = database.open(folder);
    other = database.open(folder);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    one.close();
    other.close();
  }

  @Test
  void aTakeoverCannotComeBetweenTheFenceAndTheCommit_P8() throws Exception {
    take(one, "one", NOW);
    CountDownLatch fenced = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean committed = new AtomicBoolean();
    AtomicBoolean takenBefore = new AtomicBoolean();
    Future<?> writing =
        threads.submit(
            () -> {
              one.run(
                  handle -> {
                    lease.fence(handle, 1);
                    fenced.countDown();
                    await(asked);
                    // The other one is on its way now; it has to wait for this transaction.
                    facts.set(handle, "written", "by the first", NOW);
                  });
              committed.set(true);
            });
    await(fenced);
    Future<Optional<Lease.Held>> takeover =
        threads.submit(
            () -> {
              asked.countDown();
              Optional<Lease.Held> held =
                  other.write(
                      handle -> {
                        Optional<Lease.Held> taken =
                            lease.take(handle, "other", NOW.plus(LEASE), LEASE);
                        takenBefore.set(facts.get(handle, "written").isEmpty());
                        return taken;
                      });
              return held;
            });
    writing.get();
    assertThat(takeover.get().orElseThrow().epoch()).isEqualTo(2);
    assertThat(committed).isTrue();
    assertThat(takenBefore).as("the takeover saw what was committed before it").isFalse();
    assertThat(catchThrowable(() -> one.run(handle -> lease.fence(handle, 1))))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void whoeverWantsTheLeaseWaitsForATransactionThatWasFenced_P8() {
    assumeThat(database).as("SQLite locks the whole file").isEqualTo(Database.POSTGRESQL);
    take(one, "one", NOW);
    one.run(
        handle -> {
          lease.fence(handle, 1);
          assertThat(
                  catchThrowable(
                      () -> database.sql(folder, "select 1 from lease for update nowait")))
              .hasMessageContaining("could not obtain lock");
        });
    assertThat(other.read(lease::current).orElseThrow().holder()).isEqualTo("one");
  }

  @Test
  void aProcessThatFreezesBehindTheFenceIsCutOffAndStoresNothing_P8() {
    assumeThat(database).as("the server ends the transaction").isEqualTo(Database.POSTGRESQL);
    take(one, "one", NOW);
    Throwable thawed =
        catchThrowable(
            () ->
                one.run(
                    handle -> {
                      handle.execute("set idle_in_transaction_session_timeout = '200ms'");
                      lease.fence(handle, 1);
                      // Waits for the lock on the lease, so until the server has had enough.
                      take(other, "other", NOW.plus(LEASE));
                      facts.set(handle, "written", "by the frozen", NOW);
                    }));
    assertThat(thawed)
        .isInstanceOfSatisfying(
            StoreException.class,
            thrown -> assertThat(thrown.code()).isEqualTo("store-unreachable"));
    assertThat(other.read(handle -> facts.get(handle, "written")).isEmpty()).isTrue();
    assertThat(catchThrowable(() -> one.run(handle -> lease.fence(handle, 1))))
        .isInstanceOfSatisfying(
            StoreException.class,
            thrown -> assertThat(thrown.code()).isEqualTo("store-lost-lease"));
  }

  @Test
  void ofTwoThatReachForTheLeaseAtOnceOneGetsIt_P8() throws Exception {
    for (int time = 0; time < TIMES; time++) {
      // First a lease that nobody ever held, then one that ran out.
      Lease contested = new Lease("connection " + time / 2);
      Instant now = NOW.plus(LEASE.multipliedBy(time % 2 + 1));
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Boolean>> takers =
          List.of(
              threads.submit(reach(one, contested, now, start)),
              threads.submit(reach(other, contested, now, start)));
      int winners = 0;
      for (Future<Boolean> taker : takers) {
        winners += taker.get() ? 1 : 0;
      }
      assertThat(winners).as("winners of time %d", time).isEqualTo(1);
    }
  }

  private static Callable<Boolean> reach(
      Store store, Lease lease, Instant now, CyclicBarrier start) {
    return () -> {
      start.await();
      return store
          .<Optional<Lease.Held>>write(handle -> lease.take(handle, "taker", now, LEASE))
          .isPresent();
    };
  }

  @Test
  void numbersAreGivenOutOnce() throws Exception {
    List<Future<Long>> counting = List.of(threads.submit(count(one)), threads.submit(count(other)));
    for (Future<Long> one : counting) {
      one.get();
    }
    assertThat(one.<Long>write(handle -> Counters.next(handle, "main", "token")))
        .isEqualTo(2 * TIMES + 1);
  }

  private static Callable<Long> count(Store store) {
    return () -> {
      long last = 0;
      for (int i = 0; i < TIMES; i++) {
        last = store.write(handle -> Counters.next(handle, "main", "token"));
      }
      return last;
    };
  }

  @Test
  void twoThatStartAtOnceGiveTheStoreOneId() throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Future<String> first = threads.submit(id(one, start));
    Future<String> second = threads.submit(id(other, start));
    assertThat(first.get()).isEqualTo(second.get());
  }

  private static Callable<String> id(Store store, CyclicBarrier start) {
    return () -> {
      start.await();
      return store.read(handle -> Facts.storeId(handle, NOW));
    };
  }

  private void take(Store store, String holder, Instant now) {
    store.run(handle -> assertThat(lease.take(handle, holder, now, LEASE)).isPresent());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
