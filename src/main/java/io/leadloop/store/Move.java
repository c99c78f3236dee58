package io.leadloop.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Copies a whole store into an empty one, of either database, and leaves a mark in the first that
 * keeps every process from going on there. Used once.
 *
 * <p>The leases of the first are held meanwhile, each with a new epoch, so that a process that was
 * frozen stores nothing more either. Whatever fails, the first store stays as it was and in use:
 * the mark comes last.
 */
public final class Move {
  private static final Duration HOLD = Duration.ofMinutes(10);

  private final Store from;
  private final Store to;
  private final String connection;
  private final InstantSource clock;
  private final String holder = "process " + ProcessHandle.current().pid() + " (store move)";
  private final Map<String, Long> epochs = new LinkedHashMap<>();

  /**
   * @param connection whose lease is taken even if no process ever held it; the others have a row
   */
  public Move(Store from, Store to, String connection, InstantSource clock) {
    this.from = from;
    this.to = to;
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * Copies, compares, and leaves the mark.
   *
   * @return how many rows each table holds, by its name
   * @throws StoreException if a process holds a lease, the other store is not empty, or the copy is
   *     not the same
   */
  public Map<String, Long> run() {
    to.read(handle -> refusedUnlessEmpty(handle));
    Map<String, Long> taken = from.write(this::take);
    epochs.putAll(taken);
    boolean marked = false;
    try {
      List<TableCopy.Content> sent =
          to.write(
              into -> {
                refusedUnlessEmpty(into);
                return from.read(handle -> handle.inTransaction(of -> copied(of, into)));
              });
      List<TableCopy.Content> arrived = to.read(handle -> handle.inTransaction(this::contents));
      if (!arrived.equals(sent)) {
        throw new StoreException(
            "copy-differs",
            "The copy in %s is not the same as what was read from %s, which stays in use. Empty %1$s, and move again."
                .formatted(to.place(), from.place()),
            null);
      }
      to.run(handle -> handle.execute("update lease set expires_at = 0"));
      from.run(this::mark);
      marked = true;
      Map<String, Long> rows = new LinkedHashMap<>();
      arrived.forEach(content -> rows.put(content.table(), content.rows()));
      return rows;
    } finally {
      if (!marked) {
        from.run(handle -> epochs.forEach((name, epoch) -> new Lease(name).release(handle, epoch)));
      }
    }
  }

  private boolean refusedUnlessEmpty(Handle handle) {
    for (Table table : tables(handle)) {
      boolean empty =
          handle
              .createQuery("select count(*) from (select 1 from <table> limit 1) one")
              .define("table", table.name())
              .mapTo(Long.class)
              .one()
              .equals(0L);
      if (!empty) {
        throw new StoreException(
            "store-not-empty",
            "The store %s holds data already (%s). Nothing was changed. Name an empty database or a new file."
                .formatted(to.place(), table.name()),
            null);
      }
    }
    return true;
  }

  /** The epoch of each lease. */
  private Map<String, Long> take(Handle handle) {
    TreeSet<String> connections =
        new TreeSet<>(
            handle.createQuery("select connection from lease").mapTo(String.class).list());
    connections.add(connection);
    Instant now = clock.instant();
    Map<String, Long> taken = new LinkedHashMap<>();
    for (String name : connections) {
      Lease lease = new Lease(name);
      Optional<Lease.Held> held = lease.take(handle, holder, now, HOLD);
      if (held.isEmpty()) {
        String other = lease.current(handle).map(Lease.Held::holder).orElse("another process");
        throw new StoreException(
            "store-in-use",
            "The store %s is in use by %s. Nothing was changed. Stop it, and move again."
                .formatted(from.place(), other),
            null);
      }
      taken.put(name, held.get().epoch());
    }
    return taken;
  }

  private List<TableCopy.Content> copied(Handle of, Handle into) {
    List<TableCopy.Content> contents = new ArrayList<>();
    for (Table table : tables(of)) {
      from.run(
          handle ->
              epochs.forEach(
                  (name, epoch) ->
                      new Lease(name).renew(handle, epoch, clock.instant().plus(HOLD))));
      try {
        contents.add(TableCopy.copy(of.getConnection(), into.getConnection(), table));
      } catch (SQLException e) {
        throw StoreException.unusable(to.place() + " (table " + table.name() + ")", e);
      }
    }
    return contents;
  }

  private List<TableCopy.Content> contents(Handle handle) {
    List<TableCopy.Content> contents = new ArrayList<>();
    for (Table table : tables(handle)) {
      try {
        contents.add(TableCopy.content(handle.getConnection(), table));
      } catch (SQLException e) {
        throw StoreException.unusable(to.place() + " (table " + table.name() + ")", e);
      }
    }
    return contents;
  }

  private static List<Table> tables(Handle handle) {
    try {
      return Table.all(handle.getConnection());
    } catch (SQLException e) {
      throw StoreException.unusable("of this name", e);
    }
  }

  private void mark(Handle handle) {
    epochs.forEach((name, epoch) -> new Lease(name).fence(handle, epoch));
    Moves.leave(handle, to.place(), clock.instant());
  }
}
