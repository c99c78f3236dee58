package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a dynamic list asks of its contacts: branches of OR and AND over filters by property. A
 * filter of another kind is refused when the list is made.
 */
final class SegmentFilter {
  private final boolean any;
  private final List<SegmentFilter> branches = new ArrayList<>();
  private final List<PropertyTest> tests = new ArrayList<>();

  private SegmentFilter(boolean any) {
    this.any = any;
  }

  private record PropertyTest(String property, String operator, Set<String> values) {
    boolean matches(CrmRecord contact) {
      String value = contact.value(property);
      return switch (operator) {
        case "IS_KNOWN" -> value != null;
        case "IS_UNKNOWN" -> value == null;
        case "IS_EQUAL_TO", "IS_ANY_OF" -> value != null && values.contains(lower(value));
        case "IS_NOT_EQUAL_TO", "IS_NONE_OF" -> value != null && !values.contains(lower(value));
        default -> value != null && values.stream().anyMatch(lower(value)::contains);
      };
    }
  }

  private static final Set<String> OPERATORS =
      Set.of(
          "IS_KNOWN",
          "IS_UNKNOWN",
          "IS_EQUAL_TO",
          "IS_ANY_OF",
          "IS_NOT_EQUAL_TO",
          "IS_NONE_OF",
          "CONTAINS");

  /**
   * Reads a branch.
   *
   * @throws ApiProblem when it is none or asks for more than is modelled
   */
  static SegmentFilter of(JsonNode branch) {
    String type = branch.path("filterBranchType").asText();
    if (!type.equals("OR") && !type.equals("AND")) {
      throw ApiProblem.validation("filterBranchType must be OR or AND, was '" + type + "'");
    }
    SegmentFilter filter = new SegmentFilter(type.equals("OR"));
    for (JsonNode inner : branch.path("filterBranches")) {
      filter.branches.add(of(inner));
    }
    for (JsonNode test : branch.path("filters")) {
      filter.tests.add(test(test));
    }
    return filter;
  }

  private static PropertyTest test(JsonNode filter) {
    JsonNode operation = filter.path("operation");
    String operator = operation.path("operator").asText();
    boolean known =
        filter.path("filterType").asText().equals("PROPERTY") && OPERATORS.contains(operator);
    if (!known) {
      throw ApiProblem.validation(
          "A filter of type '%s' with operator '%s' is not supported"
              .formatted(filter.path("filterType").asText(), operator));
    }
    List<String> values = new ArrayList<>();
    operation.path("values").forEach(value -> values.add(value.asText()));
    @Nullable String single = Inputs.text(operation, "value");
    if (single != null) {
      values.add(single);
    }
    Set<String> compared =
        values.stream().map(SegmentFilter::lower).collect(Collectors.toUnmodifiableSet());
    return new PropertyTest(filter.path("property").asText(), operator, compared);
  }

  boolean matches(CrmRecord contact) {
    if (any) {
      return branches.stream().anyMatch(branch -> branch.matches(contact))
          || tests.stream().anyMatch(test -> test.matches(contact));
    }
    return branches.stream().allMatch(branch -> branch.matches(contact))
        && tests.stream().allMatch(test -> test.matches(contact));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
