package io.leadloop.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.VendorApis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What people do in both accounts, and what they see there, through the vendors' own APIs. */
final class People {
  private static final String CONTACTS = "/crm/objects/%s/contacts".formatted(VendorApis.VERSION);
  private static final int HUBSPOT_BATCH = 100;
  private static final int SALESFORCE_COLLECTION = 200;

  private final VendorApis apis;

  People(VendorApis apis) {
    this.apis = apis;
  }

  /** One person, on both sides. */
  record Person(String contactId, String leadId) {}

  /** Everybody who stands on both sides, in the order of the leads. */
  List<Person> linked() {
    List<Person> people = new ArrayList<>();
    eachRow(
        "SELECT Id, Leadloop_Key__c FROM Lead WHERE Leadloop_Key__c != null ORDER BY Id",
        lead ->
            people.add(
                new Person(lead.path("Leadloop_Key__c").asText(), lead.path("Id").asText())));
    return people;
  }

  /** How many leads a condition holds for. */
  long leads(String where) {
    return apis.query("SELECT COUNT() FROM Lead WHERE " + where).path("totalSize").asLong();
  }

  /** What every lead shows in one field, by its id; a blank is empty. */
  Map<String, String> leadField(String field) {
    Map<String, String> shown = new LinkedHashMap<>();
    eachRow(
        "SELECT Id, %s FROM Lead".formatted(field),
        lead -> shown.put(lead.path("Id").asText(), text(lead.path(field))));
    return shown;
  }

  /** What these leads show in one field, by their ids. */
  Map<String, String> leadField(String field, Collection<String> ids) {
    Map<String, String> shown = new LinkedHashMap<>();
    String in = ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    eachRow(
        "SELECT Id, %s FROM Lead WHERE Id IN (%s)".formatted(field, in),
        lead -> shown.put(lead.path("Id").asText(), text(lead.path(field))));
    return shown;
  }

  /** What every contact shows in one property, by its id; a blank is empty. */
  Map<String, String> contactProperty(String property) {
    Map<String, String> shown = new LinkedHashMap<>();
    String after = "";
    do {
      JsonNode page =
          apis.hubspot(
              "GET",
              "%s?limit=100&properties=%s%s"
                  .formatted(CONTACTS, property, after.isEmpty() ? "" : "&after=" + after),
              "");
      page.path("results").forEach(contact -> add(shown, contact, property));
      after = page.path("paging").path("next").path("after").asText("");
    } while (!after.isEmpty());
    return shown;
  }

  /** What these contacts show in one property, by their ids; at most 100. */
  Map<String, String> contactProperty(String property, Collection<String> ids) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("properties").add(property);
    ArrayNode inputs = body.putArray("inputs");
    ids.stream().limit(HUBSPOT_BATCH).forEach(id -> inputs.addObject().put("id", id));
    Map<String, String> shown = new LinkedHashMap<>();
    apis.hubspot("POST", CONTACTS + "/batch/read", body.toString())
        .path("results")
        .forEach(contact -> add(shown, contact, property));
    return shown;
  }

  private static void add(Map<String, String> shown, JsonNode contact, String property) {
    shown.put(contact.path("id").asText(), text(contact.path("properties").path(property)));
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText("");
  }

  private void eachRow(String soql, Consumer<JsonNode> look) {
    JsonNode page = apis.query(soql);
    page.path("records").forEach(look);
    while (page.hasNonNull("nextRecordsUrl")) {
      page = apis.next(page.get("nextRecordsUrl").asText());
      page.path("records").forEach(look);
    }
  }

  /** A marketer's mass edit: one property, by contact id. */
  void editContacts(String property, Map<String, String> values) {
    for (List<Map.Entry<String, String>> batch : batches(values, HUBSPOT_BATCH)) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ArrayNode inputs = body.putArray("inputs");
      batch.forEach(
          one ->
              inputs
                  .addObject()
                  .put("id", one.getKey())
                  .putObject("properties")
                  .put(property, one.getValue()));
      apis.hubspot("POST", CONTACTS + "/batch/update", body.toString());
    }
  }

  /** A rep's mass edit: one field, by lead id. */
  void editLeads(String field, Map<String, String> values) {
    for (List<Map.Entry<String, String>> batch : batches(values, SALESFORCE_COLLECTION)) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("allOrNone", false);
      ArrayNode records = body.putArray("records");
      for (Map.Entry<String, String> one : batch) {
        ObjectNode record = records.addObject();
        record.putObject("attributes").put("type", "Lead");
        record.put("id", one.getKey()).put(field, one.getValue());
      }
      apis.salesforce("PATCH", "/composite/sobjects", body.toString());
    }
  }

  private static List<List<Map.Entry<String, String>>> batches(
      Map<String, String> values, int size) {
    List<Map.Entry<String, String>> all = List.copyOf(values.entrySet());
    List<List<Map.Entry<String, String>>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return batches;
  }
}
