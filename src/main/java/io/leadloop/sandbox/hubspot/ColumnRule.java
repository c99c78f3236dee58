package io.leadloop.sandbox.hubspot;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one property comes out of a row: a template such as {@code lead-{Lead Number}@example.com},
 * of which a plain column and a constant are the simple cases, and then a table of values.
 *
 * @param template text with column names in braces
 * @param values what a text becomes, and a missing one when "" is listed; empty when every text
 *     stays as it is
 * @param otherwise what a text that the table lacks becomes; null when that is a problem
 * @param place where the rule stands
 */
record ColumnRule(
    String property,
    String template,
    Map<String, String> values,
    @Nullable String otherwise,
    String place) {
  /** As {@link #otherwise}: the text stays as it is. */
  static final String KEEP = "keep";

  /** As {@link #otherwise}: the property stays unset. */
  static final String BLANK = "blank";

  private static final Pattern COLUMN = Pattern.compile("\\{([^}]+)}");

  /** The columns that the template names. */
  List<String> columns() {
    return COLUMN.matcher(template).results().map(found -> found.group(1)).toList();
  }

  /** The template with a row's texts in it; empty when one of them is missing. */
  String fill(Map<String, String> row) {
    Matcher matcher = COLUMN.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String text = row.getOrDefault(matcher.group(1), "");
      if (text.isEmpty()) {
        return "";
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return matcher.appendTail(filled).toString();
  }

  /** What a filled template means; null when the table lacks it. */
  @Nullable String translate(String filled) {
    String known = values.get(filled);
    if (known != null) {
      return known;
    }
    if (filled.isEmpty() || values.isEmpty()) {
      return filled;
    }
    if (otherwise == null) {
      return null;
    }
    return switch (otherwise) {
      case KEEP -> filled;
      case BLANK -> "";
      default -> otherwise;
    };
  }
}
