package io.leadloop.sandbox.salesforce.org;

/** What a profile or a permission set allows with a field. */
public enum Grant {
  /** The field does not exist for the user. */
  NONE,
  /** The user sees it and cannot write it. */
  READ,
  /** The user sees and writes it. */
  EDIT;

  static Grant named(String word) {
    return switch (word) {
      case "none" -> NONE;
      case "read" -> READ;
      case "edit" -> EDIT;
      default -> throw new IllegalArgumentException("granted is none, read or edit, not " + word);
    };
  }

  Grant or(Grant other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
