package io.leadloop.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far each sweep has come, in its vendor's own time. */
public final class Cursors {
  private final String connection;

  public Cursors(String connection) {
    this.connection = connection;
  }

  /** Empty before the first sweep. */
  public Optional<Instant> position(Handle handle, String name) {
    return handle
        .createQuery(
            "select position from sweep_cursor where connection = :connection and name = :name")
        .bind("connection", connection)
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /** Moves a cursor forward; it never goes back. */
  public void advance(Handle handle, String name, Instant position, Instant now) {
    handle
        .createUpdate(
            """
            insert into sweep_cursor (connection, name, position, moved_at) values (:connection, :name, :position, :now)
            on conflict (connection, name) do update set moved_at = excluded.moved_at,
              position = case when excluded.position > sweep_cursor.position
                then excluded.position else sweep_cursor.position end
            """)
        .bind("connection", connection)
        .bind("name", name)
        .bind("position", position.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** Makes the next sweep of this name read everything. */
  public void forget(Handle handle, String name) {
    handle
        .createUpdate("delete from sweep_cursor where connection = :connection and name = :name")
        .bind("connection", connection)
        .bind("name", name)
        .execute();
  }
}
