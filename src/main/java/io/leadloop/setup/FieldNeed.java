package io.leadloop.setup;

import java.util.List;

/**
 * A Salesforce custom field whose name is ours to create.
 *
 * @param object {@code Lead} or {@code Contact}
 * @param name its API name, which ends in {@code __c}
 * @param length in characters; 0 for a kind without one
 * @param key whether it is an external id with unique values
 * @param values the words of a picklist
 */
public record FieldNeed(
    String object,
    String name,
    String label,
    Kind kind,
    int length,
    boolean key,
    List<String> values) {
  /** What kind of field, in the words of Salesforce's metadata. */
  public enum Kind {
    TEXT("Text"),
    DATE("Date"),
    DATETIME("DateTime"),
    PICKLIST("Picklist");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  public FieldNeed {
    values = List.copyOf(values);
  }

  /** {@code Lead.Leadloop_Key__c}. */
  String fullName() {
    return object + "." + name;
  }

  /** Such as {@code Lead.Leadloop_Key__c (Text 32, External ID, unique)}. */
  String text() {
    return "%s (%s%s%s%s)"
        .formatted(
            fullName(),
            kind.word(),
            length == 0 ? "" : " " + length,
            key ? ", External ID, unique" : "",
            values.isEmpty() ? "" : ": " + String.join(", ", values));
  }
}
