package io.leadloop.store;

import io.leadloop.plan.Volume;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** How much was written in the last hour, by minutes. */
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
            insert into volume (connection, minute, creates, changes, clears)
            values (:connection, :minute, :creates, :changes, :clears)
            on conflict (connection, minute) do update set creates = volume.creates + excluded.creates,
              changes = volume.changes + excluded.changes, clears = volume.clears + excluded.clears
            """)
        .bind("connection", connection)
        .bind("minute", minute)
        .bind("creates", volume.creates())
        .bind("changes", volume.changes())
        .bind("clears", volume.clears())
        .execute();
    handle
        .createUpdate("delete from volume where connection = :connection and minute < :minute")
        .bind("connection", connection)
        .bind("minute", minute - HOUR_MINUTES)
        .execute();
  }

  /** How much was written within the last hour, or since it was last forgotten. */
  public Volume lastHour(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select coalesce(sum(creates), 0), coalesce(sum(changes), 0), coalesce(sum(clears), 0) from volume
            where connection = :connection and minute > :minute
            """)
        .bind("connection", connection)
        .bind("minute", now.toEpochMilli() / MINUTE_MILLIS - HOUR_MINUTES)
        .map((rs, ctx) -> new Volume(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
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
