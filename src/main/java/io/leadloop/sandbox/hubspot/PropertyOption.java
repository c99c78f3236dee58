package io.leadloop.sandbox.hubspot;

/** One choice of an enumeration. */
record PropertyOption(String label, String value, int displayOrder, boolean hidden) {
  /** As the vendor prints an option in its refusals. */
  String printed() {
    return "label: \"%s\"\nvalue: \"%s\"\ndisplay_order: %d\nhidden: %s\nread_only: false\n"
        .formatted(label, value, displayOrder, hidden);
  }
}
