package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query results that are read page by page. Guarded by the org's lock. */
final class Cursors {
  private static final String PREFIX = "01g";
  private static final Duration LIFE = Duration.ofDays(2);

  /** How many results are kept; the oldest goes first. */
  private static final int CURSORS_MAX = 500;

  private record Cursor(QueryResult result, Instant expiresAt) {}

  private final InstantSource clock;
  private long lastNumber;
  private final Map<String, Cursor> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
          return size() > CURSORS_MAX;
        }
      };

  Cursors(InstantSource clock) {
    this.clock = clock;
  }

  /** The first page; what is left is kept. */
  ObjectNode first(Reader reader, QueryResult result, String version, int pageSize) {
    String id = RecordId.of(PREFIX, ++lastNumber);
    if (!result.count() && result.found().size() > pageSize) {
      open.put(id, new Cursor(result, clock.instant().plus(LIFE)));
    }
    return page(reader, result, id, 0, version, pageSize);
  }

  /**
   * A further page.
   *
   * @param locator such as {@code 01g5f0000000001AAA-2000}
   * @return null when there is no such result, or not any more
   */
  @Nullable ObjectNode next(Reader reader, String locator, String version, int pageSize) {
    int dash = locator.lastIndexOf('-');
    Cursor cursor = dash < 0 ? null : open.get(locator.substring(0, dash));
    if (cursor == null || cursor.expiresAt().isBefore(clock.instant())) {
      return null;
    }
    try {
      int from = Integer.parseInt(locator.substring(dash + 1));
      return from < 0 || from > cursor.result().found().size()
          ? null
          : page(reader, cursor.result(), locator.substring(0, dash), from, version, pageSize);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static ObjectNode page(
      Reader reader, QueryResult result, String id, int from, String version, int pageSize) {
    int total = result.found().size();
    int to = result.count() ? total : Math.min(total, from + pageSize);
    ObjectNode page = Json.object();
    page.put("totalSize", total).put("done", to == total);
    if (to < total) {
      page.put("nextRecordsUrl", "/services/data/%s/query/%s-%d".formatted(version, id, to));
    }
    ArrayNode records = page.putArray("records");
    if (!result.count()) {
      for (Found found : result.found().subList(from, to)) {
        records.add(result.projection().render(reader, found.row(), found.values(), version));
      }
    }
    return page;
  }
}
