package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which records changed or went within a span: getUpdated and getDeleted. Seconds of the span's
 * ends do not count. {@code latestDateCovered} goes back to the start of the oldest transaction
 * that still runs, so that the next span can begin there without a gap. Guarded by the org's lock.
 */
final class Replication {
  private static final Duration UPDATED_BACK_MAX = Duration.ofDays(30);
  private static final Duration DELETED_BACK_MAX = Duration.ofDays(15);

  private final Reader reader;
  private final Table table;
  private final Instant now;
  private final @Nullable Instant oldestRunning;

  Replication(Reader reader, ObjectDefinition object, @Nullable Instant oldestRunning) {
    this.reader = reader;
    this.table = reader.data().table(object);
    this.now = reader.data().clock().instant();
    this.oldestRunning = oldestRunning;
  }

  ObjectNode updated(Instant start, Instant end) {
    check(start, end, UPDATED_BACK_MAX);
    ObjectNode answer = Json.object();
    ArrayNode ids = answer.putArray("ids");
    each(start, end, false, (row, stamp) -> ids.add(row.id()));
    return answer.put("latestDateCovered", covered(end));
  }

  ObjectNode deleted(Instant start, Instant end) {
    check(start, end, DELETED_BACK_MAX);
    ObjectNode answer = Json.object();
    ArrayNode records = answer.putArray("deletedRecords");
    each(
        start,
        end,
        true,
        (row, stamp) ->
            records
                .addObject()
                .put("deletedDate", ValueWriter.json(stamp).asText())
                .put("id", row.id()));
    return answer
        .put(
            "earliestDateAvailable", ValueWriter.json(minute(now.minus(DELETED_BACK_MAX))).asText())
        .put("latestDateCovered", covered(end));
  }

  private interface Visitor {
    void visit(Row row, Instant stamp);
  }

  private void each(Instant start, Instant end, boolean deleted, Visitor visitor) {
    FieldDefinition stamped = table.object().known("SystemModstamp");
    Index index = table.index(stamped);
    if (index == null) {
      throw new IllegalStateException("SystemModstamp is not indexed");
    }
    for (Collection<Row> rows : index.range(minute(start), true)) {
      for (Row row : rows) {
        Values values = reader.see(row);
        if (values != null
            && values.get(stamped) instanceof Instant stamp
            && !stamp.isBefore(minute(start))
            && stamp.isBefore(minute(end))
            && OrgData.deleted(row, values) == deleted) {
          visitor.visit(row, stamp);
        }
      }
    }
  }

  private String covered(Instant end) {
    Instant latest = end.isAfter(now) ? now : end;
    if (oldestRunning != null && oldestRunning.isBefore(latest)) {
      latest = oldestRunning;
    }
    return ValueWriter.json(minute(latest)).asText();
  }

  private void check(Instant start, Instant end, Duration backMax) {
    if (!minute(start).isBefore(minute(end))) {
      throw new ApiError(
          400, "INVALID_REPLICATION_DATE", "endDate should be at least one minute after startDate");
    }
    if (start.isBefore(now.minus(backMax).minus(Duration.ofMinutes(1)))) {
      throw new ApiError(
          400, "INVALID_REPLICATION_DATE", "startDate before org replication enabled date");
    }
  }

  private static Instant minute(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MINUTES);
  }
}
