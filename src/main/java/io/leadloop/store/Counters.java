package io.leadloop.store;

import org.jdbi.v3.core.Handle;

/** Numbers that only grow; one row each, moved within the caller's transaction. */
public final class Counters {
  private Counters() {}

  /** The next number, from 1 on. */
  public static long next(Handle handle, String connection, String name) {
    return reserve(handle, connection, name, 1);
  }

  /** Takes several numbers at once and returns the first of them. */
  public static long reserve(Handle handle, String connection, String name, long howMany) {
    long last =
        handle
            .createQuery(
                """
                insert into counter (connection, name, value) values (:connection, :name, :howMany)
                on conflict (connection, name) do update set value = counter.value + excluded.value
                returning value
                """)
            .bind("connection", connection)
            .bind("name", name)
            .bind("howMany", howMany)
            .mapTo(Long.class)
            .one();
    return last - howMany + 1;
  }

  /** The number that was given out last; 0 before the first. */
  public static long current(Handle handle, String connection, String name) {
    return handle
        .createQuery("select value from counter where connection = :connection and name = :name")
        .bind("connection", connection)
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Makes every later number greater than this one. */
  public static void raise(Handle handle, String connection, String name, long past) {
    long missing = past - current(handle, connection, name);
    if (missing > 0) {
      reserve(handle, connection, name, missing);
    }
  }
}
