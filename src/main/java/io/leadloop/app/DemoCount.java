package io.leadloop.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.VendorApis;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts what stands in both vendors, through their APIs and the sandbox's call log and not through
 * Leadloop's tables.
 */
final class DemoCount {
  private static final Set<String> HUBSPOT_WRITES =
      Set.of("/batch/update", "/batch/upsert", "/batch/create", "/notes");

  private final VendorApis apis;

  DemoCount(VendorApis apis) {
    this.apis = apis;
  }

  /** Leads that carry the id of a HubSpot contact. */
  List<DemoPeople.Person> linked(int limit) {
    List<DemoPeople.Person> people = new ArrayList<>();
    JsonNode page =
        apis.query(
            "SELECT Id, Leadloop_Key__c FROM Lead WHERE Leadloop_Key__c != null ORDER BY Id LIMIT "
                + limit);
    while (true) {
      for (JsonNode lead : page.path("records")) {
        people.add(
            new DemoPeople.Person(lead.path("Leadloop_Key__c").asText(), lead.path("Id").asText()));
      }
      if (!page.hasNonNull("nextRecordsUrl")) {
        return people;
      }
      page = apis.next(page.get("nextRecordsUrl").asText());
    }
  }

  /** How many leads carry the id of a HubSpot contact. */
  long linkedTotal() {
    return apis.query("SELECT COUNT() FROM Lead WHERE Leadloop_Key__c != null")
        .path("totalSize")
        .asLong();
  }

  /** How many contacts HubSpot has. */
  long contacts() {
    return eachContact(contact -> {});
  }

  private long eachContact(Consumer<JsonNode> look) {
    long contacts = 0;
    String after = "";
    do {
      JsonNode page =
          apis.hubspot(
              "GET",
              "/crm/objects/%s/contacts?limit=100&properties=email,leadloop_key%s"
                  .formatted(VendorApis.VERSION, after.isEmpty() ? "" : "&after=" + after),
              "");
      page.path("results").forEach(look);
      contacts += page.path("results").size();
      after = page.path("paging").path("next").path("after").asText("");
    } while (!after.isEmpty());
    return contacts;
  }

  /** How many leads or contacts share an e-mail address or a key with another one of their side. */
  long duplicates() {
    Twins contacts = new Twins();
    eachContact(
        contact ->
            contacts.look(
                contact.path("properties").path("email").asText(""),
                contact.path("properties").path("leadloop_key").asText("")));
    Twins leads = new Twins();
    JsonNode page = apis.query("SELECT Id, Email, Leadloop_Key__c FROM Lead ORDER BY Id");
    while (true) {
      for (JsonNode lead : page.path("records")) {
        leads.look(lead.path("Email").asText(""), lead.path("Leadloop_Key__c").asText(""));
      }
      if (!page.hasNonNull("nextRecordsUrl")) {
        return contacts.found + leads.found;
      }
      page = apis.next(page.get("nextRecordsUrl").asText());
    }
  }

  /**
   * Records that were written since a time: HubSpot's by the log of its calls, Salesforce's by
   * their own stamps.
   */
  long writesSince(Instant since) {
    long writes = 0;
    for (JsonNode call : apis.hubspotLog(0).path("calls")) {
      boolean writing =
          HUBSPOT_WRITES.stream().anyMatch(end -> call.path("path").asText().endsWith(end));
      if (writing && !Instant.parse(call.path("at").asText()).isBefore(since)) {
        writes += Math.max(1, call.path("records").asLong());
      }
    }
    for (String object : List.of("Lead", "Contact")) {
      writes +=
          apis.query(
                  "SELECT COUNT() FROM %s WHERE SystemModstamp > %s"
                      .formatted(object, seconds(since)))
              .path("totalSize")
              .asLong();
    }
    return writes;
  }

  /** All calls that HubSpot counted, but for those of this demo's people. */
  long daemonCallsToHubspot() {
    return apis.hubspotLog(0).path("calls").size() - apis.hubspotCalls();
  }

  /** All calls that Salesforce counted, but for those of this demo's people. */
  long daemonCallsToSalesforce() {
    return apis.salesforceLog(0).path("calls").size() - apis.salesforceCalls();
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Counts records of one side that share an address or a key. */
  private static final class Twins {
    private final Set<String> emails = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private long found;

    void look(String email, String key) {
      found += isSeen(emails, email.toLowerCase(Locale.ROOT)) || isSeen(keys, key) ? 1 : 0;
    }

    /** A blank is written as null in JSON, and is nobody's. */
    private static boolean isSeen(Set<String> seen, String text) {
      return !text.isEmpty() && !text.equals("null") && !seen.add(text);
    }
  }
}
