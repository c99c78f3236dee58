package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a dynamic list asks of its contacts: branches of OR and AND over single filters. */
final class SegmentFilter {
  private final boolean any;
  private final List<Predicate<CrmRecord>> parts = new ArrayList<>();

  private SegmentFilter(boolean any) {
    this.any = any;
  }

  /**
   * Reads a branch, as other lists and forms stand now.
   *
   * @throws ApiProblem when it is none or asks for more than is modelled
   */
  static SegmentFilter of(JsonNode branch, HubSpotPortal portal) {
    String type = branch.path("filterBranchType").asText();
    if (!type.equals("OR") && !type.equals("AND")) {
      throw ApiProblem.validation("filterBranchType must be OR or AND, was '" + type + "'");
    }
    SegmentFilter filter = new SegmentFilter(type.equals("OR"));
    for (JsonNode inner : branch.path("filterBranches")) {
      filter.parts.add(of(inner, portal)::matches);
    }
    for (JsonNode condition : branch.path("filters")) {
      filter.parts.add(SegmentCondition.of(condition, portal));
    }
    return filter;
  }

  boolean matches(CrmRecord contact) {
    return any
        ? parts.stream().anyMatch(part -> part.test(contact))
        : parts.stream().allMatch(part -> part.test(contact));
  }
}
