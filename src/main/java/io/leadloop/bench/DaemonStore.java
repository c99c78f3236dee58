package io.leadloop.bench;

import io.leadloop.lead.Side;
import io.leadloop.store.Store;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Mode;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The daemon's store, as another process sees it while the daemon works. */
final class DaemonStore implements AutoCloseable {
  /** The rows of a sweep that wait for each other fall due within this. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Store store;
  private final State state;

  private DaemonStore(Store store) {
    this.store = store;
    this.state = State.of(store, "main");
  }

  /** Opens the store, which is made when it is not there, and lets its connection write. */
  static DaemonStore live(Path file) {
    DaemonStore opened = new DaemonStore(Store.open(file));
    opened.store.run(handle -> Mode.LIVE.set(opened.state.facts(), handle, Instant.now()));
    return opened;
  }

  /** The store itself. */
  Store opened() {
    return store;
  }

  /** What the daemon counted so far; what it called in the last half second may be missing. */
  Calls calls() {
    return Calls.of(store.read(handle -> state.callCounts().lastDay(handle, Instant.now())));
  }

  /** When the last sweep of a side ended. */
  Instant sweptAt(Side side) {
    return store
        .read(handle -> state.facts().get(handle, FactNames.swept(side)))
        .map(fact -> fact.at())
        .orElse(Instant.EPOCH);
  }

  /** Whether anything is due, about to be, or sent and not recorded. */
  boolean isBusy() {
    long soon = Instant.now().plus(SOON).toEpochMilli();
    return store.read(
        handle ->
            handle
                    .createQuery(
                        """
                        select (select count(*) from (select 1 from inbox where due_at <= :soon limit 1))
                          + (select count(*) from (select 1 from intent limit 1))
                        """)
                    .bind("soon", soon)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  /** The longest time from the read of a record to the answer to its write. */
  long windowMillisMax() {
    return store.read(handle -> state.volumes().windowMillisMax(handle, Instant.now()));
  }

  /**
   * How much room the state takes.
   *
   * @param linkBytes of everything but the journal, for each link
   * @param journalBytes of the journal, for each of its rows
   */
  record Room(long linkBytes, long journalBytes) {}

  Room room() {
    return store.read(
        handle -> {
          long journal = bytes(handle, "name like 'journal%'");
          long rest = bytes(handle, "name not like 'journal%'");
          long links = handle.createQuery("select count(*) from link").mapTo(Long.class).one();
          long rows = handle.createQuery("select count(*) from journal").mapTo(Long.class).one();
          return new Room(rest / Math.max(1, links), journal / Math.max(1, rows));
        });
  }

  private static long bytes(Handle handle, String which) {
    return handle
        .createQuery("select coalesce(sum(pgsize), 0) from dbstat where " + which)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void close() {
    store.close();
  }
}
