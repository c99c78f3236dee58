package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.Map;

/** The people who may own records, in pages in the order of their ids. */
final class OwnerEndpoints {
  private static final int PAGE_USUAL = 100;
  private static final int PAGE_MAX = 500;

  private final HubSpotPortal portal;

  private OwnerEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Adds the routes below {@code base}, such as {@code /crm/owners/2026-09}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    OwnerEndpoints endpoints = new OwnerEndpoints(portal);
    router
        .on("GET", base, (request, path) -> endpoints.list(request))
        .on("GET", base + "/{id}", endpoints::read);
  }

  private Reply list(Request request) {
    int limit = Inputs.limit(request.param("limit"), PAGE_USUAL, PAGE_MAX);
    String after = request.param("after");
    String email = request.param("email");
    ArrayNode results = Json.array();
    ObjectNode page = Json.object().set("results", results);
    if ("true".equals(request.param("archived"))) {
      return Reply.json(200, page);
    }
    for (Owner owner : portal.owners()) {
      String id = Long.toString(owner.id());
      boolean skipped =
          (after != null && id.compareTo(after) < 0)
              || (email != null && !owner.email().equalsIgnoreCase(email));
      if (skipped) {
        continue;
      }
      if (results.size() == limit) {
        page.putObject("paging").putObject("next").put("after", id);
        break;
      }
      results.add(owner.json(portal.createdAt()));
    }
    return Reply.json(200, page, results.size());
  }

  private Reply read(Request request, Map<String, String> path) {
    boolean byUser = "userId".equals(request.param("idProperty"));
    for (Owner owner : portal.owners()) {
      long id = byUser ? owner.userId() : owner.id();
      if (Long.toString(id).equals(path.get("id"))) {
        return Reply.json(200, owner.json(portal.createdAt()), 1);
      }
    }
    throw ApiProblem.notFound();
  }
}
