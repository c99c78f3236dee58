package io.leadloop.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
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
  private static final int SUBJECTS_MAX = 5_000;

  private final String connection;

  public Intents(String connection) {
    this.connection = connection;
  }

  /** The open intents of these subjects, by subject. */
  public Map<String, List<Intent>> open(Handle handle, Collection<String> subjects) {
    Map<String, List<Intent>> open = new LinkedHashMap<>();
    List<String> all = List.copyOf(subjects);
    for (int from = 0; from < all.size(); from += SUBJECTS_MAX) {
      handle
          .createQuery(
              """
              select side, subject, token, operation, payload, created_at from intent
              where connection = :connection and subject in (<subjects>)
              """)
          .bind("connection", connection)
          .bindList("subjects", all.subList(from, Math.min(from + SUBJECTS_MAX, all.size())))
          .map(
              (rs, ctx) -> {
                Payload payload = Rows.parse(rs.getString(5), new TypeReference<>() {});
                String operation = rs.getString(4);
                return new Intent(
                    Side.ofWord(rs.getString(1)),
                    rs.getString(2),
                    rs.getString(3),
                    operation.isEmpty() ? null : RecordKey.parse(operation),
                    Links.unpacked(Rows.json(payload.settles())),
                    payload.journal(),
                    Instant.ofEpochMilli(rs.getLong(6)));
              })
          .list()
          .forEach(
              intent -> open.computeIfAbsent(intent.subject(), s -> new ArrayList<>()).add(intent));
    }
    return open;
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
            insert into intent (connection, side, subject, token, operation, payload, created_at)
            values (:connection, :side, :subject, :token, :operation, :payload, :createdAt)
            on conflict (connection, side, subject) do update set token = excluded.token,
              operation = excluded.operation, payload = excluded.payload, created_at = excluded.created_at
            """);
    for (Intent intent : intents) {
      RecordKey target = intent.target();
      batch
          .bind("connection", connection)
          .bind("side", intent.side().word())
          .bind("subject", intent.subject())
          .bind("token", intent.token())
          .bind("operation", target == null ? "" : target.text())
          .bind("payload", Rows.json(new Payload(Links.packed(intent.settles()), intent.journal())))
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

  public long count(Handle handle) {
    return handle
        .createQuery("select count(*) from intent where connection = :connection")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }

  record Payload(Map<String, List<String>> settles, String journal) {}
}
