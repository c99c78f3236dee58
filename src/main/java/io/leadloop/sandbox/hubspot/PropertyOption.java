package io.leadloop.sandbox.hubspot;

import java.util.List;

/** One choice of an enumeration. */
record PropertyOption(String label, String value, int displayOrder, boolean hidden) {
  /** The options of a yes-or-no property. */
  static final List<PropertyOption> YES_OR_NO =
      List.of(
          new PropertyOption("True", "true", 0, false),
          new PropertyOption("False", "false", 1, false));

  /** As the vendor prints an option in its refusals. */
  String printed() {
    return "label: \"%s\"\nvalue: \"%s\"\ndisplay_order: %d\nhidden: %s\nread_only: false\n"
        .formatted(label, value, displayOrder, hidden);
  }
}
