package io.leadloop.salesforce;

import java.util.regex.Pattern;

/** Salesforce's record ids: 15 characters in which case counts, or 18 in which it does not. */
final class SalesforceId {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?");
  private static final String CHECK_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private SalesforceId() {}

  static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /** The 18-character form; a text that is no 15-character id comes back as it is. */
  static String full(String id) {
    if (id.length() != 15 || !isId(id)) {
      return id;
    }
    StringBuilder full = new StringBuilder(id);
    for (int block = 0; block < 15; block += 5) {
      int capitals = 0;
      for (int i = 0; i < 5; i++) {
        if (Character.isUpperCase(id.charAt(block + i))) {
          capitals |= 1 << i;
        }
      }
      full.append(CHECK_LETTERS.charAt(capitals));
    }
    return full.toString();
  }
}
