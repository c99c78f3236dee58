package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;

/** What cannot be undone: making one contact out of two, and deleting one for privacy. */
final class PrivacyEndpoints {
  private final HubSpotPortal portal;
  private final RecordView view;
  private final Merger merger;

  private PrivacyEndpoints(HubSpotPortal portal, RecordView view, Merger merger) {
    this.portal = portal;
    this.view = view;
    this.merger = merger;
  }

  /** Adds the routes below {@code base}, such as {@code /crm/v3/objects}. */
  static void add(
      Router router, String base, HubSpotPortal portal, RecordView view, Merger merger) {
    PrivacyEndpoints endpoints = new PrivacyEndpoints(portal, view, merger);
    for (String name : ObjectKind.CONTACTS.pathNames) {
      router
          .on("POST", base + "/" + name + "/merge", (request, path) -> endpoints.merge(request))
          .on(
              "POST",
              base + "/" + name + "/gdpr-delete",
              (request, path) -> endpoints.purge(request));
    }
  }

  private Reply merge(Request request) {
    JsonNode body = request.json();
    String primaryId = PropertyInput.required(body, "primaryObjectId");
    String otherId = PropertyInput.required(body, "objectIdToMerge");
    return portal.locked(
        () -> {
          CrmRecord primary = required(primaryId);
          CrmRecord other = required(otherId);
          if (primary.id() == other.id()) {
            throw ApiProblem.validation("A contact cannot be merged with itself");
          }
          CrmRecord merged = merger.merge(primary, other);
          return Reply.json(200, view.written(merged, merged.history().keySet()), 2);
        });
  }

  private CrmRecord required(String id) {
    CrmRecord record = portal.find(ObjectKind.CONTACTS, id, null);
    if (record == null) {
      throw ApiProblem.notFound();
    }
    return record;
  }

  /** An address without a contact is noted all the same, so that nobody adds it by hand. */
  private Reply purge(Request request) {
    JsonNode body = request.json();
    String id = PropertyInput.required(body, "objectId");
    String idProperty = Inputs.text(body, "idProperty");
    return portal.locked(
        () -> {
          CrmRecord record = portal.find(ObjectKind.CONTACTS, id, idProperty);
          if (record == null && idProperty == null) {
            record = portal.store(ObjectKind.CONTACTS).byId().get(Long.parseLong(id));
          }
          if (record != null) {
            portal.purge(record);
          } else if ("email".equals(idProperty)) {
            portal.purgeAddress(id);
          } else {
            throw ApiProblem.notFound();
          }
          return Reply.noContent().withRecords(1);
        });
  }
}
