package io.leadloop.sandbox.hubspot.rules;

import java.util.Locale;
import java.util.regex.Pattern;

/** The vendor keeps e-mail addresses trimmed and in lower case, and refuses what is none. */
public final class EmailRule {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@,;:<>()\\[\\]\\\\\"]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,24}");

  private EmailRule() {}

  /** The address as it is stored and compared. */
  public static String stored(String written) {
    return written.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether a stored form is an address. */
  public static boolean isAddress(String stored) {
    return EMAIL.matcher(stored).matches();
  }
}
