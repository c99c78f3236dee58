package io.leadloop.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Small facts of one connection that outlive a process: its mode, the print of its configuration,
 * its last sweep.
 */
public final class Facts {
  private final String connection;

  public Facts(String connection) {
    this.connection = connection;
  }

  public Optional<Fact> get(Handle handle, String name) {
    return handle
        .createQuery(
            "select value, changed_at from fact where connection = :connection and name = :name")
        .bind("connection", connection)
        .bind("name", name)
        .map((rs, ctx) -> new Fact(rs.getString(1), Instant.ofEpochMilli(rs.getLong(2))))
        .findOne();
  }

  /** All of them, in one read. */
  public KnownFacts known(Handle handle) {
    Map<String, Fact> known = new HashMap<>();
    handle
        .createQuery("select name, value, changed_at from fact where connection = :connection")
        .bind("connection", connection)
        .map(
            (rs, ctx) ->
                known.put(
                    rs.getString(1),
                    new Fact(rs.getString(2), Instant.ofEpochMilli(rs.getLong(3)))))
        .list();
    return new KnownFacts(known);
  }

  public void set(Handle handle, String name, String value, Instant now) {
    handle
        .createUpdate(
            """
            insert into fact (connection, name, value, changed_at) values (:connection, :name, :value, :now)
            on conflict (connection, name) do update set value = excluded.value, changed_at = excluded.changed_at
            """)
        .bind("connection", connection)
        .bind("name", name)
        .bind("value", value)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** A value and when it was set. */
  public record Fact(String value, Instant at) {}

  /** The store's own id: short, made once, part of every token. */
  public static String storeId(Handle handle, Instant now) {
    Optional<String> known =
        handle.createQuery("select store_id from store_info").mapTo(String.class).findOne();
    if (known.isPresent()) {
      return known.get();
    }
    handle
        .createUpdate(
            """
            insert into store_info (store_id, created_at)
            select :id, :now where not exists (select 1 from store_info) on conflict do nothing
            """)
        .bind("id", UUID.randomUUID().toString().substring(0, 8))
        .bind("now", now.toEpochMilli())
        .execute();
    // Another process may have been quicker.
    return handle.createQuery("select store_id from store_info").mapTo(String.class).one();
  }
}
