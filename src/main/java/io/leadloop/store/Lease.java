package io.leadloop.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who may write to one connection: one process at a time. A row with an epoch and not a lock on the
 * file, so that every command works while the daemon runs.
 */
public final class Lease {
  private final String connection;

  public Lease(String connection) {
    this.connection = connection;
  }

  /**
   * @param epoch counts the times that the lease was taken on this store; orders tokens and fences
   *     writes
   * @param holder who holds it, for a person: a process id
   */
  public record Held(long epoch, String holder, Instant expiresAt) {}

  /** Takes the lease if nobody holds it. */
  public Optional<Held> take(Handle handle, String holder, Instant now, Duration duration) {
    Optional<Held> current = current(handle);
    if (current.isPresent() && current.get().expiresAt().isAfter(now)) {
      return Optional.empty();
    }
    Held held = new Held(current.map(Held::epoch).orElse(0L) + 1, holder, now.plus(duration));
    handle
        .createUpdate(
            """
            insert into lease (connection, epoch, holder, expires_at) values (:connection, :epoch, :holder, :expiresAt)
            on conflict (connection) do update set epoch = excluded.epoch, holder = excluded.holder,
              expires_at = excluded.expires_at
            """)
        .bind("connection", connection)
        .bind("epoch", held.epoch())
        .bind("holder", holder)
        .bind("expiresAt", held.expiresAt().toEpochMilli())
        .execute();
    return Optional.of(held);
  }

  /**
   * Refuses the transaction of a process that lost the lease.
   *
   * @throws StoreException with code {@code store-lost-lease}
   */
  public void fence(Handle handle, long epoch) {
    Optional<Held> current = current(handle);
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

  public Optional<Held> current(Handle handle) {
    return handle
        .createQuery("select epoch, holder, expires_at from lease where connection = :connection")
        .bind("connection", connection)
        .map(
            (rs, ctx) ->
                new Held(rs.getLong(1), rs.getString(2), Instant.ofEpochMilli(rs.getLong(3))))
        .findOne();
  }
}
