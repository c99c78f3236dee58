package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.List;
import java.util.Map;

/** One record at a time, and pages of all of them. */
final class ObjectEndpoints {
  private static final int PAGE_USUAL = 10;
  private static final int PAGE_MAX = 100;
  private static final int PAGE_WITH_HISTORY_MAX = 50;

  private final HubSpotPortal portal;
  private final RecordView view;
  private final ObjectKind kind;
  private final boolean enforcesRules;

  private ObjectEndpoints(
      HubSpotPortal portal, RecordView view, ObjectKind kind, boolean enforcesRules) {
    this.portal = portal;
    this.view = view;
    this.kind = kind;
    this.enforcesRules = enforcesRules && kind == ObjectKind.CONTACTS;
  }

  /** Adds the routes of one kind below {@code base}, such as {@code /crm/v3/objects/contacts}. */
  static void add(
      Router router, String base, HubSpotPortal portal, RecordView view, ObjectKind kind) {
    boolean enforcesRules = base.contains("/" + RequiredRules.ENFORCED_FROM + "/");
    ObjectEndpoints endpoints = new ObjectEndpoints(portal, view, kind, enforcesRules);
    String one = base + "/{id}";
    router
        .on("GET", base, (request, path) -> endpoints.list(request))
        .on("POST", base, (request, path) -> endpoints.create(request))
        .on("GET", one, endpoints::read)
        .on("PATCH", one, endpoints::update)
        .on("DELETE", one, endpoints::archive);
  }

  private Reply create(Request request) {
    JsonNode body = request.json();
    Map<String, String> written = Inputs.properties(body);
    Author author = portal.tokens().author(request);
    return portal.locked(
        () -> {
          List<Link> links = AssociationInputs.links(portal, kind, body.path("associations"));
          Map<String, String> checked = portal.checkCreate(kind, written, author);
          if (enforcesRules) {
            portal.requiredRules().check(null, checked);
          }
          CrmRecord record = portal.create(kind, checked, author);
          portal.link(record, links);
          String location = "https://api.hubapi.com" + request.path() + "/" + record.id();
          return Reply.json(201, view.written(record, record.history().keySet()), 1)
              .withHeader("Location", location);
        });
  }

  private Reply read(Request request, Map<String, String> path) {
    Selection selection = Selection.ofQuery(request);
    String id = path.getOrDefault("id", "");
    return portal.locked(
        () -> {
          CrmRecord record = portal.find(kind, id, request.param("idProperty"));
          boolean byRecordId = request.param("idProperty") == null;
          if (record == null && byRecordId && "true".equals(request.param("archived"))) {
            record = portal.store(kind).byId().get(Long.parseLong(id));
          }
          if (record == null) {
            throw ApiProblem.notFound();
          }
          return Reply.json(200, view.read(record, selection), 1);
        });
  }

  private Reply update(Request request, Map<String, String> path) {
    Map<String, String> written = Inputs.properties(request.json());
    Author author = portal.tokens().author(request);
    return portal.locked(
        () -> {
          CrmRecord before =
              portal.find(kind, path.getOrDefault("id", ""), request.param("idProperty"));
          if (before == null) {
            throw ApiProblem.notFound();
          }
          if (enforcesRules) {
            portal.requiredRules().check(before, written);
          }
          CrmRecord after = portal.update(before, written, author);
          return Reply.json(200, view.written(after, written.keySet()), 1);
        });
  }

  private Reply archive(Request request, Map<String, String> path) {
    return portal.locked(
        () -> {
          CrmRecord record = portal.find(kind, path.getOrDefault("id", ""), null);
          if (record != null) {
            portal.archive(record);
          } else if (!portal.store(kind).byId().containsKey(Long.parseLong(path.get("id")))) {
            throw ApiProblem.notFound();
          }
          return Reply.noContent().withRecords(1);
        });
  }

  private Reply list(Request request) {
    Selection selection = Selection.ofQuery(request);
    int limitMax = selection.withHistory().isEmpty() ? PAGE_MAX : PAGE_WITH_HISTORY_MAX;
    int limit = Inputs.limit(request.param("limit"), PAGE_USUAL, limitMax);
    boolean archived = "true".equals(request.param("archived"));
    long from = Inputs.cursor(request.param("after"));
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          long next = -1;
          for (CrmRecord record : portal.store(kind).byId().tailMap(from, true).values()) {
            if (record.archived() != archived) {
              continue;
            }
            if (results.size() == limit) {
              next = record.id();
              break;
            }
            results.add(view.read(record, selection));
          }
          ObjectNode page = Json.object().set("results", results);
          if (next >= 0) {
            page.putObject("paging").putObject("next").put("after", Long.toString(next));
          }
          return Reply.json(200, page, results.size());
        });
  }
}
