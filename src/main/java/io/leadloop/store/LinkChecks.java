package io.leadloop.store;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Each record stands for one link; and which links there are, for the checks of other tables. */
final class LinkChecks {
  private static final String KEEP_ONE =
      "Stop the daemon, look at both with leadloop explain, delete the wrong link and its baseline.";

  /** By connection; the numbers are dense, so a bit for each takes little. */
  private final Map<String, BitSet> numbers = new HashMap<>();

  private LinkChecks() {}

  static LinkChecks of(Handle handle, List<Finding> findings) {
    LinkChecks links = new LinkChecks();
    handle
        .createQuery("select connection, id, hubspot_id, salesforce_id from link")
        .setFetchSize(RowChecks.ROWS)
        .map(
            (rs, ctx) -> {
              links
                  .numbers
                  .computeIfAbsent(rs.getString(1), name -> new BitSet())
                  .set(Math.toIntExact(rs.getLong(2)));
              return rs.getString(3).isEmpty() || rs.getString(4).isEmpty()
                  ? place(rs.getString(1), rs.getLong(2))
                  : "";
            })
        .stream()
        .filter(place -> !place.isEmpty())
        .forEach(
            place ->
                findings.add(new Finding(place, "The link has no record on one side.", KEEP_ONE)));
    for (String column : List.of("hubspot_id", "salesforce_id", "converted_from")) {
      twice(handle, column, findings);
    }
    handle
        .createQuery(
            """
            select l.connection, l.id, o.id from link l
            join link o on o.connection = l.connection and o.salesforce_id = l.converted_from and o.id <> l.id
            """)
        .map(
            (rs, ctx) ->
                new Finding(
                    place(rs.getString(1), rs.getLong(2)),
                    "The Lead that it was converted from belongs to link %d too."
                        .formatted(rs.getLong(3)),
                    KEEP_ONE))
        .forEach(findings::add);
    return links;
  }

  private static void twice(Handle handle, String column, List<Finding> findings) {
    handle
        .createQuery(
            """
            select connection, min(id), max(id), count(*) from link where <column> is not null
            group by connection, <column> having count(*) > 1
            """)
        .define("column", column)
        .map(
            (rs, ctx) ->
                new Finding(
                    place(rs.getString(1), rs.getLong(2)),
                    "%d links, the last of them %d, have the same %s."
                        .formatted(rs.getLong(4), rs.getLong(3), column),
                    KEEP_ONE))
        .forEach(findings::add);
  }

  private static String place(String connection, long id) {
    return "link, connection %s, link:%d".formatted(connection, id);
  }

  boolean has(String connection, long id) {
    BitSet known = numbers.get(connection);
    return known != null && id >= 0 && id <= Integer.MAX_VALUE && known.get((int) id);
  }
}
