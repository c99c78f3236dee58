package io.leadloop.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Numbers that only grow are not behind what they gave out. Where they are, this is an older copy
 * of the store, or somebody changed it by hand; the same number would be given out again.
 */
final class NumberChecks {
  private static final Pattern TOKEN = Pattern.compile("(.+)-(\\d{6,})-(\\d{12,})");
  private static final String OLDER_COPY =
      "Stop the daemon. If this is an older copy of the store, go back to the newest one; else raise the number.";

  private final Handle handle;
  private final List<Finding> findings;

  /** By connection, what the tokens of this store tell: the greatest epoch and sequence. */
  private final Map<String, long[]> greatest = new TreeMap<>();

  NumberChecks(Handle handle, List<Finding> findings) {
    this.handle = handle;
    this.findings = findings;
  }

  void run() {
    for (String table : List.of("link", "journal", "request")) {
      handle
          .createQuery("select connection, max(id) from <table> group by connection")
          .define("table", table)
          .map((rs, ctx) -> Map.entry(rs.getString(1), rs.getLong(2)))
          .list()
          .forEach(last -> behind(last.getKey(), table, last.getValue()));
    }
    List<String> ids =
        handle.createQuery("select store_id from store_info").mapTo(String.class).list();
    if (ids.size() > 1) {
      findings.add(
          new Finding(
              "store_info",
              "The store has %d ids.".formatted(ids.size()),
              "Stop the daemon, and keep the id that begins the tokens in your records."));
    }
    if (ids.size() == 1) {
      tokens("intent", "token", ids.get(0));
      tokens("baseline", "hubspot_token", ids.get(0));
      tokens("baseline", "salesforce_token", ids.get(0));
      tokens("journal", "token", ids.get(0));
      greatest.forEach(this::tokensBehind);
    }
  }

  private void behind(String connection, String name, long last) {
    long counter =
        handle
            .createQuery(
                "select coalesce(max(value), 0) from counter where connection = :connection and name = :name")
            .bind("connection", connection)
            .bind("name", name)
            .mapTo(Long.class)
            .one();
    if (counter < last) {
      findings.add(
          new Finding(
              "counter, connection %s, name %s".formatted(connection, name),
              "It stands at %d, but %d was given out already.".formatted(counter, last),
              OLDER_COPY));
    }
  }

  private void tokens(String table, String column, String storeId) {
    handle
        .createQuery("select connection, <column> from <table> where <column> is not null")
        .define("table", table)
        .define("column", column)
        .setFetchSize(RowChecks.ROWS)
        .map((rs, ctx) -> new String[] {rs.getString(1), rs.getString(2)})
        .forEach(
            row -> {
              Matcher token = TOKEN.matcher(row[1]);
              if (token.matches() && token.group(1).equals(storeId)) {
                long[] known = greatest.computeIfAbsent(row[0], name -> new long[2]);
                known[0] = Math.max(known[0], Long.parseLong(token.group(2)));
                known[1] = Math.max(known[1], Long.parseLong(token.group(3)));
              }
            });
  }

  private void tokensBehind(String connection, long[] told) {
    long epoch = new Lease(connection).current(handle).map(Lease.Held::epoch).orElse(0L);
    if (epoch < told[0]) {
      findings.add(
          new Finding(
              "lease, connection " + connection,
              "Its epoch is %d, but a token of epoch %d is in the store.".formatted(epoch, told[0]),
              OLDER_COPY));
    }
    behind(connection, "token", told[1]);
  }
}
