package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm.SweepPage;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the contacts that changed since a time, oldest first, by search.
 *
 * <p>Each page asks anew from the time of the last record of the page before, and never by offset:
 * a record that changes meanwhile moves to the end and would shift the next page past its
 * neighbour, records of one same time come in another order each time, and HubSpot refuses offsets
 * from 10,000 on. Where very many records share one time (an import), they are read in the order of
 * their ids.
 */
final class ContactSweep {
  static final int PAGE_RECORDS = 200;

  /** HubSpot refuses a longer search. */
  static final int BODY_CHARS_MAX = 3_000;

  /** What naming one record more takes, as HubSpot's ids are. */
  private static final int NAMED_CHARS = "\"123456789012345\",".length();

  /** A search that could name fewer of them has no room for its properties. */
  private static final int NAMED_MIN = 5;

  /** With more records of one time than this behind us, a page might bring nothing new. */
  private static final int TIES_MAX = PAGE_RECORDS / 2;

  private final HubSpotClient client;
  private final ContactView view;
  private final ContactReader reader;
  private final List<Filter> only;

  /** Whether the properties fit into a search; if not, the values are read in batches. */
  private final boolean fits;

  private final int namedMax;

  ContactSweep(HubSpotClient client, ContactView view, ContactReader reader) {
    this(client, view, reader, List.of());
  }

  /**
   * @param only what a contact must fulfil besides
   */
  private ContactSweep(
      HubSpotClient client, ContactView view, ContactReader reader, List<Filter> only) {
    this.client = client;
    this.view = view;
    this.reader = reader;
    this.only = List.copyOf(only);
    this.fits = namedMax(view.asked()) >= NAMED_MIN;
    this.namedMax = namedMax(asked());
  }

  /** Those alone that others were merged into; the snapshots show whom, and nothing else. */
  static ContactSweep ofMerged(HubSpotClient client, ContactView view, ContactReader reader) {
    return new ContactSweep(
        client,
        view.withoutProperties(),
        reader,
        List.of(new Filter(ContactView.MERGED_IDS, "HAS_PROPERTY", "")));
  }

  Instant sweep(Instant since, Lane lane, SweepPage page) {
    Instant at = since.truncatedTo(ChronoUnit.MILLIS);
    Instant coveredTo = since;
    Set<String> seen = new LinkedHashSet<>();
    while (true) {
      Found found = search(sinceThe(at, seen), lane);
      List<Row> fresh = new ArrayList<>();
      for (Row row : found.rows()) {
        if (row.modified().isBefore(at)) {
          throw ContactView.garbled("search results out of order");
        }
        if (row.modified().isAfter(at)) {
          at = row.modified();
          seen.clear();
        }
        if (seen.add(row.id())) {
          fresh.add(row);
        }
      }
      if (!fresh.isEmpty() && at.isAfter(coveredTo)) {
        coveredTo = at;
      }
      handOver(fresh, coveredTo, lane, page);
      if (found.total() <= found.rows().size()) {
        return coveredTo;
      }
      if (found.rows().isEmpty()) {
        throw ContactView.garbled("an empty page of " + found.total() + " search results");
      }
      if (fresh.isEmpty() || seen.size() > TIES_MAX) {
        sweepTies(at, seen, lane, page);
        at = at.plusMillis(1);
        seen.clear();
      }
    }
  }

  /** Everything that changed at exactly this time, in the order of the ids. */
  private void sweepTies(Instant at, Set<String> seen, Lane lane, SweepPage page) {
    String last = "0";
    while (true) {
      List<Filter> filters =
          List.of(
              new Filter(ContactView.MODIFIED, "EQ", millis(at)),
              new Filter(ContactView.ID, "GT", last));
      Found found = search(new Query(filters, ContactView.ID), lane);
      List<Row> fresh = new ArrayList<>();
      for (Row row : found.rows()) {
        if (Long.parseLong(row.id()) <= Long.parseLong(last)) {
          throw ContactView.garbled("search results out of the order of their ids");
        }
        last = row.id();
        // Their order keeps one from coming twice; there may be more of them than memory.
        if (!seen.contains(row.id())) {
          fresh.add(row);
        }
      }
      handOver(fresh, at, lane, page);
      if (found.total() <= found.rows().size()) {
        return;
      }
      if (found.rows().isEmpty()) {
        throw ContactView.garbled("an empty page of " + found.total() + " search results");
      }
    }
  }

  private void handOver(List<Row> rows, Instant coveredTo, Lane lane, SweepPage page) {
    if (rows.isEmpty()) {
      return;
    }
    List<Snapshot> snapshots = new ArrayList<>();
    if (fits) {
      rows.forEach(row -> snapshots.add(view.snapshot(row.contact())));
    } else {
      List<RecordKey> keys = rows.stream().map(row -> RecordKey.contact(row.id())).toList();
      Map<RecordKey, Snapshot> read = reader.read(keys, lane);
      snapshots.addAll(read.values());
    }
    page.accept(snapshots, coveredTo);
  }

  /**
   * From the border's time on. Records of that time that were seen already are named, as many as
   * there is room for, to be left out: mass changes make many of one time, and each of them would
   * take the place of a new one.
   */
  private Query sinceThe(Instant at, Set<String> seen) {
    Filter since = new Filter(ContactView.MODIFIED, "GTE", millis(at));
    if (seen.isEmpty()) {
      return new Query(List.of(since), ContactView.MODIFIED);
    }
    List<String> named = seen.stream().limit(namedMax).toList();
    return new Query(List.of(since, Filter.notOf(ContactView.ID, named)), ContactView.MODIFIED);
  }

  private Found search(Query query, Lane lane) {
    Call call =
        Call.post(
            Call.SEARCH,
            client.path("crm/objects", "/" + RecordKey.HUBSPOT_CONTACTS + "/search"),
            body(query, asked()),
            lane);
    JsonNode answer = client.ask(call);
    if (!answer.path("results").isArray() || !answer.path("total").isIntegralNumber()) {
      throw client.garbled(call, "the answer has no results or no total");
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode contact : answer.path("results")) {
      Instant modified = ContactView.time(ContactView.text(contact, ContactView.MODIFIED));
      if (modified == null) {
        throw client.garbled(call, "a result without " + ContactView.MODIFIED);
      }
      rows.add(new Row(ContactView.key(contact).id(), modified, contact));
    }
    return new Found(answer.path("total").asLong(), rows);
  }

  private int charsWithoutNamed(List<String> properties) {
    List<Filter> filters =
        List.of(
            new Filter(ContactView.MODIFIED, "GTE", Long.toString(Long.MAX_VALUE)),
            Filter.notOf(ContactView.ID, List.of("0")));
    return body(new Query(filters, ContactView.MODIFIED), properties).toString().length();
  }

  /** How many records a search has room to name beside these properties. */
  private int namedMax(List<String> properties) {
    return (BODY_CHARS_MAX - charsWithoutNamed(properties)) / NAMED_CHARS;
  }

  private List<String> asked() {
    return fits ? view.asked() : List.of(ContactView.MODIFIED);
  }

  private ObjectNode body(Query query, List<String> properties) {
    ObjectNode body = client.json().createObjectNode();
    ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
    List<Filter> all = new ArrayList<>(query.filters());
    all.addAll(only);
    for (Filter filter : all) {
      ObjectNode one =
          filters
              .addObject()
              .put("propertyName", filter.property())
              .put("operator", filter.operator());
      if (!filter.value().isEmpty()) {
        one.put("value", filter.value());
      }
      if (!filter.values().isEmpty()) {
        filter.values().forEach(one.putArray("values")::add);
      }
    }
    body.putArray("sorts")
        .addObject()
        .put("propertyName", query.sortedBy())
        .put("direction", "ASCENDING");
    ArrayNode asked = body.putArray("properties");
    properties.forEach(asked::add);
    return body.put("limit", PAGE_RECORDS);
  }

  private static String millis(Instant at) {
    return Long.toString(at.toEpochMilli());
  }

  private record Filter(String property, String operator, String value, List<String> values) {
    Filter(String property, String operator, String value) {
      this(property, operator, value, List.of());
    }

    static Filter notOf(String property, List<String> values) {
      return new Filter(property, "NOT_IN", "", values);
    }
  }

  private record Query(List<Filter> filters, String sortedBy) {}

  private record Row(String id, Instant modified, JsonNode contact) {}

  private record Found(long total, List<Row> rows) {}
}
