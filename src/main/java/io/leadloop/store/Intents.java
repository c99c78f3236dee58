package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The open intents of one connection. */
public final class Intents {
  private final String connection;

  public Intents(String connection) {
    this.connection = connection;
  }

  /** The open intents of these subjects, by subject. */
  public Map<String, List<Intent>> open(Handle handle, Collection<String> subjects) {
    Map<String, List<Intent>> open = new LinkedHashMap<>();
    for (Intent intent : select(handle, "subject", subjects)) {
      open.computeIfAbsent(intent.subject(), subject -> new ArrayList<>()).add(intent);
    }
    return open;
  }

  /** The open intents with these tokens, by token. */
  public Map<String, Intent> byToken(Handle handle, Collection<String> tokens) {
    Map<String, Intent> open = new LinkedHashMap<>();
    select(handle, "token", tokens).forEach(intent -> open.put(intent.token(), intent));
    return open;
  }

  private List<Intent> select(Handle handle, String column, Collection<String> keys) {
    List<Intent> intents = new ArrayList<>();
    for (List<String> some : KeyLists.of(keys)) {
      intents.addAll(
          handle
              .createQuery(
                  """
                  select side, subject, token, target, payload, created_at from intent
                  where connection = :connection and <column> in (<keys>)
                  """)
              .define("column", column)
              .bind("connection", connection)
              .bindList("keys", some)
              .map((rs, ctx) -> intent(rs))
              .list());
    }
    return intents;
  }

  private static Intent intent(ResultSet rs) throws SQLException {
    Side side = Side.ofWord(rs.getString("side"));
    IntentText written = IntentText.parse(rs.getString("payload"), side);
    String target = rs.getString("target");
    return new Intent(
        side,
        rs.getString("subject"),
        rs.getString("token"),
        target.isEmpty() ? null : RecordKey.parse(target),
        written.fields(),
        written.deletes(),
        written.shownAt(),
        Instant.ofEpochMilli(rs.getLong("created_at")));
  }

  /**
   * Hands the open intents of one subject over to another; where that has one for the same side its
   * own stands.
   */
  public void move(Handle handle, String from, String to) {
    handle
        .createUpdate(
            """
            update intent set subject = :to where connection = :connection and subject = :from
              and not exists (select 1 from intent other where other.connection = :connection
                and other.side = intent.side and other.subject = :to)
            """)
        .bind("connection", connection)
        .bind("from", from)
        .bind("to", to)
        .execute();
    handle
        .createUpdate("delete from intent where connection = :connection and subject = :from")
        .bind("connection", connection)
        .bind("from", from)
        .execute();
  }

  /**
   * Saves intents; one that is open for the same side and subject is replaced, because its fate is
   * known by now.
   */
  public void save(Handle handle, Collection<Intent> intents) {
    if (intents.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into intent (connection, side, subject, token, target, payload, created_at)
            values (:connection, :side, :subject, :token, :target, :payload, :createdAt)
            on conflict (connection, side, subject) do update set token = excluded.token,
              target = excluded.target, payload = excluded.payload, created_at = excluded.created_at
            """);
    for (Intent intent : intents) {
      RecordKey target = intent.target();
      batch
          .bind("connection", connection)
          .bind("side", intent.side().word())
          .bind("subject", intent.subject())
          .bind("token", intent.token())
          .bind("target", target == null ? "" : target.text())
          .bind("payload", IntentText.of(intent))
          .bind("createdAt", intent.createdAt().toEpochMilli())
          .add();
    }
    batch.execute();
  }

  /** Removes intents whose fate is known. */
  public void close(Handle handle, Collection<String> tokens) {
    if (tokens.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch("delete from intent where connection = :connection and token = :token");
    for (String token : tokens) {
      batch.bind("connection", connection).bind("token", token).add();
    }
    batch.execute();
  }

  /** Removes those of a subject that is no more. */
  public void forget(Handle handle, String subject) {
    handle
        .createUpdate("delete from intent where connection = :connection and subject = :subject")
        .bind("connection", connection)
        .bind("subject", subject)
        .execute();
  }

  /** Removes all: they belong to a time that nobody remembers. */
  public void forgetAll(Handle handle) {
    handle
        .createUpdate("delete from intent where connection = :connection")
        .bind("connection", connection)
        .execute();
  }

  public long count(Handle handle) {
    return handle
        .createQuery("select count(*) from intent where connection = :connection")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }
}
