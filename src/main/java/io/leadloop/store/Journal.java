package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What was written, refused and parked, and why. Append-only but for its retention. */
public final class Journal {
  private final String connection;

  public Journal(String connection) {
    this.connection = connection;
  }

  public void append(Handle handle, Collection<JournalRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    long id = Counters.reserve(handle, connection, "journal", rows.size());
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into journal (connection, id, at, link_id, subject, side, operation, record, token, outcome, message, fields)
            values (:connection, :id, :at, :linkId, :subject, :side, :operation, :record, :token, :outcome, :message, :fields)
            """);
    for (JournalRow row : rows) {
      Side side = row.side();
      batch
          .bind("connection", connection)
          .bind("id", id++)
          .bind("at", row.at().toEpochMilli())
          .bind("linkId", row.linkId())
          .bind("subject", row.subject())
          .bind("side", side == null ? null : side.word())
          .bind("operation", row.operation())
          .bind("record", row.record())
          .bind("token", row.token())
          .bind("outcome", row.outcome())
          .bind("message", row.message())
          .bind("fields", WrittenFields.text(row.fields()))
          .add();
    }
    batch.execute();
  }

  /** Reads the column of fields. */
  static List<JournalRow.Field> fields(String json) {
    return WrittenFields.parse(Rows.tree(json));
  }

  /** The last rows of one link or subject, the newest first. */
  public List<JournalRow> last(Handle handle, String subject, int limit) {
    Long linkId = subject.startsWith("link:") ? Long.valueOf(subject.substring(5)) : null;
    String where = linkId == null ? "subject = :subject" : "link_id = :linkId";
    var query =
        handle.createQuery(
            "select * from journal where connection = :connection and "
                + where
                + " order by id desc limit :limit");
    query.bind("connection", connection).bind("limit", limit);
    if (linkId == null) {
      query.bind("subject", subject);
    } else {
      query.bind("linkId", linkId);
    }
    return query.map((rs, ctx) -> row(rs)).list();
  }

  /** Rows after this number, the oldest first. */
  public List<JournalRow> after(Handle handle, long id, int limit) {
    return handle
        .createQuery(
            "select * from journal where connection = :connection and id > :id order by id limit :limit")
        .bind("connection", connection)
        .bind("id", id)
        .bind("limit", limit)
        .map((rs, ctx) -> row(rs))
        .list();
  }

  /** What was written to records of these links since then, by link, the oldest first. */
  public Map<Long, List<JournalRow>> updatesSince(
      Handle handle, Collection<Long> linkIds, Instant since) {
    Map<Long, List<JournalRow>> updates = new HashMap<>();
    for (List<Long> some : KeyLists.of(linkIds)) {
      handle
          .createQuery(
              // By its link, not by its time: within ten minutes all links may have been written.
              """
              select * from journal where connection = :connection and link_id in (<links>)
                and +at >= :since and operation = 'update' and outcome in ('accepted', 'confirmed')
              order by id
              """)
          .bind("connection", connection)
          .bindList("links", some)
          .bind("since", since.toEpochMilli())
          .map((rs, ctx) -> row(rs))
          .forEach(
              row ->
                  updates
                      .computeIfAbsent(
                          Objects.requireNonNull(row.linkId()), id -> new ArrayList<>())
                      .add(row));
    }
    return updates;
  }

  /** The newest rows with this outcome, the newest first. */
  public List<JournalRow> lastWith(Handle handle, String outcome, int limit) {
    return handle
        .createQuery(
            """
            select * from journal where connection = :connection and outcome = :outcome
            order by id desc limit :limit
            """)
        .bind("connection", connection)
        .bind("outcome", outcome)
        .bind("limit", limit)
        .map((rs, ctx) -> row(rs))
        .list();
  }

  /** How many rows since this time have this outcome. */
  public long count(Handle handle, String outcome, Instant since) {
    return handle
        .createQuery(
            """
            select count(*) from journal
            where connection = :connection and outcome = :outcome and at >= :since
            """)
        .bind("connection", connection)
        .bind("outcome", outcome)
        .bind("since", since.toEpochMilli())
        .mapTo(Long.class)
        .one();
  }

  /** The number of the newest row; 0 for none. */
  public long lastId(Handle handle) {
    return handle
        .createQuery("select coalesce(max(id), 0) from journal where connection = :connection")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }

  /** Forgets rows that are older than this. */
  public int forgetBefore(Handle handle, Instant time) {
    return handle
        .createUpdate("delete from journal where connection = :connection and at < :time")
        .bind("connection", connection)
        .bind("time", time.toEpochMilli())
        .execute();
  }

  private static JournalRow row(java.sql.ResultSet rs) throws java.sql.SQLException {
    long linkId = rs.getLong("link_id");
    Long link = rs.wasNull() ? null : linkId;
    String side = rs.getString("side");
    return new JournalRow(
        rs.getLong("id"),
        Instant.ofEpochMilli(rs.getLong("at")),
        link,
        rs.getString("subject"),
        side == null ? null : Side.ofWord(side),
        rs.getString("operation"),
        rs.getString("record"),
        rs.getString("token"),
        rs.getString("outcome"),
        rs.getString("message"),
        fields(rs.getString("fields")));
  }
}
