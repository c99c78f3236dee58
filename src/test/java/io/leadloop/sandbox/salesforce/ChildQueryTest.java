package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildQueryTest extends SandboxFixture {
  @Test
  void aRecordIsReadWithItsChildren() {
    String contact = client.create("Contact", "{\"LastName\":\"Novak\"}");
    client.create("Contact", "{\"LastName\":\"Solo\"}");
    for (String role : List.of("Influencer", "Evaluator")) {
      String opportunity =
          client.create(
              "Opportunity",
              "{\"Name\":\"Big\",\"StageName\":\"Proposal\",\"CloseDate\":\"2026-12-01\"}");
      client.create(
          "OpportunityContactRole",
          "{\"OpportunityId\":\"%s\",\"ContactId\":\"%s\",\"Role\":\"%s\"}"
              .formatted(opportunity, contact, role));
    }

    JsonNode records =
        client
            .query(
                "SELECT LastName, (SELECT Role, Opportunity.Name FROM OpportunityContactRoles"
                    + " WHERE Role != null ORDER BY Role LIMIT 5), (SELECT Id FROM Tasks)"
                    + " FROM Contact ORDER BY LastName")
            .body()
            .get("records");
    JsonNode roles = records.at("/0/OpportunityContactRoles");
    assertThat(roles.get("totalSize").asInt()).isEqualTo(2);
    assertThat(roles.get("done").asBoolean()).isTrue();
    assertThat(roles.at("/records/0/Role").asText()).isEqualTo("Evaluator");
    assertThat(roles.at("/records/1/Opportunity/Name").asText()).isEqualTo("Big");
    assertThat(roles.at("/records/0/attributes/type").asText()).isEqualTo("OpportunityContactRole");
    assertThat(records.at("/0/Tasks").isNull()).isTrue();
    assertThat(records.at("/1/OpportunityContactRoles").isNull()).isTrue();
  }

  @Test
  void deletedChildrenAreSeenByQueryAllAlone() {
    String account = client.create("Account", "{\"Name\":\"Acme\"}");
    String contact =
        client.create("Contact", "{\"LastName\":\"Novak\",\"AccountId\":\"" + account + "\"}");
    client.delete(API + "/sobjects/Contact/" + contact);

    String soql = "SELECT Id, (SELECT Id FROM Contacts) FROM Account";
    assertThat(client.query(soql).body().at("/records/0/Contacts").isNull()).isTrue();
    assertThat(
            client
                .get(API + "/queryAll?q=" + SalesforceClient.encode(soql))
                .body()
                .at("/records/0/Contacts/totalSize")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void describeNamesTheRelationships() {
    List<String> names = new ArrayList<>();
    client
        .get(API + "/sobjects/Lead/describe")
        .body()
        .get("childRelationships")
        .forEach(child -> names.add(child.get("relationshipName").asText()));

    assertThat(names).contains("Tasks", "CampaignMembers", "Histories");
  }

  @Test
  void anUnknownRelationshipIsRefused() {
    SalesforceClient.Reply reply = client.query("SELECT Id, (SELECT Id FROM Foos) FROM Contact");

    assertThat(reply.errorCode()).isEqualTo("INVALID_TYPE");
    assertThat(reply.message())
        .contains("Didn't understand relationship 'Foos' in FROM part of query call.");
    assertThat(client.query("SELECT Id, (SELECT COUNT(Id) FROM Tasks) FROM Contact").errorCode())
        .isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void allFieldsAreReadAtOnce() {
    lead("\"City\":\"Brno\"");

    JsonNode custom = client.query("SELECT FIELDS(CUSTOM) FROM Lead LIMIT 200").body();
    assertThat(custom.at("/records/0").has("Budget__c")).isTrue();
    assertThat(custom.at("/records/0").has("City")).isFalse();
    JsonNode standard = client.query("SELECT FIELDS(STANDARD) FROM Lead").body();
    assertThat(standard.at("/records/0/City").asText()).isEqualTo("Brno");
    assertThat(standard.at("/records/0").has("Budget__c")).isFalse();
    JsonNode all = client.query("SELECT FIELDS(ALL) FROM Lead LIMIT 1").body();
    assertThat(all.at("/records/0").size())
        .isEqualTo(custom.at("/records/0").size() + standard.at("/records/0").size() - 1);
    for (String unbounded : List.of("FROM Lead", "FROM Lead LIMIT 201")) {
      assertThat(client.query("SELECT FIELDS(ALL) " + unbounded).message())
          .contains("The SOQL FIELDS function must have a LIMIT of at most 200");
    }
    assertThat(client.query("SELECT City, FIELDS(STANDARD) FROM Lead").message())
        .contains("duplicate field selected: City");
  }

  @Test
  void severalValuesAreFilteredOneByOne() {
    String both = lead("\"Interest_Tags__c\":\"Finance;IT\"");
    String one = lead("\"Interest_Tags__c\":\"Marketing\"");
    String none = lead("");

    assertThat(ids("INCLUDES ('IT')")).containsExactly(both);
    assertThat(ids("INCLUDES ('Finance;IT', 'Marketing')")).containsExactly(both, one);
    assertThat(ids("INCLUDES ('Finance;Marketing')")).isEmpty();
    assertThat(ids("EXCLUDES ('Finance')")).containsExactly(one, none);
    assertThat(client.query("SELECT Id FROM Lead WHERE City INCLUDES ('a')").errorCode())
        .isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
  }

  @Test
  void recordsArePickedByWhatRefersToThem() {
    String called = lead("");
    String other = lead("");
    client.create("Task", "{\"Subject\":\"Call\",\"WhoId\":\"" + called + "\"}");

    String soql = "SELECT Id FROM Lead WHERE Id %s (SELECT WhoId FROM Task WHERE Subject = 'Call')";
    assertThat(client.query(soql.formatted("IN")).body().at("/records/0/Id").asText())
        .isEqualTo(called);
    assertThat(client.query(soql.formatted("NOT IN")).body().at("/records/0/Id").asText())
        .isEqualTo(other);
    assertThat(client.query(soql.formatted("IN").replace("WhoId", "Subject")).errorCode())
        .isEqualTo("INVALID_FIELD");
    assertThat(client.query(soql.formatted("IN").replace("WhoId", "Id, WhoId")).errorCode())
        .isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void likeTakesNoFieldOfSeveralValues() {
    assertThat(client.query("SELECT Id FROM Lead WHERE Interest_Tags__c LIKE 'F%'").errorCode())
        .isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
  }

  @Test
  void theFiscalYearIsTheCalendars() {
    lead("");

    for (String period :
        List.of("THIS_FISCAL_YEAR", "THIS_FISCAL_QUARTER", "N_FISCAL_QUARTERS_AGO:0")) {
      assertThat(total("CreatedDate = " + period)).isEqualTo(1);
    }
    for (String period :
        List.of("LAST_FISCAL_YEAR", "NEXT_FISCAL_QUARTER", "LAST_N_FISCAL_YEARS:3")) {
      assertThat(total("CreatedDate = " + period)).isZero();
    }
  }

  private int total(String where) {
    return client.query("SELECT COUNT() FROM Lead WHERE " + where).body().get("totalSize").asInt();
  }

  private List<String> ids(String condition) {
    List<String> ids = new ArrayList<>();
    client
        .query("SELECT Id FROM Lead WHERE Interest_Tags__c " + condition + " ORDER BY Id")
        .body()
        .get("records")
        .forEach(record -> ids.add(record.get("Id").asText()));
    return ids;
  }
}
