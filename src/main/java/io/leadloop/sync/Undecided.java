package io.leadloop.sync;

import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.LinkRow;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines of which nobody remembers what both sides were settled on, because the store is an old copy
 * that was put back: all lines of a link until they are decided, and then those that rested
 * meanwhile. Only one side of a difference may be an edit there, so the later one wins, also when
 * the line is back long after.
 */
final class Undecided {
  private static final String PREFIX = "undecided.";
  private static final FieldBaseline MARK = new FieldBaseline("", "");

  private Undecided() {}

  /** Whether there is any such line. */
  static boolean any(LinkRow row) {
    return row.isForgotten()
        || row.fields().keySet().stream().anyMatch(id -> id.startsWith(PREFIX));
  }

  /** Whether this line is one. */
  static boolean is(LinkRow row, String line) {
    return row.isForgotten() || row.fields().containsKey(PREFIX + line);
  }

  /**
   * What is to be remembered of a link after a round.
   *
   * @param before the link before it
   * @param settled what was settled in it
   * @param drift what rests
   */
  static LinkRow after(LinkRow before, LinkRow settled, Drift drift) {
    if (!any(before) || settled.isForgotten()) {
      return settled;
    }
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(settled.fields());
    if (before.isForgotten()) {
      for (Drift.Entry entry : drift.of(Drift.Kind.FIELD_PAUSED)) {
        fields.put(PREFIX + entry.rule(), MARK);
      }
    }
    fields
        .keySet()
        .removeIf(
            id ->
                id.startsWith(PREFIX)
                    && settled.fields().containsKey(id.substring(PREFIX.length())));
    return settled.withFields(fields);
  }
}
