package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ConversionTest extends SandboxFixture {
  private static final String FULL =
      "\"FirstName\":\"Eva\",\"Email\":\"eva@acme.example\",\"Phone\":\"1\",\"City\":\"Brno\","
          + "\"Leadloop_Key__c\":\"K-1\",\"Leadloop_Token__c\":\"t-1\",\"Occupation__c\":\"Student\"";

  @Test
  void aLeadBecomesAccountContactAndOpportunity() {
    String id = lead(FULL);
    String task =
        client.create("Task", "{\"WhoId\":\"%s\",\"Subject\":\"Call back\"}".formatted(id));
    pass("PT1H");

    JsonNode converted =
        client
            .control("convert", "{\"leadId\":\"%s\",\"createOpportunity\":true}".formatted(id))
            .body();

    JsonNode lead = read("Lead", id);
    String contactId = converted.get("contactId").asText();
    assertThat(lead.get("IsConverted").asBoolean()).isTrue();
    assertThat(lead.get("Status").asText()).isEqualTo("Closed - Converted");
    assertThat(lead.get("ConvertedDate").asText()).isEqualTo("2026-11-21");
    assertThat(lead.get("ConvertedContactId").asText()).isEqualTo(contactId);
    assertThat(lead.get("ConvertedAccountId")).isEqualTo(converted.get("accountId"));
    assertThat(lead.get("ConvertedOpportunityId")).isEqualTo(converted.get("opportunityId"));
    assertThat(lead.get("SystemModstamp").asText()).isEqualTo("2026-11-21T11:00:00.000+0000");
    JsonNode contact = read("Contact", contactId);
    assertThat(contact.get("Name").asText()).isEqualTo("Eva Novak");
    assertThat(contact.get("MailingCity").asText()).isEqualTo("Brno");
    assertThat(contact.get("Leadloop_Key__c").asText()).isEqualTo("K-1");
    assertThat(contact.get("Leadloop_Token__c").asText()).isEqualTo("t-1");
    assertThat(contact.get("Occupation__c").asText()).isEqualTo("Student");
    JsonNode account = read("Account", converted.get("accountId").asText());
    assertThat(account.get("Name").asText()).isEqualTo("Acme");
    JsonNode deal = read("Opportunity", converted.get("opportunityId").asText());
    assertThat(deal.get("StageName").asText()).isEqualTo("Prospecting");
    assertThat(deal.get("IsClosed").asBoolean()).isFalse();
    assertThat(deal.get("ContactId").asText()).isEqualTo(contactId);
    assertThat(
            client
                .query(
                    "SELECT COUNT() FROM OpportunityContactRole WHERE IsPrimary = true AND ContactId"
                        + " = '%s'".formatted(contactId))
                .body()
                .get("totalSize")
                .asInt())
        .isEqualTo(1);
    assertThat(read("Task", task).get("WhoId").asText()).isEqualTo(contactId);
  }

  @Test
  void aConvertedLeadCanBeReadOnly() {
    String id = lead(FULL);
    client.control("convert", "{\"leadId\":\"%s\"}".formatted(id));

    SalesforceClient.Reply reply =
        client.patch(API + "/sobjects/Lead/" + id, "{\"City\":\"Praha\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .hasToString(
            "[{\"message\":\"cannot reference converted lead\",\"errorCode\":"
                + "\"CANNOT_UPDATE_CONVERTED_LEAD\",\"fields\":[]}]");
    assertThat(client.post(API + "/sobjects/Task", "{\"WhoId\":\"%s\"}".formatted(id)).errorCode())
        .isEqualTo("CANNOT_UPDATE_CONVERTED_LEAD");
    assertThat(client.control("convert", "{\"leadId\":\"%s\"}".formatted(id)).status())
        .isEqualTo(400);
    assertThat(read("Lead", id).get("ConvertedOpportunityId").isNull()).isTrue();
  }

  @Test
  void anExistingContactIsFilledWhereItIsBlank() {
    String id = lead(FULL);
    String account = client.create("Account", "{\"Name\":\"Acme Holding\"}");
    String contact =
        client.create("Contact", "{\"LastName\":\"Novakova\",\"Email\":\"e@home.example\"}");

    client.control(
        "convert",
        "{\"leadId\":\"%s\",\"accountId\":\"%s\",\"contactId\":\"%s\"}"
            .formatted(id, account, contact));

    JsonNode filled = read("Contact", contact);
    assertThat(filled.get("LastName").asText()).isEqualTo("Novakova");
    assertThat(filled.get("Email").asText()).isEqualTo("e@home.example");
    assertThat(filled.get("FirstName").asText()).isEqualTo("Eva");
    assertThat(filled.get("AccountId").asText()).isEqualTo(account);
    assertThat(read("Account", account).get("Name").asText()).isEqualTo("Acme Holding");
    assertThat(client.query("SELECT COUNT() FROM Contact").body().get("totalSize").asInt())
        .isEqualTo(1);
  }

  @Test
  void aConversionThatFailsLeavesNothingBehind() {
    String id = lead(FULL);

    SalesforceClient.Reply reply =
        client.control(
            "convert", "{\"leadId\":\"%s\",\"contactId\":\"0035f000000zzzz\"}".formatted(id));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(client.query("SELECT COUNT() FROM Account").body().get("totalSize").asInt())
        .isZero();
    assertThat(read("Lead", id).get("IsConverted").asBoolean()).isFalse();
  }
}
