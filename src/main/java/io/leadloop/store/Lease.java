package io.leadloop.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Who may write to one connection: one process at a time. A row with an epoch and not a lock on the
 * file, so that every command works while the daemon runs.
 */
public final class Lease {
  /** The name under which a store's SQL finds {@link Dialect#rowLock}. */
  static final String ROW_LOCK = "rowLock";

  private static final String SELECT =
      "select epoch, holder, expires_at from lease where connection = :connection";

  private final String connection;

  public Lease(String connection) {
    this.connection = connection;
  }

  /**
   * @param epoch counts the times that the lease was taken on this store; orders tokens and fences
   *     writes
   * @param holder who holds it, for a person: a process id
   */
  public record Held(long epoch, String holder, Instant expiresAt) {
    /** Whether it was given back. */
    public boolean isReleased() {
      return expiresAt.equals(Instant.EPOCH);
    }
  }

  /** Takes the lease if nobody holds it, by our clock. */
  public Optional<Held> take(Handle handle, String holder, Instant now, Duration duration) {
    return take(handle, holder, now, duration, held -> !held.expiresAt().isAfter(now));
  }

  /**
   * Takes the lease if nobody ever held it, or whoever did is gone.
   *
   * @param isGone asked within the transaction, of whoever holds the lease or held it last
   */
  public Optional<Held> take(
      Handle handle, String holder, Instant now, Duration duration, Predicate<Held> isGone) {
    Optional<Held> current = locked(handle);
    if (current.isPresent() && !isGone.test(current.get())) {
      return Optional.empty();
    }
    Held held = new Held(current.map(Held::epoch).orElse(0L) + 1, holder, now.plus(duration));
    // The condition decides between two that take a lease which nobody ever held: there is no row
    // that either could have locked.
    int taken =
        handle
            .createUpdate(
                """
                insert into lease (connection, epoch, holder, expires_at) values (:connection, :epoch, :holder, :expiresAt)
                on conflict (connection) do update set epoch = excluded.epoch, holder = excluded.holder,
                  expires_at = excluded.expires_at
                where lease.epoch < excluded.epoch
                """)
            .bind("connection", connection)
            .bind("epoch", held.epoch())
            .bind("holder", holder)
            .bind("expiresAt", held.expiresAt().toEpochMilli())
            .execute();
    return taken == 1 ? Optional.of(held) : Optional.empty();
  }

  /**
   * Refuses the transaction of a process that lost the lease. In a transaction that writes nobody
   * can take the lease from here on until it ends.
   *
   * @throws StoreException with code {@code store-lost-lease}
   */
  public void fence(Handle handle, long epoch) {
    Optional<Held> current = locked(handle);
    if (current.isEmpty() || current.get().epoch() != epoch) {
      throw new StoreException(
          "store-lost-lease",
          "Another process has taken over connection \"%s\". This one writes nothing more."
              .formatted(connection),
          null);
    }
  }

  /** Keeps the lease for longer. */
  public void renew(Handle handle, long epoch, Instant expiresAt) {
    fence(handle, epoch);
    handle
        .createUpdate(
            "update lease set expires_at = :expiresAt where connection = :connection and epoch = :epoch")
        .bind("connection", connection)
        .bind("epoch", epoch)
        .bind("expiresAt", expiresAt.toEpochMilli())
        .execute();
  }

  /** Gives the lease back, so that the next process need not wait. */
  public void release(Handle handle, long epoch) {
    handle
        .createUpdate(
            "update lease set expires_at = 0 where connection = :connection and epoch = :epoch")
        .bind("connection", connection)
        .bind("epoch", epoch)
        .execute();
  }

  /** Who holds the lease, or held it last. */
  public Optional<Held> current(Handle handle) {
    return held(handle, SELECT);
  }

  private Optional<Held> locked(Handle handle) {
    return held(handle, SELECT + " <" + ROW_LOCK + ">");
  }

  private Optional<Held> held(Handle handle, String sql) {
    return handle
        .createQuery(sql)
        .bind("connection", connection)
        .map(
            (rs, ctx) ->
                new Held(rs.getLong(1), rs.getString(2), Instant.ofEpochMilli(rs.getLong(3))))
        .findOne();
  }
}
