package io.leadloop.sandbox.salesforce.rules;

/**
 * Field history has one row for the creation, without values, and one for each change of a tracked
 * field. Long text is told without its values.
 */
public final class HistoryRule {
  private static final int VALUE_CHARACTERS_MAX = 255;

  private HistoryRule() {}

  /**
   * Whether a row tells the values before and after.
   *
   * @param length of the field, in characters
   * @param textual whether the field holds text
   */
  public static boolean tellsValues(int length, boolean textual) {
    return length <= VALUE_CHARACTERS_MAX || !textual;
  }
}
