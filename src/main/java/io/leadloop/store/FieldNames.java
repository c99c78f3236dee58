package io.leadloop.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which fields one connection's baselines hold, each with a place that it never loses. The names
 * are read with every query, since another process may add some; they are parsed only when they
 * changed. Thread-safe.
 */
final class FieldNames {
  private final String connection;
  private volatile Known last = Known.NONE;

  FieldNames(String connection) {
    this.connection = connection;
  }

  /**
   * The names as they stand in the store.
   *
   * @param text JSON
   * @param names in their places
   * @param places by name
   */
  record Known(String text, List<String> names, Map<String, Integer> places) {
    static final Known NONE = Known.of("[]");

    static Known of(String text) {
      List<String> names = Rows.parse(text, new TypeReference<>() {});
      Map<String, Integer> places = new HashMap<>();
      for (int place = 0; place < names.size(); place++) {
        places.put(names.get(place), place);
      }
      return new Known(text, List.copyOf(names), Map.copyOf(places));
    }
  }

  Known known(Handle handle) {
    String text =
        handle
            .createQuery("select names from field_names where connection = :connection")
            .bind("connection", connection)
            .mapTo(String.class)
            .findOne()
            .orElse(Known.NONE.text());
    Known known = last;
    if (!known.text().equals(text)) {
      known = Known.of(text);
      last = known;
    }
    return known;
  }

  /** The same after these names were added, as far as they were missing. */
  Known with(Handle handle, Collection<LinkRow> rows) {
    Known known = known(handle);
    Set<String> missing = new LinkedHashSet<>();
    for (LinkRow row : rows) {
      row.fields()
          .forEach(
              (name, baseline) -> {
                if (!known.places().containsKey(name)) {
                  missing.add(name);
                }
              });
    }
    if (missing.isEmpty()) {
      return known;
    }
    List<String> names = new ArrayList<>(known.names());
    names.addAll(missing);
    String text = Rows.json(names);
    handle
        .createUpdate(
            """
            insert into field_names (connection, names) values (:connection, :names)
            on conflict (connection) do update set names = excluded.names
            """)
        .bind("connection", connection)
        .bind("names", text)
        .execute();
    return Known.of(text);
  }

  /** The names of all connections, as JSON. */
  static Map<String, String> all(Handle handle) {
    Map<String, String> all = new HashMap<>();
    handle
        .createQuery("select connection, names from field_names")
        .map((rs, ctx) -> all.put(rs.getString(1), rs.getString(2)))
        .list();
    return all;
  }
}
