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
}
