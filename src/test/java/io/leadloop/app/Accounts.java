package io.leadloop.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.VendorApis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What people see and do in both accounts, through the vendors' own APIs. */
final class Accounts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTACTS = "/crm/objects/%s/contacts".formatted(VendorApis.VERSION);
  private static final int BATCH = 100;
  private static final int COLLECTION = 200;
  private static final Set<String> WRITES =
      Set.of("/batch/create", "/batch/update", "/batch/upsert", "/notes");

  final VendorApis apis;

  Accounts(VendorApis apis) {
    this.apis = apis;
  }

  /** The time of the last change of every record of both accounts, by its id. */
  record Held(Map<String, String> contacts, Map<String, String> people) {}

  Held held() {
    Map<String, String> people = new TreeMap<>();
    for (String object : List.of("Lead", "Contact")) {
      for (JsonNode row : records("SELECT Id, SystemModstamp FROM " + object)) {
        people.put(row.get("Id").asText(), row.get("SystemModstamp").asText());
      }
    }
    Map<String, String> contacts = new TreeMap<>();
    contacts("lastmodifieddate")
        .forEach((id, shown) -> contacts.put(id, shown.get("lastmodifieddate").asText()));
    return new Held(contacts, people);
  }

  /** All contacts: these properties, by id. */
  Map<String, JsonNode> contacts(String properties) {
    Map<String, JsonNode> contacts = new LinkedHashMap<>();
    String after = "";
    do {
      JsonNode page =
          apis.hubspot(
              "GET",
              "%s?limit=100&properties=%s%s"
                  .formatted(CONTACTS, properties, after.isEmpty() ? "" : "&after=" + after),
              "");
      page.path("results")
          .forEach(one -> contacts.put(one.get("id").asText(), one.get("properties")));
      after = page.path("paging").path("next").path("after").asText("");
    } while (!after.isEmpty());
    return contacts;
  }

  JsonNode contact(String id, String properties) {
    return apis.hubspot("GET", "%s/%s?properties=%s".formatted(CONTACTS, id, properties), "")
        .get("properties");
  }

  /** All rows of a query. */
  List<JsonNode> records(String soql) {
    List<JsonNode> records = new ArrayList<>();
    JsonNode page = apis.query(soql);
    page.path("records").forEach(records::add);
    while (page.hasNonNull("nextRecordsUrl")) {
      page = apis.next(page.get("nextRecordsUrl").asText());
      page.path("records").forEach(records::add);
    }
    return records;
  }

  long count(String fromWhere) {
    return apis.query("SELECT COUNT() FROM " + fromWhere).get("totalSize").asLong();
  }

  /** The leads that carry a contact's id, by that id; two with one id fail. */
  Map<String, JsonNode> leadsByKey(String fields) {
    return records(
            "SELECT Id, Leadloop_Key__c, %s FROM Lead WHERE Leadloop_Key__c != null"
                .formatted(fields))
        .stream()
        .collect(
            Collectors.toMap(
                lead -> lead.get("Leadloop_Key__c").asText(),
                lead -> lead,
                (one, other) -> {
                  throw new AssertionError("Two leads for one contact: " + one + other);
                },
                LinkedHashMap::new));
  }

  JsonNode lead(String id, String fields) {
    return apis.salesforce("GET", "/sobjects/Lead/" + id + "?fields=" + fields, "");
  }

  /** What a Salesforce Contact shows in one field. */
  String person(String id, String field) {
    return apis.salesforce("GET", "/sobjects/Contact/" + id + "?fields=" + field, "")
        .path(field)
        .asText("");
  }

  String createContact(Map<String, String> properties) {
    return apis.hubspot("POST", CONTACTS, body("properties", properties)).get("id").asText();
  }

  String createLead(Map<String, String> fields) {
    return create("Lead", fields);
  }

  /** A Salesforce Contact of a new Account. Returns its id. */
  String createPerson(String lastName, String email) {
    String account = create("Account", Map.of("Name", "Acme"));
    return create("Contact", Map.of("LastName", lastName, "Email", email, "AccountId", account));
  }

  private String create(String object, Map<String, String> fields) {
    return apis.salesforce("POST", "/sobjects/" + object, JSON.valueToTree(fields).toString())
        .get("id")
        .asText();
  }

  void editContact(String id, Map<String, String> properties) {
    apis.hubspot("PATCH", CONTACTS + "/" + id, body("properties", properties));
  }

  /** Ticks a box, or takes the tick away. */
  void tick(String object, String id, String field, boolean ticked) {
    apis.salesforce(
        "PATCH", "/sobjects/" + object + "/" + id, "{\"%s\":%s}".formatted(field, ticked));
  }

  void edit(String object, String id, Map<String, String> fields) {
    apis.salesforce("PATCH", "/sobjects/" + object + "/" + id, JSON.valueToTree(fields).toString());
  }

  /** Empties one field of a record of Salesforce's. */
  void empty(String object, String id, String field) {
    apis.salesforce("PATCH", "/sobjects/" + object + "/" + id, "{\"%s\":null}".formatted(field));
  }

  /** One marketer's mass edit: one property of many contacts, by contact id. */
  void editContacts(String property, Map<String, String> values) {
    ArrayNode inputs = JSON.createArrayNode();
    values.forEach(
        (id, value) -> {
          inputs.addObject().put("id", id).putObject("properties").put(property, value);
          if (inputs.size() == BATCH) {
            sendContacts(inputs);
          }
        });
    sendContacts(inputs);
  }

  private void sendContacts(ArrayNode inputs) {
    if (!inputs.isEmpty()) {
      ObjectNode body = JSON.createObjectNode();
      body.set("inputs", inputs.deepCopy());
      apis.hubspot("POST", CONTACTS + "/batch/update", body.toString());
      inputs.removeAll();
    }
  }

  /** One rep's mass edit: one field of many leads, by lead id. */
  void editLeads(String field, Map<String, String> values) {
    ArrayNode records = JSON.createArrayNode();
    values.forEach(
        (id, value) -> {
          ObjectNode record = records.addObject();
          record.putObject("attributes").put("type", "Lead");
          record.put("id", id).put(field, value);
          if (records.size() == COLLECTION) {
            sendLeads(records);
          }
        });
    sendLeads(records);
  }

  private void sendLeads(ArrayNode records) {
    if (!records.isEmpty()) {
      ObjectNode body = JSON.createObjectNode();
      body.put("allOrNone", false).set("records", records.deepCopy());
      for (JsonNode result : apis.salesforce("PATCH", "/composite/sobjects", body.toString())) {
        if (!result.path("success").asBoolean()) {
          throw new AssertionError("A rep's edit was refused: " + result);
        }
      }
      records.removeAll();
    }
  }

  /** A rep converts a lead. Returns the id of the Contact. */
  String convert(String leadId) {
    return convert(leadId, false);
  }

  /** The same, with an opportunity or without. */
  String convert(String leadId, boolean opportunity) {
    return apis.control(
            "/_sandbox/convert",
            "{\"leadId\":\"%s\",\"createOpportunity\":%s}".formatted(leadId, opportunity))
        .get("contactId")
        .asText();
  }

  /** A rep converts a lead into a Contact that is there already. */
  void convertInto(String leadId, String contactId) {
    String account =
        records("SELECT AccountId FROM Contact WHERE Id = '%s'".formatted(contactId))
            .get(0)
            .get("AccountId")
            .asText();
    apis.control(
        "/_sandbox/convert",
        "{\"leadId\":\"%s\",\"contactId\":\"%s\",\"accountId\":\"%s\"}"
            .formatted(leadId, contactId, account));
  }

  /** Puts a contact into HubSpot's recycle bin. */
  void deleteContact(String id) {
    apis.hubspot("DELETE", CONTACTS + "/" + id, "");
  }

  /** Erases a contact for good, as the law on privacy asks for. */
  void eraseContact(String id) {
    apis.hubspot("POST", CONTACTS + "/gdpr-delete", "{\"objectId\":\"%s\"}".formatted(id));
  }

  /** Takes a contact out of the recycle bin, as its screens do. */
  void restoreContact(String id) {
    apis.hubspot("POST", "/_sandbox/restore", "{\"id\":\"%s\"}".formatted(id));
  }

  /** Merges two contacts. Returns the id of what they become, which is a new one. */
  String mergeContacts(String primary, String other) {
    return apis.hubspot(
            "POST",
            CONTACTS + "/merge",
            "{\"primaryObjectId\":\"%s\",\"objectIdToMerge\":\"%s\"}".formatted(primary, other))
        .path("id")
        .asText();
  }

  void delete(String object, String id) {
    apis.salesforce("DELETE", "/sobjects/" + object + "/" + id, "");
  }

  void undelete(String id) {
    apis.control("/_sandbox/undelete", "{\"ids\":[\"%s\"]}".formatted(id));
  }

  void merge(String object, String survivor, String loser) {
    apis.control(
        "/_sandbox/merge",
        "{\"object\":\"%s\",\"id\":\"%s\",\"mergedIds\":[\"%s\"]}"
            .formatted(object, survivor, loser));
  }

  /** The bodies of the notes on a contact. */
  List<String> notes(String contactId) {
    List<String> bodies = new ArrayList<>();
    apis.hubspot("GET", "%s/%s/associations/notes".formatted(CONTACTS, contactId), "")
        .path("results")
        .forEach(
            note ->
                bodies.add(
                    apis.hubspot(
                            "GET",
                            "/crm/objects/%s/notes/%s?properties=hs_note_body"
                                .formatted(VendorApis.VERSION, note.get("toObjectId").asText()),
                            "")
                        .path("properties")
                        .path("hs_note_body")
                        .asText()));
    return bodies;
  }

  /** The number of the last call that HubSpot answered. */
  long lastHubspotCall() {
    long last = 0;
    for (JsonNode call : apis.hubspotLog(0).path("calls")) {
      last = call.get("number").asLong();
    }
    return last;
  }

  /** How many searches HubSpot answered since a call. */
  int searches(long since) {
    int searches = 0;
    for (JsonNode call : apis.hubspotLog(since).path("calls")) {
      searches += call.get("path").asText().endsWith("/search") ? 1 : 0;
    }
    return searches;
  }

  /** How many contacts HubSpot's searches have shown since a call. */
  long searched(long since) {
    long records = 0;
    for (JsonNode call : apis.hubspotLog(since).path("calls")) {
      records += call.get("path").asText().endsWith("/search") ? call.get("records").asLong() : 0;
    }
    return records;
  }

  /** How many records were written in HubSpot since a call. */
  long written(long since) {
    long records = 0;
    for (JsonNode call : apis.hubspotLog(since).path("calls")) {
      String path = call.get("path").asText();
      String method = call.get("method").asText();
      boolean writes =
          method.equals("PATCH")
              || (method.equals("POST") && WRITES.stream().anyMatch(path::endsWith));
      records += writes ? Math.max(1, call.get("records").asLong()) : 0;
    }
    return records;
  }

  private static String body(String name, Map<String, String> values) {
    ObjectNode body = JSON.createObjectNode();
    body.set(name, JSON.valueToTree(values));
    return body.toString();
  }
}
