package io.leadloop.sandbox.salesforce.org;

import java.util.regex.Pattern;

/**
 * Record ids: 15 characters in which case matters, or 18 with a checksum that keeps the case when
 * it is lost. The API gives 18 and takes both.
 */
public final class RecordId {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{15}([A-Z0-5]{3})?");
  private static final String INSTANCE = "5f0";
  private static final int SHORT_LENGTH = 15;

  private RecordId() {}

  /** The id of the {@code number}th record of the object with this prefix, 18 characters. */
  public static String of(String prefix, long number) {
    char[] digits = new char[SHORT_LENGTH - prefix.length() - INSTANCE.length()];
    long rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return complete(prefix + INSTANCE + new String(digits));
  }

  /** A 15-character id with its checksum. */
  static String complete(String id) {
    StringBuilder complete = new StringBuilder(id.substring(0, SHORT_LENGTH));
    for (int block = 0; block < 3; block++) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        if (Character.isUpperCase(id.charAt(block * 5 + i))) {
          bits |= 1 << i;
        }
      }
      complete.append(CHECKSUM.charAt(bits));
    }
    return complete.toString();
  }

  /** Whether it has the form of an id and, with 18 characters, the right checksum. */
  public static boolean wellFormed(String id) {
    return FORM.matcher(id).matches() && (id.length() == SHORT_LENGTH || complete(id).equals(id));
  }

  /** What two ids of the same record share. */
  static String shortOf(String id) {
    return id.substring(0, Math.min(SHORT_LENGTH, id.length()));
  }
}
