package io.leadloop.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What commands ask of the process that holds the lease, and its answers. */
public final class Requests {
  private final String connection;

  public Requests(String connection) {
    this.connection = connection;
  }

  /** One question. */
  public record Request(long id, String kind, String argument) {}

  public long ask(Handle handle, String kind, String argument, Instant now) {
    long id = Counters.next(handle, connection, "request");
    handle
        .createUpdate(
            """
            insert into request (connection, id, kind, argument, requested_at)
            values (:connection, :id, :kind, :argument, :now)
            """)
        .bind("connection", connection)
        .bind("id", id)
        .bind("kind", kind)
        .bind("argument", argument)
        .bind("now", now.toEpochMilli())
        .execute();
    return id;
  }

  /** Says that the asker still waits. */
  public void stillAsked(Handle handle, long id, Instant now) {
    handle
        .createUpdate(
            "update request set requested_at = :now where connection = :connection and id = :id")
        .bind("connection", connection)
        .bind("id", id)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** Whether there is any question, answered or not. */
  public boolean any(Handle handle) {
    return handle
            .createQuery("select count(*) from request where connection = :connection")
            .bind("connection", connection)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Forgets questions whose asker was last heard of before this time. */
  public int forgetBefore(Handle handle, Instant time) {
    return handle
        .createUpdate("delete from request where connection = :connection and requested_at < :time")
        .bind("connection", connection)
        .bind("time", time.toEpochMilli())
        .execute();
  }

  /** What nobody answered yet, the oldest first. */
  public List<Request> open(Handle handle) {
    return handle
        .createQuery(
            "select id, kind, argument from request where connection = :connection and answer is null order by id")
        .bind("connection", connection)
        .map((rs, ctx) -> new Request(rs.getLong(1), rs.getString(2), rs.getString(3)))
        .list();
  }

  public void answer(Handle handle, long id, String answer, Instant now) {
    handle
        .createUpdate(
            "update request set answer = :answer, answered_at = :now where connection = :connection and id = :id")
        .bind("connection", connection)
        .bind("id", id)
        .bind("answer", answer)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  public Optional<String> answer(Handle handle, long id) {
    return handle
        .createQuery(
            "select answer from request where connection = :connection and id = :id and answer is not null")
        .bind("connection", connection)
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** Forgets a question whose answer was read, or is waited for no longer. */
  public void forget(Handle handle, long id) {
    handle
        .createUpdate("delete from request where connection = :connection and id = :id")
        .bind("connection", connection)
        .bind("id", id)
        .execute();
  }

  /** Takes a question back that nobody answered. */
  public void withdraw(Handle handle, long id) {
    handle
        .createUpdate(
            "delete from request where connection = :connection and id = :id and answer is null")
        .bind("connection", connection)
        .bind("id", id)
        .execute();
  }
}
