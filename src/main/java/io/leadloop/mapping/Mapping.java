package io.leadloop.mapping;

import io.leadloop.lead.Side;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All lines of one mapping file.
 *
 * @param rules in the order of the file
 */
public record Mapping(List<FieldRule> rules) {
  /** Fields with this prefix are computed from what HubSpot shows. */
  public static final String CONTEXT = "context.";

  /** Fields with this prefix are computed from what Salesforce shows. */
  public static final String DISPOSITION = "disposition.";

  public Mapping {
    rules = List.copyOf(rules);
  }

  /**
   * Whether a field of this name is computed and so can neither be read from a vendor nor written.
   */
  public static boolean isDerived(String field) {
    return field.startsWith(CONTEXT) || field.startsWith(DISPOSITION);
  }

  /**
   * The fields that must be read from one kind of record for this mapping.
   *
   * @param object {@code contacts}, {@code Lead} or {@code Contact}
   */
  public Set<String> fields(Side side, String object) {
    Set<String> fields = new LinkedHashSet<>();
    for (FieldRule rule : rules) {
      String field = rule.field(side, object);
      if (field != null && !isDerived(field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /**
   * The same lines, where a field that differs takes the later edit and not the side that the line
   * prefers. What a line leaves to a person stays so.
   *
   * @param lines those of which this is so
   */
  public Mapping laterWins(Predicate<FieldRule> lines) {
    return new Mapping(
        rules.stream()
            .map(
                rule ->
                    rule.bothChanged() == BothChanged.PARK || !lines.test(rule)
                        ? rule
                        : rule.bothChanged(BothChanged.LATEST))
            .toList());
  }
}
