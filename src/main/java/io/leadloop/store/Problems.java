package io.leadloop.store;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What waits for a person or for a better day, and why. */
public final class Problems {
  private final String connection;

  public Problems(String connection) {
    this.connection = connection;
  }

  /**
   * Replaces all that is known of these subjects. A problem that goes on keeps the time since when.
   */
  public void replace(Handle handle, Collection<String> subjects, Collection<Problem> problems) {
    Map<String, Long> since = new TreeMap<>();
    PreparedBatch delete =
        handle.prepareBatch(
            "delete from problem where connection = :connection and subject = :subject");
    if (count(handle) > 0) {
      for (String subject : subjects) {
        for (Problem known : of(handle, subject)) {
          since.put(
              known.subject() + " " + known.field() + " " + known.code(),
              known.since().toEpochMilli());
          delete.bind("connection", connection).bind("subject", subject).add();
        }
      }
    }
    if (delete.size() > 0) {
      delete.execute();
    }
    if (problems.isEmpty()) {
      return;
    }
    PreparedBatch insert =
        handle.prepareBatch(
            """
            insert into problem (connection, subject, field, kind, code, message, cause, next_step, tries, since)
            values (:connection, :subject, :field, :kind, :code, :message, :cause, :nextStep, :tries, :since)
            on conflict (connection, subject, field) do update set kind = excluded.kind, code = excluded.code,
              message = excluded.message, cause = excluded.cause, next_step = excluded.next_step, tries = excluded.tries
            """);
    for (Problem problem : problems) {
      String key = problem.subject() + " " + problem.field() + " " + problem.code();
      insert
          .bind("connection", connection)
          .bind("subject", problem.subject())
          .bind("field", problem.field())
          .bind("kind", problem.kind().word())
          .bind("code", problem.code())
          .bind("message", problem.message())
          .bind("cause", problem.cause())
          .bind("nextStep", problem.nextStep())
          .bind("tries", problem.tries())
          .bind("since", since.getOrDefault(key, problem.since().toEpochMilli()))
          .add();
    }
    insert.execute();
  }

  public List<Problem> of(Handle handle, String subject) {
    return handle
        .createQuery(
            "select * from problem where connection = :connection and subject = :subject order by field")
        .bind("connection", connection)
        .bind("subject", subject)
        .map((rs, ctx) -> problem(rs))
        .list();
  }

  /** The oldest first. */
  public List<Problem> all(Handle handle, int limit) {
    return handle
        .createQuery(
            "select * from problem where connection = :connection order by since, subject, field limit :limit")
        .bind("connection", connection)
        .bind("limit", limit)
        .map((rs, ctx) -> problem(rs))
        .list();
  }

  /** Of the subjects that wait for this reason the message, by subject. */
  public Map<String, String> messages(Handle handle, String code) {
    Map<String, String> messages = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            select subject, message from problem where connection = :connection and code = :code order by subject
            """)
        .bind("connection", connection)
        .bind("code", code)
        .map((rs, ctx) -> messages.put(rs.getString(1), rs.getString(2)))
        .list();
    return messages;
  }

  /** How many subjects wait, by kind and code: {@code parked ambiguous-match}. */
  public Map<String, Long> counts(Handle handle) {
    Map<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            """
            select kind, code, count(distinct subject) from problem where connection = :connection group by kind, code
            """)
        .bind("connection", connection)
        .map((rs, ctx) -> counts.put(rs.getString(1) + " " + rs.getString(2), rs.getLong(3)))
        .list();
    return counts;
  }

  private long count(Handle handle) {
    return handle
        .createQuery("select count(*) from problem where connection = :connection")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }

  private static Problem problem(java.sql.ResultSet rs) throws java.sql.SQLException {
    return new Problem(
        rs.getString("subject"),
        rs.getString("field"),
        Problem.Kind.valueOf(rs.getString("kind").toUpperCase(Locale.ROOT)),
        rs.getString("code"),
        rs.getString("message"),
        rs.getString("cause"),
        rs.getString("next_step"),
        rs.getInt("tries"),
        Instant.ofEpochMilli(rs.getLong("since")));
  }
}
