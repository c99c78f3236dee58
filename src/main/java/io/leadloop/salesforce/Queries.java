package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.Side;
import io.leadloop.salesforce.Composite.Part;
import io.leadloop.salesforce.Composite.Reply;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs queries, up to five in one call, and reads their further pages. */
final class Queries {
  private final SalesforceConnection connection;
  private final SalesforceSettings settings;

  Queries(SalesforceConnection connection, SalesforceSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * One page of one query.
   *
   * @param next where the next page is; null after the last
   */
  record Page(List<JsonNode> rows, @Nullable String next) {}

  /** A query to be run. */
  Part query(String soql) {
    return new Part(
        "GET", settings.path("query?q=") + URLEncoder.encode(soql, StandardCharsets.UTF_8), null);
  }

  /** Every row of a query, deleted ones too. */
  List<JsonNode> everything(String operation, String what, String soql, Lane lane) {
    String url = settings.path("queryAll?q=") + URLEncoder.encode(soql, StandardCharsets.UTF_8);
    return rows(operation, what, new ArrayList<>(List.of(new Part("GET", url, null))), lane);
  }

  /** The next page of a query that was run before. */
  Part further(String next) {
    return new Part("GET", next, null);
  }

  /**
   * Asks for one page each, all in one call.
   *
   * @throws CrmException if a query failed or its answer has another shape than promised
   */
  List<Page> pages(String operation, String what, List<Part> parts, Lane lane) {
    Call call = Composite.call(settings, operation, what, parts, Map.of(), false);
    List<Page> pages = new ArrayList<>();
    List<Reply> replies = Composite.replies(connection.send(call, lane).orThrow());
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = replies.get(i);
      if (!reply.isOk()) {
        throw VendorError.of(reply.status(), reply.body()).exception(what);
      }
      boolean first = parts.get(i).url().contains("?q=");
      pages.add(page(reply.body(), first).orElseThrow(() -> garbled(what)));
    }
    return pages;
  }

  /** Every row of every query, in as few calls as they fit into. */
  List<JsonNode> all(String operation, String what, List<String> soql, Lane lane) {
    List<Part> open = new ArrayList<>();
    soql.forEach(text -> open.add(query(text)));
    return rows(operation, what, open, lane);
  }

  private List<JsonNode> rows(String operation, String what, List<Part> open, Lane lane) {
    List<JsonNode> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      List<Part> now =
          open.subList(0, Math.min(open.size(), settings.batchSizes().partsPerComposite()));
      List<Page> pages = pages(operation, what, List.copyOf(now), lane);
      now.clear();
      for (Page page : pages) {
        rows.addAll(page.rows());
        if (page.next() != null) {
          open.add(further(page.next()));
        }
      }
    }
    return rows;
  }

  private static Optional<Page> page(JsonNode body, boolean first) {
    JsonNode records = body.path("records");
    if (!records.isArray() || !body.path("done").isBoolean() || !body.path("totalSize").isInt()) {
      return Optional.empty();
    }
    List<JsonNode> rows = new ArrayList<>(records.size());
    for (JsonNode row : records) {
      if (!row.isObject()) {
        return Optional.empty();
      }
      rows.add(row);
    }
    if (!body.path("done").booleanValue()) {
      String next = body.path("nextRecordsUrl").asText("");
      return next.startsWith("/services/data/")
          ? Optional.of(new Page(rows, next))
          : Optional.empty();
    }
    boolean whole = !first || body.path("totalSize").intValue() == rows.size();
    return whole ? Optional.of(new Page(rows, null)) : Optional.empty();
  }

  private static CrmException garbled(String what) {
    return new CrmException(
        Side.SALESFORCE,
        CrmException.Kind.GARBLED,
        "GARBLED",
        "Could not " + what + " in Salesforce: a query's answer has another shape than promised.",
        null);
  }
}
