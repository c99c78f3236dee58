package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is due in the inbox, by lane and by the side on which it was changed last. */
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

  /** What is due now; a cell where nothing is due is left out. */
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

  private static @Nullable Side side(int origin) {
    return switch (origin) {
      case 1 -> Side.HUBSPOT;
      case 2 -> Side.SALESFORCE;
      default -> null;
    };
  }
}
