package io.leadloop.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text that is looked for among bytes of UTF-8, whatever the case of its letters. A letter and
 * its capital may differ in their number of bytes, as ß and SS do. Immutable.
 */
final class AnyCase {
  private static final int BYTES = 256;

  /** By letter of the text, the bytes of each of its forms. */
  private final byte[][][] letters;

  private final boolean[] begins = new boolean[BYTES];
  private final int longest;

  /**
   * @param text not empty
   */
  AnyCase(String text) {
    letters = text.codePoints().mapToObj(AnyCase::forms).toArray(byte[][][]::new);
    int bytes = 0;
    for (byte[][] forms : letters) {
      int most = 0;
      for (byte[] form : forms) {
        most = Math.max(most, form.length);
      }
      bytes += most;
    }
    longest = bytes;
    for (byte[] form : letters[0]) {
      begins[form[0] & 0xff] = true;
    }
  }

  private static byte[][] forms(int letter) {
    String itself = Character.toString(letter);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(itself);
    forms.add(itself.toLowerCase(Locale.ROOT));
    forms.add(itself.toUpperCase(Locale.ROOT));
    forms.add(Character.toString(Character.toTitleCase(letter)));
    List<byte[]> bytes = new ArrayList<>();
    forms.forEach(form -> bytes.add(form.getBytes(StandardCharsets.UTF_8)));
    return bytes.toArray(byte[][]::new);
  }

  /** How many bytes it takes at most. */
  int longest() {
    return longest;
  }

  /** Whether it is among the first bytes of a block. */
  boolean isIn(byte[] block, int length) {
    for (int at = 0; at < length; at++) {
      if (begins[block[at] & 0xff] && matches(block, length, at, 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] block, int length, int at, int letter) {
    if (letter == letters.length) {
      return true;
    }
    for (byte[] form : letters[letter]) {
      if (stands(form, block, length, at) && matches(block, length, at + form.length, letter + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(byte[] form, byte[] block, int length, int at) {
    if (at + form.length > length) {
      return false;
    }
    for (int i = 0; i < form.length; i++) {
      if (block[at + i] != form[i]) {
        return false;
      }
    }
    return true;
  }
}
