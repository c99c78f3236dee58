package io.leadloop.setup;

import java.util.List;

/**
 * A HubSpot contact property that the configuration names.
 *
 * @param type {@code string, number, bool, enumeration, date, datetime}
 * @param fieldType how a form shows it: {@code text, phonenumber, number, booleancheckbox, select,
 *     checkbox, date}
 * @param options the words of an enumeration, in order
 * @param unique whether no two contacts may share a value
 * @param ours whether only Leadloop gives it a meaning, so that its type must be exactly this one
 */
public record PropertyNeed(
    String name,
    String label,
    String type,
    String fieldType,
    List<String> options,
    boolean unique,
    boolean ours) {
  public PropertyNeed {
    options = List.copyOf(options);
  }

  /** The same with other options. */
  PropertyNeed options(List<String> others) {
    return new PropertyNeed(name, label, type, fieldType, others, unique, ours);
  }

  /** Such as {@code leadloop_key (string, unique values)}. */
  String text() {
    String kind = unique ? type + ", unique values" : type;
    return "%s (%s%s)"
        .formatted(name, kind, options.isEmpty() ? "" : ": " + String.join(", ", options));
  }
}
