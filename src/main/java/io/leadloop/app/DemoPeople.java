package io.leadloop.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.VendorApis;
import java.util.ArrayList;
import java.util.List;

/**
 * People at work in the demo: marketers edit in HubSpot, reps edit in Salesforce, and sales rejects
 * a lead now and then. Each does it through the vendor's own API, and remembers what should be seen
 * on the other side.
 */
final class DemoPeople {
  /** One lead, as both vendors know it. */
  record Person(String contactId, String leadId) {}

  private final VendorApis apis;
  private final List<Person> marketer = new ArrayList<>();
  private final List<Person> rep = new ArrayList<>();
  private final List<Person> both = new ArrayList<>();
  private final List<Person> rejected = new ArrayList<>();

  DemoPeople(VendorApis apis) {
    this.apis = apis;
  }

  /** What happens at one turn; every turn takes another lead. */
  void work(int turn, Person person) {
    switch (turn % 4) {
      case 0 -> {
        // Two people edit different fields of one lead; both edits must survive.
        hubspotEdit(person, "phone", phone(person));
        marketer.add(person);
        salesforceEdit(person, "Company", company(person));
        rep.add(person);
      }
      case 1 -> {
        hubspotEdit(person, "phone", phone(person));
        marketer.add(person);
      }
      case 2 -> {
        // Two people edit the same field; the rule decides.
        hubspotEdit(person, "jobtitle", "Marketer's word");
        salesforceEdit(person, "Title", "Rep's word");
        both.add(person);
      }
      default -> {
        apis.salesforce(
            "PATCH",
            "/sobjects/Lead/" + person.leadId(),
            "{\"Status\":\"Rejected\",\"Rejection_Reason__c\":\"No budget\"}");
        rejected.add(person);
      }
    }
  }

  int editsOnHubspot() {
    return marketer.size() + both.size();
  }

  int editsOnSalesforce() {
    return rep.size() + both.size() + rejected.size();
  }

  /** How many edits of one side are seen on the other, asked through the other vendor's API. */
  int arrived() {
    int arrived = 0;
    for (Person person : marketer) {
      arrived += shows(lead(person), "Phone", phone(person));
    }
    for (Person person : rep) {
      arrived += shows(contact(person), "company", company(person));
    }
    for (Person person : both) {
      // Of two edits of one field one wins; it is on both sides, so both people see the outcome of
      // theirs.
      arrived += agreed(person) ? 2 : 0;
    }
    for (Person person : rejected) {
      arrived += shows(contact(person), "leadloop_disposition", "rejected");
    }
    return arrived;
  }

  /** How many fields that both sides edited show the same value on both. */
  int conflicts() {
    return (int) both.stream().filter(this::agreed).count();
  }

  /** How many rejections a marketer sees with their reason. */
  int dispositions() {
    return (int)
        rejected.stream()
            .map(this::contact)
            .filter(shown -> shows(shown, "leadloop_disposition", "rejected") == 1)
            .filter(shown -> shows(shown, "leadloop_disposition_reason", "No budget") == 1)
            .count();
  }

  /** How many notes stand on the rejected leads' contacts. */
  int notes() {
    int notes = 0;
    for (Person person : rejected) {
      notes +=
          apis.hubspot(
                  "GET",
                  "/crm/objects/%s/contacts/%s/associations/notes"
                      .formatted(VendorApis.VERSION, person.contactId()),
                  "")
              .path("results")
              .size();
    }
    return notes;
  }

  private boolean agreed(Person person) {
    String title = lead(person).path("Title").asText();
    return (title.equals("Rep's word") || title.equals("Marketer's word"))
        && shows(contact(person), "jobtitle", title) == 1;
  }

  private static String phone(Person person) {
    return "+1 555 " + person.contactId();
  }

  private static String company(Person person) {
    return "Company of lead " + person.leadId();
  }

  private static int shows(JsonNode record, String field, String value) {
    return record.path(field).asText().equals(value) ? 1 : 0;
  }

  private JsonNode contact(Person person) {
    return apis.hubspot(
            "GET",
            "/crm/objects/%s/contacts/%s?properties=company,jobtitle,leadloop_disposition,leadloop_disposition_reason"
                .formatted(VendorApis.VERSION, person.contactId()),
            "")
        .path("properties");
  }

  private JsonNode lead(Person person) {
    return apis.salesforce("GET", "/sobjects/Lead/" + person.leadId() + "?fields=Phone,Title", "");
  }

  private void hubspotEdit(Person person, String property, String value) {
    apis.hubspot(
        "PATCH",
        "/crm/objects/%s/contacts/%s".formatted(VendorApis.VERSION, person.contactId()),
        "{\"properties\":{\"%s\":\"%s\"}}".formatted(property, value));
  }

  private void salesforceEdit(Person person, String field, String value) {
    apis.salesforce(
        "PATCH", "/sobjects/Lead/" + person.leadId(), "{\"%s\":\"%s\"}".formatted(field, value));
  }
}
