package io.leadloop.lead;

/** One of the two systems that are kept in agreement. */
public enum Side {
  HUBSPOT("hubspot", "HubSpot"),
  SALESFORCE("salesforce", "Salesforce");

  private final String word;
  private final String label;

  Side(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The name in YAML, SQL, logs and metrics: {@code hubspot} or {@code salesforce}. */
  public String word() {
    return word;
  }

  /** The name in a sentence for a person. */
  public String label() {
    return label;
  }

  public Side other() {
    return this == HUBSPOT ? SALESFORCE : HUBSPOT;
  }

  /**
   * The side with this {@link #word}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Side ofWord(String word) {
    for (Side side : values()) {
      if (side.word.equals(word)) {
        return side;
      }
    }
    throw new IllegalArgumentException("There is no side \"" + word + "\".");
  }
}
