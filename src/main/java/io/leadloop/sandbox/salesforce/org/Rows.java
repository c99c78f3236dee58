package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.Query;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's result as the Bulk API gives it: text only, empty for null.
 *
 * @param columns as the query names them
 */
public record Rows(List<String> columns, List<List<String>> lines) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static Rows of(Reader reader, Query query, QueryResult result) {
    List<String> columns = query.fields().stream().map(FieldPath::text).toList();
    List<FieldChain> chains = new ArrayList<>();
    ObjectDefinition object = reader.data().schema().known(query.object());
    for (FieldPath path : query.fields()) {
      chains.add(FieldChain.resolve(reader, object, path, query.text()));
    }
    List<List<String>> lines = new ArrayList<>();
    for (Found found : result.found()) {
      List<String> line = new ArrayList<>();
      for (FieldChain chain : chains) {
        line.add(text(chain.value(reader, found.values())));
      }
      lines.add(line);
    }
    return new Rows(columns, lines);
  }

  private static String text(@Nullable Object value) {
    return value instanceof Instant moment
        ? MOMENT.format(moment)
        : ValueWriter.json(value).asText("");
  }
}
