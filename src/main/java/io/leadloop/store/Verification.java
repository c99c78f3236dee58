package io.leadloop.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Looks at every row of a store, as of one moment: whether the database is sound, and whether the
 * rows hold what the loop relies on. Changes nothing; works while a daemon runs.
 *
 * @param rows by table
 * @param findings all that is wrong; empty for a sound store
 */
public record Verification(Map<String, Long> rows, List<Finding> findings) {
  /**
   * Reads the whole store.
   *
   * @throws StoreException if it cannot be reached; a damaged one is a finding
   */
  public static Verification of(Store store) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Long> rows = new LinkedHashMap<>();
    try {
      store.read(
          handle ->
              handle.inTransaction(
                  all -> {
                    look(store.dialect(), all, rows, findings);
                    return true;
                  }));
    } catch (JdbiException e) {
      findings.add(
          new Finding(
              store.place(),
              "It cannot be read to its end: " + reason(e),
              "Stop the daemon, keep the store as it is, and go on with the newest backup that leadloop store verify finds sound."));
    }
    return new Verification(rows, findings);
  }

  private static void look(
      Dialect dialect, Handle handle, Map<String, Long> rows, List<Finding> findings) {
    findings.addAll(dialect.integrity(handle));
    rows.putAll(rows(handle));
    LinkChecks links = LinkChecks.of(handle, findings);
    new RowChecks(handle, links, findings).run();
    new NumberChecks(handle, findings).run();
  }

  /** In the database's words, which quote no row. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static Map<String, Long> rows(Handle handle) {
    Map<String, Long> rows = new LinkedHashMap<>();
    try {
      for (Table table : Table.all(handle.getConnection())) {
        rows.put(
            table.name(),
            handle
                .createQuery("select count(*) from <table>")
                .define("table", table.name())
                .mapTo(Long.class)
                .one());
      }
    } catch (SQLException e) {
      throw StoreException.unusable("of this name", e);
    }
    return rows;
  }
}
