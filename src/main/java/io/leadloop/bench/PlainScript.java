package io.leadloop.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.VendorApis;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A two-way sync in the usual shape, for comparison: asks each side what changed since the last
 * time, and writes whole records to the other in batches. It remembers nothing but that time.
 */
final class PlainScript {
  private static final Map<String, String> FIELDS =
      Map.of(
          "email", "Email",
          "firstname", "FirstName",
          "lastname", "LastName",
          "company", "Company",
          "phone", "Phone");
  private static final String CONTACTS = "/crm/objects/%s/contacts".formatted(VendorApis.VERSION);
  private static final int HUBSPOT_PAGE = 200;
  private static final int HUBSPOT_BATCH = 100;
  private static final int SALESFORCE_COLLECTION = 200;

  private final VendorApis apis;
  private Instant since = Instant.EPOCH;
  private long written;

  PlainScript(VendorApis apis) {
    this.apis = apis;
  }

  /** How many records it wrote so far, on both sides. */
  long written() {
    return written;
  }

  /** One cycle, HubSpot's changes first. */
  void cycle() {
    Instant begun = Instant.now();
    toSalesforce(changedContacts());
    toHubspot(changedLeads());
    since = begun;
  }

  private List<JsonNode> changedContacts() {
    List<JsonNode> changed = new ArrayList<>();
    String after = "";
    do {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("limit", HUBSPOT_PAGE);
      FIELDS.keySet().forEach(body.putArray("properties")::add);
      body.putArray("filterGroups")
          .addObject()
          .putArray("filters")
          .addObject()
          .put("propertyName", "lastmodifieddate")
          .put("operator", "GTE")
          .put("value", Long.toString(since.toEpochMilli()));
      if (!after.isEmpty()) {
        body.put("after", after);
      }
      JsonNode page = apis.hubspot("POST", CONTACTS + "/search", body.toString());
      page.path("results").forEach(changed::add);
      after = page.path("paging").path("next").path("after").asText("");
    } while (!after.isEmpty());
    return changed;
  }

  private void toSalesforce(List<JsonNode> contacts) {
    for (int from = 0; from < contacts.size(); from += SALESFORCE_COLLECTION) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("allOrNone", false);
      ArrayNode records = body.putArray("records");
      for (JsonNode contact :
          contacts.subList(from, Math.min(from + SALESFORCE_COLLECTION, contacts.size()))) {
        ObjectNode lead = records.addObject();
        lead.putObject("attributes").put("type", "Lead");
        lead.put("Leadloop_Key__c", contact.path("id").asText());
        FIELDS.forEach(
            (property, field) -> lead.set(field, contact.path("properties").path(property)));
      }
      apis.salesforce("PATCH", "/composite/sobjects/Lead/Leadloop_Key__c", body.toString());
      written += records.size();
    }
  }

  private List<JsonNode> changedLeads() {
    List<JsonNode> changed = new ArrayList<>();
    JsonNode page =
        apis.query(
            "SELECT Leadloop_Key__c, %s FROM Lead WHERE Leadloop_Key__c != null AND SystemModstamp >= %s"
                .formatted(
                    String.join(", ", FIELDS.values()), since.truncatedTo(ChronoUnit.SECONDS)));
    page.path("records").forEach(changed::add);
    while (page.hasNonNull("nextRecordsUrl")) {
      page = apis.next(page.get("nextRecordsUrl").asText());
      page.path("records").forEach(changed::add);
    }
    return changed;
  }

  private void toHubspot(List<JsonNode> leads) {
    for (int from = 0; from < leads.size(); from += HUBSPOT_BATCH) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ArrayNode inputs = body.putArray("inputs");
      for (JsonNode lead : leads.subList(from, Math.min(from + HUBSPOT_BATCH, leads.size()))) {
        ObjectNode properties =
            inputs
                .addObject()
                .put("id", lead.path("Leadloop_Key__c").asText())
                .putObject("properties");
        FIELDS.forEach((property, field) -> properties.set(property, lead.path(field)));
      }
      apis.hubspot("POST", CONTACTS + "/batch/update", body.toString());
      written += inputs.size();
    }
  }
}
