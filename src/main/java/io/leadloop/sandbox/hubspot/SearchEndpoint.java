package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Search over the lagging index. Rows that tie in the sort come in another order on each page. */
final class SearchEndpoint {
  private static final int BODY_CHARS_MAX = 3_000;

  private final HubSpotPortal portal;
  private final RecordView view;
  private final ObjectKind kind;
  private final Random random;

  private SearchEndpoint(HubSpotPortal portal, RecordView view, ObjectKind kind, Random random) {
    this.portal = portal;
    this.view = view;
    this.kind = kind;
    this.random = random;
  }

  /** Adds the route of one kind below {@code base}. */
  static void add(
      Router router,
      String base,
      HubSpotPortal portal,
      RecordView view,
      ObjectKind kind,
      Random random) {
    SearchEndpoint search = new SearchEndpoint(portal, view, kind, random);
    router.on("POST", base + "/search", (request, path) -> search.search(request));
  }

  private Reply search(Request request) {
    if (new String(request.body(), StandardCharsets.UTF_8).length() > BODY_CHARS_MAX) {
      throw ApiProblem.validation(
          "The request body is longer than %d characters".formatted(BODY_CHARS_MAX));
    }
    JsonNode body = request.json();
    Selection selection = Selection.ofBody(body);
    return portal.locked(
        () -> {
          SearchQuery query = SearchQuery.of(body, kind, portal.schema(kind));
          SearchIndex index = portal.store(kind).index();
          index.catchUp();
          Candidates candidates = candidates(query, index);
          List<CrmRecord> found = new ArrayList<>();
          for (CrmRecord row : candidates.rows()) {
            if (query.matches(row)) {
              found.add(row);
            }
          }
          sort(found, query, candidates.oldestFirst());
          return page(query, selection, found);
        });
  }

  private Reply page(SearchQuery query, Selection selection, List<CrmRecord> found) {
    int from = Math.min(query.after(), found.size());
    int to = Math.min(from + query.limit(), found.size());
    ArrayNode results = Json.array();
    for (CrmRecord row : found.subList(from, to)) {
      results.add(view.read(row, new Selection(selection.properties(), List.of(), List.of())));
    }
    ObjectNode page = Json.object().put("total", found.size());
    page.set("results", results);
    if (to < found.size()) {
      page.putObject("paging").putObject("next").put("after", Integer.toString(to));
    }
    return Reply.json(200, page, results.size());
  }

  /** Sorts what the page needs: rows that are in order already only where they tie. */
  private void sort(List<CrmRecord> found, SearchQuery query, boolean oldestFirst) {
    boolean inOrder =
        oldestFirst && !query.descending() && query.sortProperty().equals(kind.modifiedProperty);
    int from = inOrder ? Math.min(query.after(), found.size()) : 0;
    int to = inOrder ? Math.min(from + query.limit(), found.size()) : found.size();
    while (from > 0 && to > from && tie(found.get(from - 1), found.get(from))) {
      from--;
    }
    while (to < found.size() && to > from && tie(found.get(to - 1), found.get(to))) {
      to++;
    }
    found.subList(from, to).sort(order(query));
  }

  private static boolean tie(CrmRecord left, CrmRecord right) {
    return left.updatedAt().equals(right.updatedAt());
  }

  private Comparator<CrmRecord> order(SearchQuery query) {
    PropertyDefinition property = SearchFilter.require(portal.schema(kind), query.sortProperty());
    Comparator<CrmRecord> bySort = bySort(property);
    long salt = random.nextLong();
    return (query.descending() ? bySort.reversed() : bySort)
        .thenComparingLong(row -> mix(row.id() ^ salt));
  }

  private Comparator<CrmRecord> bySort(PropertyDefinition property) {
    if (property.name().equals(kind.modifiedProperty)) {
      return Comparator.comparing(CrmRecord::updatedAt);
    }
    if (property.name().equals(kind.createdProperty)) {
      return Comparator.comparing(CrmRecord::createdAt);
    }
    if (property.name().equals("hs_object_id")) {
      return Comparator.comparingLong(CrmRecord::id);
    }
    return (left, right) ->
        SearchFilter.compare(property, left.value(property.name()), right.value(property.name()));
  }

  /** Rows that can match, and whether they come in the order of their changes. */
  private record Candidates(Collection<CrmRecord> rows, boolean oldestFirst) {}

  /** Those named by id or e-mail, or what changed since a time, where one group says so; or all. */
  private Candidates candidates(SearchQuery query, SearchIndex index) {
    if (query.groups().size() != 1) {
      return new Candidates(index.rows(), true);
    }
    Instant since = null;
    for (SearchFilter filter : query.groups().get(0)) {
      String name = filter.property().name();
      Collection<CrmRecord> named = named(filter, index);
      if (named != null) {
        return new Candidates(named, false);
      }
      Long millis =
          name.equals(kind.modifiedProperty) && isLowerBound(filter.operator())
              ? Times.millis(filter.value())
              : null;
      since = millis == null ? since : Instant.ofEpochMilli(millis);
    }
    return new Candidates(since == null ? index.rows() : index.rowsSince(since), true);
  }

  private static boolean isLowerBound(String operator) {
    return List.of("GT", "GTE", "EQ", "BETWEEN").contains(operator);
  }

  /** The rows that a filter names by id or e-mail; null when it names none. */
  private static @Nullable Collection<CrmRecord> named(SearchFilter filter, SearchIndex index) {
    boolean byId = filter.property().name().equals("hs_object_id");
    boolean byEmail = filter.property().name().equals("email");
    boolean equal = filter.operator().equals("EQ");
    if ((!byId && !byEmail) || (!equal && !filter.operator().equals("IN"))) {
      return null;
    }
    Map<Long, CrmRecord> rows = new LinkedHashMap<>();
    for (String value : equal ? List.of(filter.value()) : filter.values()) {
      CrmRecord row = byEmail ? index.rowOfEmail(value) : rowOfId(index, value);
      if (row != null) {
        rows.put(row.id(), row);
      }
    }
    return rows.values();
  }

  private static @Nullable CrmRecord rowOfId(SearchIndex index, String id) {
    return id.matches("\\d{1,18}") ? index.row(Long.parseLong(id)) : null;
  }

  /** Spreads bits, so that neighbouring ids land anywhere. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
