package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.LinkRow;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes that arrived while nobody could look at what the vendor made of them, because their line
 * rested by then. What was sent is the baseline meanwhile. When the line is back, what the side
 * shows is it, if the vendor may have made it of what it was given: else a text that was cut would
 * pass for an edit, and flow back over the whole one.
 */
final class Unseen {
  private static final String PREFIX = "unseen.";
  private static final FieldBaseline MARK = new FieldBaseline("", "");

  private Unseen() {}

  private static String id(Side side, String line) {
    return PREFIX + side.word() + "." + line;
  }

  /** Takes note of a line, among what is remembered of a link. */
  static void mark(Map<String, FieldBaseline> fields, Side side, String line) {
    fields.put(id(side, line), MARK);
  }

  /** Looks at what one side shows of lines that are back. */
  static LinkRow seen(LinkRow row, Mapping mapping, Side side, Snapshot snapshot) {
    if (row.fields().keySet().stream().noneMatch(id -> id.startsWith(PREFIX))) {
      return row;
    }
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(row.fields());
    for (FieldRule rule : mapping.rules()) {
      String mark = id(side, rule.id());
      FieldBaseline sent = fields.get(rule.id());
      String field = rule.field(side, snapshot.key().object());
      if (fields.remove(mark) != null && sent != null && field != null) {
        String shown = snapshot.shows(field);
        if (rule.couldBecome(sent.of(side), shown)) {
          fields.put(rule.id(), sent.with(side, shown));
        }
      }
    }
    return row.withFields(fields);
  }
}
