package io.leadloop.store;

import io.leadloop.plan.Volume;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** How much was written in the last hour, by minutes, and how long a write took at most. */
public final class Volumes {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MINUTES = 60;

  private final String connection;

  public Volumes(String connection) {
    this.connection = connection;
  }

  public void add(Handle handle, Volume volume, Instant now) {
    if (volume.equals(Volume.NONE)) {
      return;
    }
    long minute = now.toEpochMilli() / MINUTE_MILLIS;
    handle
        .createUpdate(
            """
            insert into volume (connection, minute, creates, changes, clears, unlinks, deletes,
              window_millis)
            values (:connection, :minute, :creates, :changes, :clears, :unlinks, :deletes, 0)
            on conflict (connection, minute) do update set creates = volume.creates + excluded.creates,
              changes = volume.changes + excluded.changes, clears = volume.clears + excluded.clears,
              unlinks = volume.unlinks + excluded.unlinks,
              deletes = volume.deletes + excluded.deletes
            """)
        .bind("connection", connection)
        .bind("minute", minute)
        .bind("creates", volume.creates())
        .bind("changes", volume.changes())
        .bind("clears", volume.clears())
        .bind("unlinks", volume.unlinks())
        .bind("deletes", volume.deletes())
        .execute();
    handle
        .createUpdate("delete from volume where connection = :connection and minute < :minute")
        .bind("connection", connection)
        .bind("minute", minute - HOUR_MINUTES)
        .execute();
  }

  /**
   * Takes note of how long it took from the read of a record to the answer to its write.
   *
   * @param window zero when nothing was written
   */
  public void addWindow(Handle handle, Duration window, Instant now) {
    if (window.isZero()) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into volume (connection, minute, creates, changes, clears, window_millis)
            values (:connection, :minute, 0, 0, 0, :millis)
            on conflict (connection, minute) do update set window_millis =
              case when excluded.window_millis > volume.window_millis then excluded.window_millis
                else volume.window_millis end
            """)
        .bind("connection", connection)
        .bind("minute", now.toEpochMilli() / MINUTE_MILLIS)
        .bind("millis", window.toMillis())
        .execute();
  }

  /** The longest window within the last hour, or since it was last forgotten; 0 for none. */
  public long windowMillisMax(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select coalesce(max(window_millis), 0) from volume
            where connection = :connection and minute > :minute
            """)
        .bind("connection", connection)
        .bind("minute", now.toEpochMilli() / MINUTE_MILLIS - HOUR_MINUTES)
        .mapTo(Long.class)
        .one();
  }

  /** How much was written within the last hour, or since it was last forgotten. */
  public Volume lastHour(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select coalesce(sum(creates), 0), coalesce(sum(changes), 0), coalesce(sum(clears), 0),
              coalesce(sum(unlinks), 0), coalesce(sum(deletes), 0) from volume
            where connection = :connection and minute > :minute and minute <= :now
            """)
        .bind("connection", connection)
        .bind("minute", now.toEpochMilli() / MINUTE_MILLIS - HOUR_MINUTES)
        // Our clock may have been set back since.
        .bind("now", now.toEpochMilli() / MINUTE_MILLIS)
        .map(
            (rs, ctx) ->
                new Volume(
                    rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4), rs.getLong(5)))
        .one();
  }

  /** Begins to count anew: an admin has looked and said go. */
  public void forget(Handle handle) {
    handle
        .createUpdate("delete from volume where connection = :connection")
        .bind("connection", connection)
        .execute();
  }
}
