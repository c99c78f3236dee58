package io.leadloop.setup;

import java.util.List;

/**
 * A Salesforce custom field whose name is ours to create.
 *
 * @param object {@code Lead} or {@code Contact}
 * @param name its API name, which ends in {@code __c}
 * @param length in characters; 0 for a kind without one
 * @param index whether Salesforce finds records by it
 * @param values the words of a picklist
 */
public record FieldNeed(
    String object,
    String name,
    String label,
    Kind kind,
    int length,
    Index index,
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

  /**
   * Whether Salesforce keeps an index of a field. Only External IDs get one without asking its
   * support, and only fields of some kinds can be one: a text can.
   */
  public enum Index {
    NONE,
    /** Its values may be those of several records. */
    EXTERNAL_ID,
    /** An External ID with unique values. */
    KEY
  }

  public FieldNeed {
    values = List.copyOf(values);
  }

  boolean key() {
    return index == Index.KEY;
  }

  boolean externalId() {
    return index != Index.NONE;
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
            switch (index) {
              case NONE -> "";
              case EXTERNAL_ID -> ", External ID";
              case KEY -> ", External ID, unique";
            },
            values.isEmpty() ? "" : ": " + String.join(", ", values));
  }
}
