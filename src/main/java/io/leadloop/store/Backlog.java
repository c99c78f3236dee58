package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the inbox, for those who only look: how much is due, and what one row waits for.
 */
public final class Backlog {
  private final String connection;

  public Backlog(String connection) {
    this.connection = connection;
  }

  /**
   * @param lane the number of the lane
   * @param from the side that changed last; null where no side did: a command or a date asked for
   *     the look
   * @param oldestDueAt since when the oldest row is due
   */
  public record Due(int lane, @Nullable Side from, long rows, Instant oldestDueAt) {}

  /**
   * What is due now, by lane and by the side that changed last; a cell where nothing is due is left
   * out.
   */
  public List<Due> due(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select lane, origin, count(*), min(due_at) from (
              select lane, due_at, case when hubspot_version < 0 and salesforce_version < 0 then 0
                when hubspot_version >= salesforce_version then 1 else 2 end as origin
              from inbox
              where connection = :connection and lane in (0, 1, 2, 3) and due_at <= :now) as rows_due
            group by lane, origin order by lane, origin
            """)
        .bind("connection", connection)
        .bind("now", now.toEpochMilli())
        .map(
            (rs, ctx) ->
                new Due(
                    rs.getInt(1),
                    side(rs.getInt(2)),
                    rs.getLong(3),
                    Instant.ofEpochMilli(rs.getLong(4))))
        .list();
  }

  /** How many rows are due, counted up to {@code most}. */
  public long dueUpTo(Handle handle, int most, Instant now) {
    return handle
        .createQuery(
            """
            select count(*) from (select 1 from inbox
              where connection = :connection and lane in (0, 1, 2, 3) and due_at <= :now
              limit :most) as rows_due
            """)
        .bind("connection", connection)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .mapTo(Long.class)
        .one();
  }

  /**
   * What is due in one lane.
   *
   * @param lane the number of the lane
   * @param oldestDueAt since when its oldest row is due
   */
  public record Depth(int lane, long due, Instant oldestDueAt) {}

  /** What is due now, by lane, the most urgent first; a lane where nothing is due is left out. */
  public List<Depth> depths(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select lane, count(*), min(due_at) from inbox
            where connection = :connection and lane in (0, 1, 2, 3) and due_at <= :now
            group by lane order by lane
            """)
        .bind("connection", connection)
        .bind("now", now.toEpochMilli())
        .map(
            (rs, ctx) ->
                new Depth(rs.getInt(1), rs.getLong(2), Instant.ofEpochMilli(rs.getLong(3))))
        .list();
  }

  /** One row as it is; null when the subject is not in the inbox. */
  public @Nullable Row row(Handle handle, String subject) {
    return handle
        .createQuery(
            "select due_at, attempts, lane from inbox where connection = :connection and subject = :subject")
        .bind("connection", connection)
        .bind("subject", subject)
        .map(
            (rs, ctx) -> {
              long dueAt = rs.getLong(1);
              return new Row(
                  rs.wasNull() ? null : Instant.ofEpochMilli(dueAt), rs.getInt(2), rs.getInt(3));
            })
        .findOne()
        .orElse(null);
  }

  /**
   * @param dueAt null when it waits for news
   */
  public record Row(@Nullable Instant dueAt, int attempts, int lane) {}

  /** Subjects that are due, in the order in which they would be claimed, without claiming them. */
  public List<Claim> peek(Handle handle, Instant now, int limit, int offset) {
    return handle
        .createQuery(
            """
            select subject, lane, seq, attempts from inbox
            where connection = :connection and lane in (0, 1, 2, 3) and due_at <= :now
            order by lane, due_at, subject limit :limit offset :offset
            """)
        .bind("connection", connection)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .bind("offset", offset)
        .map((rs, ctx) -> new Claim(rs.getString(1), rs.getInt(2), rs.getLong(3), rs.getInt(4)))
        .list();
  }

  private static @Nullable Side side(int origin) {
    return switch (origin) {
      case 1 -> Side.HUBSPOT;
      case 2 -> Side.SALESFORCE;
      default -> null;
    };
  }
}
