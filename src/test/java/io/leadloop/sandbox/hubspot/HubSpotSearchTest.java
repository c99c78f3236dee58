package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search: its lag, its filters, its order and its bounds. */
class HubSpotSearchTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'propertyName':'firstname','operator':'EQ','value':'ADA' | a",
        "'propertyName':'firstname','operator':'NEQ','value':'ada' | b",
        "'propertyName':'hs_lead_status','operator':'EQ','value':'NEW' | a",
        "'propertyName':'hs_lead_status','operator':'EQ','value':'new' | ''",
        "'propertyName':'hs_object_id','operator':'GT','value':'10001' | bc",
        "'propertyName':'hs_object_id','operator':'LTE','value':'10002' | ab",
        "'propertyName':'hs_object_id','operator':'EQ','value':'10002' | b",
        "'propertyName':'hs_object_id','operator':'NEQ','value':'10002' | ac",
        "'propertyName':'hs_object_id','operator':'NOT_IN','values':['10001','10003'] | b",
        "'propertyName':'hs_object_id','operator':'NOT_IN','values':['10001.0'] | bc",
        "'propertyName':'lastmodifieddate','operator':'GTE','value':'1795255201000'},{'propertyName':'hs_object_id','operator':'NOT_IN','values':['10002','7'] | c",
        "'propertyName':'createdate','operator':'GTE','value':'1795255201000' | bc",
        "'propertyName':'createdate','operator':'LT','value':'2026-11-21T10:00:01Z' | a",
        "'propertyName':'lastmodifieddate','operator':'GTE','value':'1795255202000' | c",
        "'propertyName':'lastmodifieddate','operator':'BETWEEN','value':'1795255200000','highValue':'1795255201000' | ab",
        "'propertyName':'lastmodifieddate','operator':'GT','value':'1795255200000' | bc",
        "'propertyName':'lastmodifieddate','operator':'LT','value':'1795255201000' | a",
        "'propertyName':'lastmodifieddate','operator':'LTE','value':'2026-11-21T10:00:01Z' | ab",
        "'propertyName':'lastmodifieddate','operator':'EQ','value':'1795255201000' | b",
        "'propertyName':'lastmodifieddate','operator':'NEQ','value':'1795255201000' | ac",
        "'propertyName':'lastmodifieddate','operator':'BETWEEN','value':'1795255202000','highValue':'1795255200000' | ''",
        "'propertyName':'lastmodifieddate','operator':'GTE','value':'1795255201000'},{'propertyName':'firstname','operator':'EQ','value':'bob' | b",
        "'propertyName':'email','operator':'IN','values':['a@example.com','c@example.com'] | ac",
        "'propertyName':'firstname','operator':'IN','values':['Ada'] | ''",
        "'propertyName':'firstname','operator':'IN','values':['ada'] | a",
        "'propertyName':'email','operator':'NOT_IN','values':['a@example.com'] | bc",
        "'propertyName':'firstname','operator':'HAS_PROPERTY' | ab",
        "'propertyName':'firstname','operator':'NOT_HAS_PROPERTY' | c",
        "'propertyName':'company','operator':'CONTAINS_TOKEN','value':'engine' | a",
        "'propertyName':'company','operator':'CONTAINS_TOKEN','value':'analyt*' | a",
        "'propertyName':'company','operator':'CONTAINS_TOKEN','value':'eng' | ''"
      })
  void filter(String filter, String found) {
    hubspot.contact(
        "a@example.com",
        "firstname",
        "Ada",
        "hs_lead_status",
        "NEW",
        "company",
        "Analytical Engine");
    hubspot.advance(Duration.ofSeconds(1));
    hubspot.contact("b@example.com", "firstname", "Bob");
    hubspot.advance(Duration.ofSeconds(1));
    hubspot.contact("c@example.com");
    Answer answer =
        hubspot.post(
            CONTACTS + "/search", "{'filterGroups':[{'filters':[{%s}]}]}".formatted(filter));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    StringBuilder names = new StringBuilder();
    answer
        .at("/results")
        .forEach(row -> names.append(row.at("/properties/email").asText().charAt(0)));
    assertThat(names.toString()).isEqualTo(found);
    assertThat(answer.at("/total").asInt()).isEqualTo(found.length());
  }

  @Test
  void groupsAreOredAndFiltersAnded() {
    hubspot.contact("a@example.com", "firstname", "Ada", "phone", "1");
    hubspot.contact("b@example.com", "firstname", "Ada");
    hubspot.contact("c@example.com", "firstname", "Cy");
    String ada = "{'propertyName':'firstname','operator':'EQ','value':'ada'}";
    String phone = "{'propertyName':'phone','operator':'HAS_PROPERTY'}";
    String cy = "{'propertyName':'firstname','operator':'EQ','value':'cy'}";
    Answer answer =
        hubspot.post(
            CONTACTS + "/search",
            "{'filterGroups':[{'filters':[%s,%s]},{'filters':[%s]}]}".formatted(ada, phone, cy));
    assertThat(answer.at("/total").asInt()).isEqualTo(2);
  }

  @Test
  void changeAppearsOnlyAfterTheLagAndOutOfOrder() {
    try (SandboxFixture lagging =
        SandboxFixture.with(SandboxFixture.options().withRealLimits(false).withLagMillis(2_000))) {
      List<String> created = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        created.add(lagging.contact("c" + i + "@example.com"));
      }
      lagging.advance(Duration.ofMillis(900));
      assertThat(search(lagging).at("/total").asInt()).isZero();
      lagging.advance(Duration.ofMillis(600));
      List<String> early = ids(search(lagging));
      assertThat(early).hasSizeBetween(1, 39);
      assertThat(early)
          .as("some later record appears before an earlier one")
          .isNotEqualTo(created.subList(0, early.size()));
      lagging.advance(Duration.ofMillis(500));
      assertThat(search(lagging).at("/total").asInt()).isEqualTo(40);
    }
  }

  @Test
  void rowShowsTheRecordAsItWasWhenIndexed() {
    try (SandboxFixture lagging =
        SandboxFixture.with(SandboxFixture.options().withRealLimits(false).withLagMillis(1_000))) {
      String id = lagging.contact("a@example.com", "phone", "1");
      lagging.advance(Duration.ofSeconds(1));
      lagging.patch(CONTACTS + "/" + id, "{'properties':{'phone':'2'}}");
      assertThat(lagging.read(id, "phone").get("phone").asText()).isEqualTo("2");
      assertThat(search(lagging).at("/results/0/properties/phone").asText()).isEqualTo("1");
      lagging.advance(Duration.ofSeconds(1));
      assertThat(search(lagging).at("/results/0/properties/phone").asText()).isEqualTo("2");
    }
  }

  @Test
  void archivedContactLeavesSearch() {
    String id = hubspot.contact("a@example.com");
    hubspot.delete(CONTACTS + "/" + id);
    assertThat(search(hubspot).at("/total").asInt()).isZero();
  }

  @Test
  void sortIsAscendingOrDescendingByOneProperty() {
    hubspot.contact("b@example.com", "phone", "2");
    hubspot.contact("a@example.com", "phone", "1");
    hubspot.contact("c@example.com", "phone", "3");
    Answer up = hubspot.post(CONTACTS + "/search", sorted("phone", "ASCENDING", 0));
    Answer down = hubspot.post(CONTACTS + "/search", sorted("phone", "DESCENDING", 0));
    assertThat(up.at("/results/0/properties/email").asText()).isEqualTo("a@example.com");
    assertThat(down.at("/results/0/properties/email").asText()).isEqualTo("c@example.com");
    Answer two =
        hubspot.post(
            CONTACTS + "/search", "{'sorts':[{'propertyName':'phone'},{'propertyName':'email'}]}");
    assertThat(two.status()).isEqualTo(400);
  }

  @Test
  void tiesAreShuffledBetweenPages() {
    batchOfContacts(100);
    List<String> seen = new ArrayList<>();
    for (int after = 0; after < 100; after += 20) {
      seen.addAll(
          ids(hubspot.post(CONTACTS + "/search", sorted("lastmodifieddate", "ASCENDING", after))));
    }
    assertThat(seen).hasSize(100);
    Set<String> distinct = new LinkedHashSet<>(seen);
    assertThat(distinct)
        .as("a reader that pages through ties sees some twice and others never")
        .hasSizeLessThan(100);
  }

  @Test
  void pageIs10ByDefaultAnd200AtMost() {
    batchOfContacts(100);
    Answer page = search(hubspot);
    assertThat(page.at("/results")).hasSize(10);
    assertThat(page.at("/total").asInt()).isEqualTo(100);
    assertThat(page.at("/paging/next/after").asText()).isEqualTo("10");
    assertThat(hubspot.post(CONTACTS + "/search", "{'limit':200}").at("/results")).hasSize(100);
    assertThat(hubspot.post(CONTACTS + "/search", "{'limit':200}").body().has("paging")).isFalse();
    assertThat(hubspot.post(CONTACTS + "/search", "{'limit':201}").status()).isEqualTo(400);
  }

  @Test
  void pagingBeyond10000Answers400() {
    assertThat(hubspot.post(CONTACTS + "/search", "{'after':9800,'limit':200}").status())
        .isEqualTo(200);
    Answer refused = hubspot.post(CONTACTS + "/search", "{'after':'9801','limit':200}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(hubspot.post(CONTACTS + "/search", "{'after':10000,'limit':1}").status())
        .isEqualTo(400);
  }

  @Test
  void bodyOfMoreThan3000CharactersIsRefused() {
    ArrayNode values = Json.array();
    for (int i = 0; i < 400; i++) {
      values.add("1000" + i);
    }
    JsonNode body = filterGroup("IN", values);
    assertThat(body.toString().length()).isGreaterThan(3_000);
    Answer refused = hubspot.post(CONTACTS + "/search", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
  }

  @Test
  void filterLimitsAreFiveGroupsOfSixAndEighteenInAll() {
    assertThat(searchOf(5, 3).status()).isEqualTo(200);
    assertThat(searchOf(3, 6).status()).isEqualTo(200);
    assertThat(searchOf(6, 1).status()).isEqualTo(400);
    assertThat(searchOf(1, 7).status()).isEqualTo(400);
    assertThat(searchOf(5, 4).status()).isEqualTo(400);
  }

  @Test
  void unknownPropertyOrOperatorIsRefused() {
    for (String filter :
        List.of(
            "'propertyName':'no_such','operator':'EQ','value':'1'",
            "'propertyName':'phone','operator':'LIKE','value':'1'",
            "'propertyName':'phone','operator':'IN','value':'1'",
            "'propertyName':'createdate','operator':'GT','value':'soon'")) {
      Answer refused =
          hubspot.post(
              CONTACTS + "/search", "{'filterGroups':[{'filters':[{%s}]}]}".formatted(filter));
      assertThat(refused.status()).as(filter).isEqualTo(400);
      assertThat(refused.at("/message").asText())
          .isEqualTo("There was a problem with the request.");
    }
  }

  private Answer searchOf(int groups, int filters) {
    ArrayNode all = Json.array();
    for (int i = 0; i < groups; i++) {
      ArrayNode group = Json.array();
      for (int j = 0; j < filters; j++) {
        group.add(Json.object().put("propertyName", "phone").put("operator", "HAS_PROPERTY"));
      }
      all.add(Json.object().set("filters", group));
    }
    return hubspot.post(CONTACTS + "/search", Json.object().set("filterGroups", all));
  }

  private static JsonNode filterGroup(String operator, ArrayNode values) {
    JsonNode filter =
        Json.object()
            .put("propertyName", "hs_object_id")
            .put("operator", operator)
            .set("values", values);
    return Json.object()
        .set(
            "filterGroups",
            Json.array().add(Json.object().set("filters", Json.array().add(filter))));
  }

  private void batchOfContacts(int count) {
    ArrayNode inputs = Json.array();
    for (int i = 0; i < count; i++) {
      inputs.add(
          Json.object().set("properties", Json.object().put("email", "t" + i + "@example.com")));
    }
    hubspot.post(CONTACTS + "/batch/create", Json.object().set("inputs", inputs));
  }

  private static String sorted(String property, String direction, int after) {
    return "{'limit':20,'after':%d,'sorts':[{'propertyName':'%s','direction':'%s'}]}"
        .formatted(after, property, direction);
  }

  private static Answer search(SandboxFixture hubspot) {
    return hubspot.post(CONTACTS + "/search", "{'properties':['phone']}");
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.at("/results").forEach(row -> ids.add(row.get("id").asText()));
    return ids;
  }
}
