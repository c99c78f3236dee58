package io.leadloop.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How often each vendor was called, by hour, operation, lane and outcome. */
public final class CallCounts {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long KEPT_HOURS = 24 * 30;

  private final String connection;

  public CallCounts(String connection) {
    this.connection = connection;
  }

  /** One cell of the count. */
  public record Count(String side, String operation, String lane, String outcome, long calls) {}

  public void add(Handle handle, Collection<Count> counts, Instant now) {
    if (counts.isEmpty()) {
      return;
    }
    long hour = now.toEpochMilli() / HOUR_MILLIS;
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into call_count (connection, hour, side, operation, lane, outcome, calls)
            values (:connection, :hour, :side, :operation, :lane, :outcome, :calls)
            on conflict (connection, hour, side, operation, lane, outcome) do update
              set calls = call_count.calls + excluded.calls
            """);
    for (Count count : counts) {
      batch
          .bind("connection", connection)
          .bind("hour", hour)
          .bind("side", count.side())
          .bind("operation", count.operation())
          .bind("lane", count.lane())
          .bind("outcome", count.outcome())
          .bind("calls", count.calls())
          .add();
    }
    batch.execute();
    handle
        .createUpdate("delete from call_count where connection = :connection and hour < :hour")
        .bind("connection", connection)
        .bind("hour", hour - KEPT_HOURS)
        .execute();
  }

  /** The calls of the last 24 hours. */
  public List<Count> lastDay(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select side, operation, lane, outcome, sum(calls) from call_count
            where connection = :connection and hour > :hour group by side, operation, lane, outcome
            order by side, operation, lane, outcome
            """)
        .bind("connection", connection)
        .bind("hour", now.toEpochMilli() / HOUR_MILLIS - 24)
        .map(
            (rs, ctx) ->
                new Count(
                    rs.getString(1),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getLong(5)))
        .list();
  }
}
