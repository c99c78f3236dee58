package io.leadloop.salesforce;

import static io.leadloop.salesforce.StubSalesforce.composite;
import static io.leadloop.salesforce.StubSalesforce.compositeBody;
import static io.leadloop.salesforce.StubSalesforce.json;
import static io.leadloop.salesforce.StubSalesforce.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Schema;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked besides the records themselves: history, users, descriptions. */
class AroundTheRecordsTest {
  private static final RecordKey LEAD = RecordKey.salesforce("Lead", "00Q000000000001EAA");
  private final StubSalesforce salesforce = new StubSalesforce();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private static String history(String field, String second, String by) {
    return """
        {"LeadId":"00Q000000000001EAA","Field":"%s","CreatedById":"%s",
         "CreatedDate":"2026-11-21T20:00:%s.000+0000","NewValue":"at %s"}"""
        .formatted(field, by, second, second);
  }

  @Test
  void theNewestEditOfSomebodyElseCounts() {
    salesforce.answer("composite/sobjects/Lead", json(200, "[null]"));
    salesforce.answer(
        "composite",
        composite(
            rows(
                history("Phone", "01", "005000000000009AAA"),
                history("Owner", "03", "005000000000009AAA"),
                history("Rating", "04", "005000000000009AAA"),
                history("Phone", "05", "005000000000009AAA"),
                history("Phone", "09", StubSalesforce.OWN_USER))));
    SalesforceCrm crm = salesforce.crm();
    crm.read(Set.of(LEAD), Lane.LIVE);

    assertThat(
            crm.lastEdits(
                Map.of(LEAD, Set.of("Phone", "OwnerId", "Company")),
                Instant.parse("2026-11-21T20:00:00.5Z"),
                Lane.LIVE))
        .isEqualTo(
            Map.of(
                LEAD,
                Map.of(
                    "Phone", new Crm.Edit(Instant.parse("2026-11-21T20:00:05Z"), "at 05"),
                    "OwnerId", new Crm.Edit(Instant.parse("2026-11-21T20:00:03Z"), "at 03"))));
    String url = salesforce.requests().get(2).at("/compositeRequest/0/url").asText();
    assertThat(URLDecoder.decode(url, StandardCharsets.UTF_8))
        .endsWith(
            "SELECT LeadId,Field,NewValue,CreatedDate,CreatedById FROM LeadHistory"
                + " WHERE LeadId IN ('00Q000000000001EAA')"
                + " AND CreatedById != '"
                + StubSalesforce.OWN_USER
                + "' AND CreatedDate >= 2026-11-21T20:00:00Z ORDER BY CreatedDate,Id");
    assertThat(salesforce.calls).endsWith("history live ok");
  }

  @Test
  void anOrgWithoutHistoryKnowsNoTimes() {
    salesforce.answer(
        "composite",
        json(
            200,
            compositeBody(
                400,
                "[{\"message\":\"sObject type 'LeadHistory' is not supported.\","
                    + "\"errorCode\":\"INVALID_TYPE\"}]")));

    assertThat(salesforce.crm().lastEdits(Map.of(LEAD, Set.of("Phone")), Instant.EPOCH, Lane.LIVE))
        .isEqualTo(Map.of(LEAD, Map.of()));
  }

  @Test
  void ownersAreTheActiveUsers() {
    salesforce.answer(
        "composite",
        composite(
            rows(
                "{\"Id\":\"005000000000002AAA\",\"Email\":\"ana@leadloop.example\"}",
                "{\"Id\":\"005000000000003AAA\",\"Email\":null}")));

    assertThat(salesforce.crm().owners(Lane.LIVE))
        .isEqualTo(Map.of("005000000000002AAA", "ana@leadloop.example"));
  }

  @Test
  void describesFields() {
    salesforce.answer(
        "sobjects/Lead/describe",
        json(
            200,
            """
            {"name":"Lead","fields":[
             {"name":"LastName","type":"string","length":80,"createable":true,"updateable":true,
              "nillable":false,"defaultedOnCreate":false,"unique":false,"restrictedPicklist":false,
              "picklistValues":[]},
             {"name":"Status","type":"picklist","length":255,"createable":true,"updateable":true,
              "nillable":false,"defaultedOnCreate":true,"unique":false,"restrictedPicklist":true,
              "picklistValues":[{"value":"Open","active":true},{"value":"Old","active":false}]},
             {"name":"Rating","type":"picklist","length":40,"createable":true,"updateable":true,
              "nillable":true,"defaultedOnCreate":false,"unique":false,"restrictedPicklist":false,
              "picklistValues":[{"value":"Hot","active":true}]},
             {"name":"Token__c","type":"string","length":80,"createable":true,"updateable":true,
              "nillable":true,"defaultedOnCreate":false,"unique":false,"externalId":true},
             {"name":"Id","type":"id","length":18,"createable":false,"updateable":false,
              "nillable":false,"defaultedOnCreate":true,"unique":false}]}"""));

    Schema schema = salesforce.crm().schema("Lead");

    assertThat(schema.fields())
        .isEqualTo(
            Map.of(
                "LastName",
                new Schema.Field("LastName", "string", 80, true, true, true, false, Set.of()),
                "Status",
                new Schema.Field(
                    "Status", "picklist", 255, true, true, false, false, Set.of("Open")),
                "Rating",
                new Schema.Field(
                    "Rating",
                    "picklist",
                    40,
                    true,
                    true,
                    false,
                    false,
                    false,
                    Set.of(),
                    Set.of("Hot")),
                "Token__c",
                new Schema.Field(
                    "Token__c", "string", 80, true, true, false, false, true, Set.of(), Set.of()),
                "Id",
                new Schema.Field("Id", "id", 18, false, false, false, false, Set.of())));
  }
}
