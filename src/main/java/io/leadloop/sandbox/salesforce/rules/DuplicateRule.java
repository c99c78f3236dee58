package io.leadloop.sandbox.salesforce.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's duplicate rule with exact matching: a record is a duplicate of another when
 * all fields of a matching rule have a value and are the same but for case and surrounding space.
 *
 * @param name such as {@code Standard_Lead_Duplicate_Rule}
 * @param object the object that it guards
 * @param allowSave true only alerts: a caller that says {@code allowSave=true} may save all the
 *     same; false blocks
 * @param message what a person would read
 */
public record DuplicateRule(
    String name, String object, boolean allowSave, String message, List<Match> matches) {
  /** The vendor's code for a save that a rule stopped. */
  public static final String STATUS_CODE = "DUPLICATES_DETECTED";

  /**
   * A matching rule.
   *
   * @param name such as {@code Standard_Lead_Match_Rule_v1_0}
   * @param object whose records are compared
   * @param fields of both objects, all of which have to be the same
   */
  public record Match(String name, String object, List<String> fields) {
    /**
     * Whether two records are the same person.
     *
     * @param one values by field name; an absent one is no value
     */
    public boolean same(Map<String, String> one, Map<String, String> other) {
      for (String field : fields) {
        String left = key(one.get(field));
        if (left == null || !left.equals(key(other.get(field)))) {
          return false;
        }
      }
      return !fields.isEmpty();
    }
  }

  /** Whether the rule stops a save for which there are duplicates. */
  public boolean stops(boolean callerAllowsSave) {
    return !allowSave || !callerAllowsSave;
  }

  private static @Nullable String key(@Nullable String value) {
    String kept = value == null ? null : TextRule.kept(value);
    return kept == null ? null : UniqueRule.key(kept);
  }
}
