package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    // What was found is immutable: it is written out while the portal serves others.
    Found found =
        portal.locked(
            () -> {
              SearchQuery query = SearchQuery.of(body, kind, portal.schema(kind));
              SearchIndex index = portal.store(kind).index();
              index.catchUp();
              return found(query, candidates(query, index), view.shown(kind, selection));
            });
    return Reply.json(200, Json.written(out -> write(out, found)), found.page().size());
  }

  /**
   * One page of what a search found.
   *
   * @param next where the next page begins; null behind the last
   * @param names the properties to show
   */
  private record Found(
      int total, List<CrmRecord> page, @Nullable Integer next, List<String> names) {}

  private static void write(JsonGenerator out, Found found) throws IOException {
    out.writeStartObject();
    out.writeNumberField("total", found.total());
    out.writeArrayFieldStart("results");
    for (CrmRecord row : found.page()) {
      RecordView.write(out, row, found.names());
    }
    out.writeEndArray();
    if (found.next() != null) {
      out.writeObjectFieldStart("paging");
      out.writeObjectFieldStart("next");
      out.writeStringField("after", found.next().toString());
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private Found found(SearchQuery query, Candidates candidates, List<String> names) {
    List<CrmRecord> rows = candidates.rows();
    List<CrmRecord> matching =
        candidates.allMatch() ? rows : rows.stream().filter(query::matches).toList();
    int from = Math.min(query.after(), matching.size());
    int to = Math.min(from + query.limit(), matching.size());
    boolean inOrder =
        candidates.oldestFirst()
            && !query.descending()
            && query.sortProperty().equals(kind.modifiedProperty);
    List<CrmRecord> page = page(matching, query, from, to, inOrder);
    return new Found(matching.size(), page, to < matching.size() ? to : null, names);
  }

  /** Sorts what the page needs: rows that are in order already only where they tie. */
  private List<CrmRecord> page(
      List<CrmRecord> found, SearchQuery query, int from, int to, boolean inOrder) {
    int first = inOrder ? from : 0;
    int last = inOrder ? to : found.size();
    while (first > 0 && last > first && tie(found.get(first - 1), found.get(first))) {
      first--;
    }
    while (last < found.size() && last > first && tie(found.get(last - 1), found.get(last))) {
      last++;
    }
    List<CrmRecord> sorted = new ArrayList<>(found.subList(first, last));
    sorted.sort(order(query));
    return sorted.subList(from - first, to - first);
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

  /**
   * Rows that can match.
   *
   * @param allMatch whether they all do
   * @param oldestFirst whether they come in the order of their changes
   */
  private record Candidates(List<CrmRecord> rows, boolean allMatch, boolean oldestFirst) {}

  /** Those named by id or e-mail, or what changed within a span, where one group says so. */
  private Candidates candidates(SearchQuery query, SearchIndex index) {
    ModifiedSpan span = ModifiedSpan.ANY;
    Set<Long> excluded = new HashSet<>();
    if (query.groups().size() == 1) {
      List<SearchFilter> filters = query.groups().get(0);
      for (SearchFilter filter : filters) {
        List<CrmRecord> named = named(filter, index);
        if (named != null) {
          return new Candidates(named, false, false);
        }
      }
      List<SearchFilter> others = new ArrayList<>();
      for (SearchFilter filter : filters) {
        Set<Long> ids = filter.excludedIds();
        excluded.addAll(ids);
        if (ids.isEmpty()) {
          others.add(filter);
        }
      }
      span = ModifiedSpan.of(others, kind.modifiedProperty);
    } else if (!query.groups().isEmpty()) {
      span = span.notWhole();
    }
    boolean allMatch = span.whole() && query.text().isEmpty();
    List<CrmRecord> rows = index.rowsWithin(span);
    if (!excluded.isEmpty()) {
      rows = rows.stream().filter(row -> !excluded.contains(row.id())).toList();
    }
    return new Candidates(rows, allMatch, true);
  }

  /** The rows that a filter names by id or e-mail; null when it names none. */
  private static @Nullable List<CrmRecord> named(SearchFilter filter, SearchIndex index) {
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
    return List.copyOf(rows.values());
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
