package io.leadloop.app;

import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.store.JournalRow;
import java.util.List;
import java.util.stream.Collectors;

/** What the demo says. */
final class DemoText {
  private DemoText() {}

  static String whatToTry(
      VendorApis apis, SandboxOptions.Vendors vendors, List<DemoPeople.Person> linked) {
    if (linked.isEmpty()) {
      return "No lead passed the gate (config/lead-definition.yaml), so nothing crossed. Ctrl-C ends the demo.";
    }
    DemoPeople.Person one = linked.get(0);
    String contact =
        vendors.hubspot().baseUrl()
            + "/crm/objects/"
            + VendorApis.VERSION
            + "/contacts/"
            + one.contactId();
    String lead =
        vendors.salesforce().baseUrl() + VendorApis.DATA + "/sobjects/Lead/" + one.leadId();
    String hubspotAuth = "-H 'Authorization: Bearer " + HubSpotSandbox.PERSON_TOKEN + "'";
    String salesforceAuth = "-H 'Authorization: Bearer " + apis.salesforceToken() + "'";
    String typed = "-H 'Content-Type: application/json'";
    return """

        HubSpot is at %s, Salesforce at %s. They are in agreement: one Lead for each contact that the gate lets through.
        Try this in another terminal; each change crosses within some seconds and is shown here:

        a marketer corrects a phone number in HubSpot
          curl -s -X PATCH %s %s %s -d '{"properties":{"phone":"+1 555 0142"}}'

        a rep corrects the company in Salesforce
          curl -s -X PATCH %s %s %s -d '{"Company":"Acme Rockets"}'

        sales rejects the lead and says why
          curl -s -X PATCH %s %s %s -d '{"Status":"Rejected","Rejection_Reason__c":"No budget"}'

        what the rep sees: who it is, how warm, what was read last
          curl -s '%s?fields=Name,Phone,Leadloop_Engagement__c,Leadloop_Why_Now__c,Leadloop_Content_Read__c' %s

        what the marketer sees: what sales said
          curl -s '%s?properties=company,phone,leadloop_disposition,leadloop_disposition_reason' %s

        Ctrl-C ends the demo.
        """
        .formatted(
            vendors.hubspot().baseUrl(),
            vendors.salesforce().baseUrl(),
            contact,
            hubspotAuth,
            typed,
            lead,
            salesforceAuth,
            typed,
            lead,
            salesforceAuth,
            typed,
            lead,
            salesforceAuth,
            contact,
            hubspotAuth);
  }

  /** One row of the journal in one line. */
  static String line(JournalRow row) {
    var side = row.side();
    if (side == null) {
      return row.message();
    }
    if (row.operation().equals("note")) {
      return "note in HubSpot on "
          + row.record()
          + ": "
          + row.message().lines().findFirst().orElse("");
    }
    String fields =
        row.fields().stream()
            .map(field -> "%s \"%s\" (%s)".formatted(field.name(), field.after(), field.why()))
            .collect(Collectors.joining("; "));
    return "%s -> %s  %s %s %s: %s"
        .formatted(
            side.other().label(),
            side.label(),
            row.operation(),
            row.record().substring(row.record().indexOf(':') + 1),
            row.outcome(),
            fields.isEmpty() ? row.message() : fields);
  }
}
