package io.leadloop.sandbox.hubspot.rules;

import java.util.regex.Pattern;

/** A number property keeps a number as it was written, and refuses everything else. */
public final class NumberRule {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?|-?\\.\\d+");

  private NumberRule() {}

  public static boolean isNumber(String written) {
    return NUMBER.matcher(written).matches();
  }
}
