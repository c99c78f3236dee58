package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A search as its body asks for it, within the vendor's limits.
 *
 * @param groups any of which may match, each with all its filters; empty matches everything
 * @param text a free text that the usual properties may contain; empty for none
 */
record SearchQuery(
    List<List<SearchFilter>> groups,
    String text,
    String sortProperty,
    boolean descending,
    int after,
    int limit) {
  private static final int GROUPS_MAX = 5;
  private static final int FILTERS_PER_GROUP_MAX = 6;
  private static final int FILTERS_MAX = 18;
  private static final int PAGE_USUAL = 10;
  private static final int PAGE_MAX = 200;
  private static final int RESULTS_MAX = 10_000;

  static SearchQuery of(JsonNode body, ObjectKind kind, Schema schema) {
    List<List<SearchFilter>> groups = groups(body, schema);
    int limit = Inputs.limit(Inputs.text(body, "limit"), PAGE_USUAL, PAGE_MAX);
    int after = after(Inputs.text(body, "after"));
    if (after + limit > RESULTS_MAX) {
      throw ApiProblem.validation(
          "There was a problem with the request. Paging beyond %d results is not supported."
              .formatted(RESULTS_MAX));
    }
    JsonNode sorts = body.path("sorts");
    if (sorts.size() > 1) {
      throw ApiProblem.validation("Only one sort is supported, received " + sorts.size());
    }
    JsonNode sort = sorts.path(0);
    String property =
        sort.isTextual() ? sort.asText() : sort.path("propertyName").asText(kind.createdProperty);
    boolean minus = property.startsWith("-");
    String sorted = minus ? property.substring(1) : property;
    SearchFilter.require(schema, sorted);
    boolean descending =
        minus || sort.path("direction").asText().toUpperCase(Locale.ROOT).startsWith("DESC");
    String text = body.path("query").asText("").toLowerCase(Locale.ROOT);
    return new SearchQuery(groups, text, sorted, descending, after, limit);
  }

  private static List<List<SearchFilter>> groups(JsonNode body, Schema schema) {
    List<List<SearchFilter>> groups = new ArrayList<>();
    int filters = 0;
    for (JsonNode group : body.path("filterGroups")) {
      List<SearchFilter> all = new ArrayList<>();
      for (JsonNode filter : group.path("filters")) {
        all.add(SearchFilter.of(filter, schema));
      }
      if (all.size() > FILTERS_PER_GROUP_MAX) {
        throw ApiProblem.validation(
            "A filter group may have at most %d filters, received %d"
                .formatted(FILTERS_PER_GROUP_MAX, all.size()));
      }
      filters += all.size();
      groups.add(all);
    }
    if (groups.size() > GROUPS_MAX) {
      throw ApiProblem.validation(
          "At most %d filter groups are supported, received %d"
              .formatted(GROUPS_MAX, groups.size()));
    }
    if (filters > FILTERS_MAX) {
      throw ApiProblem.validation(
          "At most %d filters are supported, received %d".formatted(FILTERS_MAX, filters));
    }
    return groups;
  }

  private static int after(@Nullable String given) {
    try {
      int after = given == null ? 0 : Integer.parseInt(given);
      if (after >= 0) {
        return Math.min(after, RESULTS_MAX);
      }
    } catch (NumberFormatException e) {
      throw ApiProblem.validation("after was not a valid number: " + given);
    }
    throw ApiProblem.validation("after must not be negative: " + given);
  }

  boolean matches(CrmRecord row) {
    boolean filtered =
        groups.isEmpty()
            || groups.stream()
                .anyMatch(all -> all.stream().allMatch(filter -> filter.matches(row)));
    return filtered && (text.isEmpty() || containsText(row));
  }

  private boolean containsText(CrmRecord row) {
    for (String name :
        List.of("firstname", "lastname", "email", "phone", "company", "hs_additional_emails")) {
      String value = row.value(name);
      if (value != null && value.toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }
}
