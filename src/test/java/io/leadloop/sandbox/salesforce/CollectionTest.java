package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollectionTest extends SandboxFixture {
  private static final String COLLECTION = API + "/composite/sobjects";
  private static final String GOOD =
      "{\"attributes\":{\"type\":\"Lead\"},\"LastName\":\"Novak\",\"Company\":\"Acme\"}";
  private static final String BAD = "{\"attributes\":{\"type\":\"Lead\"},\"LastName\":\"Novak\"}";

  @Test
  void eachRecordHasItsOwnOutcomeInOrder() {
    SalesforceClient.Reply reply = client.post(COLLECTION, records(GOOD, BAD, GOOD));

    assertThat(reply.status()).isEqualTo(200);
    JsonNode results = reply.body();
    assertThat(results).hasSize(3);
    assertThat(results.get(0))
        .hasToString(
            "{\"id\":\"%s\",\"success\":true,\"errors\":[]}"
                .formatted(results.at("/0/id").asText()));
    assertThat(results.get(1))
        .hasToString(
            "{\"success\":false,\"errors\":[{\"statusCode\":\"REQUIRED_FIELD_MISSING\",\"message\":"
                + "\"Required fields are missing: [Company]\",\"fields\":[\"Company\"]}]}");
    assertThat(results.at("/2/success").asBoolean()).isTrue();
    assertThat(sandbox.calls().since(0))
        .last()
        .satisfies(call -> assertThat(call.records()).isEqualTo(3));
  }

  @Test
  void allOrNoneRollsBack() {
    JsonNode results =
        client
            .post(COLLECTION, "{\"allOrNone\":true,\"records\":[%s,%s]}".formatted(GOOD, BAD))
            .body();

    assertThat(error(results, 0).get("statusCode").asText())
        .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    assertThat(error(results, 0).get("message").asText())
        .isEqualTo(
            "Record rolled back because not all records were valid and the request was using"
                + " AllOrNone header");
    assertThat(error(results, 1).get("statusCode").asText()).isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(total("Lead")).isZero();
  }

  @Test
  void updatesAreFoundByTheirIds() {
    String id = lead("");
    String contact = client.create("Contact", "{\"LastName\":\"Novak\"}");

    JsonNode results =
        client
            .patch(
                COLLECTION,
                records(
                    update(id, "\"City\":\"Brno\""),
                    update("00Q5f000000zzzz", "\"City\":\"Brno\""),
                    update(contact, "\"City\":\"Brno\""),
                    update("nonsense", "\"City\":\"Brno\""),
                    "{\"attributes\":{\"type\":\"Lead\"},\"City\":\"Brno\"}"))
            .body();

    assertThat(results.at("/0/success").asBoolean()).isTrue();
    assertThat(error(results, 1).get("statusCode").asText())
        .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
    assertThat(error(results, 2).get("message").asText())
        .isEqualTo("Lead ID: id value of incorrect type: " + contact);
    assertThat(results.get(3))
        .hasToString(
            "{\"success\":false,\"errors\":[{\"statusCode\":\"MALFORMED_ID\",\"message\":"
                + "\"Lead ID: id value of incorrect type: nonsense\",\"fields\":[\"Id\"]}]}");
    assertThat(error(results, 4).get("statusCode").asText()).isEqualTo("MISSING_ARGUMENT");
    assertThat(read("Lead", id).get("City").asText()).isEqualTo("Brno");
  }

  @Test
  void upsertsCreateOrUpdateByKey() {
    String path = COLLECTION + "/Lead/Leadloop_Key__c";
    String known = lead("\"Leadloop_Key__c\":\"K-1\"");

    JsonNode results =
        client
            .patch(
                path,
                records(
                    keyed("K-1", "\"City\":\"Brno\""),
                    keyed("K-2", "\"LastName\":\"B\",\"Company\":\"C\""),
                    keyed("k-2", "\"LastName\":\"B\",\"Company\":\"C\""),
                    GOOD))
            .body();

    assertThat(results.get(0))
        .hasToString(
            "{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":false}".formatted(known));
    assertThat(results.at("/1/created").asBoolean()).isTrue();
    assertThat(error(results, 2).get("statusCode").asText()).isEqualTo("DUPLICATE_VALUE");
    assertThat(error(results, 3).get("message").asText())
        .isEqualTo("Leadloop_Key__c not specified");
    assertThat(total("Lead")).isEqualTo(2);
  }

  @Test
  void anUnreadableRecordRefusesTheWholeRequest() {
    SalesforceClient.Reply wrongType =
        client.post(COLLECTION, records(GOOD, GOOD.replace("\"Novak\"", "5")));
    assertThat(wrongType.status()).isEqualTo(400);
    assertThat(wrongType.errorCode()).isEqualTo("JSON_PARSER_ERROR");
    SalesforceClient.Reply unknown =
        client.post(COLLECTION, records(GOOD, GOOD.replace("LastName", "Surname")));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.message()).isEqualTo("No such column 'Surname' on sobject of type Lead");
    assertThat(client.post(COLLECTION, records("{\"LastName\":\"X\"}")).status()).isEqualTo(400);
    assertThat(total("Lead")).isZero();
  }

  @Test
  void twoHundredRecordsAreTheMost() {
    String[] many = IntStream.range(0, 201).mapToObj(i -> GOOD).toArray(String[]::new);

    SalesforceClient.Reply reply = client.post(COLLECTION, records(many));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("EXCEEDED_ID_LIMIT");
    assertThat(reply.message())
        .isEqualTo("record limit reached. cannot submit more than 200 records into this call");
  }

  @Test
  void tenRunsOfOneTypeAreTheMost() {
    String contact = "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Novak\"}";
    String[] ten =
        IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? GOOD : contact).toArray(String[]::new);
    String[] eleven =
        IntStream.range(0, 11).mapToObj(i -> i % 2 == 0 ? GOOD : contact).toArray(String[]::new);

    assertThat(client.post(COLLECTION, records(ten)).status()).isEqualTo(200);
    assertThat(client.post(COLLECTION, records(eleven)).message())
        .startsWith("Cannot have more than 10 chunks in a single operation.");
  }

  @Test
  void recordsAreRetrievedInOrderWithNullsForMissingOnes() {
    String first = lead("\"City\":\"Brno\"");
    String second = lead("");
    String deleted = lead("");
    client.delete(API + "/sobjects/Lead/" + deleted);

    JsonNode records =
        client
            .post(
                COLLECTION + "/Lead",
                "{\"ids\":[\"%s\",\"%s\",\"00Q5f000000zzzz\",\"%s\"],\"fields\":[\"Id\",\"City\"]}"
                    .formatted(second, deleted, first))
            .body();

    assertThat(records).hasSize(4);
    assertThat(records.at("/0/Id").asText()).isEqualTo(second);
    assertThat(records.get(1).isNull()).isTrue();
    assertThat(records.get(2).isNull()).isTrue();
    assertThat(records.at("/3/City").asText()).isEqualTo("Brno");
    assertThat(records.at("/3/attributes/type").asText()).isEqualTo("Lead");
  }

  @Test
  void twoThousandRecordsAreTheMostToRetrieve() {
    String ids =
        IntStream.range(0, 2001)
            .mapToObj(i -> "\"00Q5f000000zzzz\"")
            .collect(Collectors.joining(","));

    assertThat(
            client
                .post(COLLECTION + "/Lead", "{\"ids\":[%s],\"fields\":[\"Id\"]}".formatted(ids))
                .errorCode())
        .isEqualTo("EXCEEDED_ID_LIMIT");
    assertThat(
            client
                .post(COLLECTION + "/Lead", "{\"ids\":[\"nonsense\"],\"fields\":[\"Id\"]}")
                .errorCode())
        .isEqualTo("MALFORMED_ID");
  }

  @Test
  void severalRecordsAreDeleted() {
    String first = lead("");
    String second = lead("");

    JsonNode results =
        client.delete(COLLECTION + "?ids=" + first + "," + first + "," + second).body();

    assertThat(results.at("/0/success").asBoolean()).isTrue();
    assertThat(error(results, 1).get("statusCode").asText()).isEqualTo("ENTITY_IS_DELETED");
    assertThat(results.at("/2/id").asText()).isEqualTo(second);
    assertThat(total("Lead")).isZero();
  }

  @Test
  void oneKeyIsOneRecordHoweverManyWriteIt() {
    String[] same =
        IntStream.range(0, 50)
            .mapToObj(i -> keyed("K-" + i, "\"LastName\":\"B\",\"Company\":\"C\""))
            .toArray(String[]::new);

    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i ->
                (i % 2 == 0 ? client : person)
                    .patch(COLLECTION + "/Lead/Leadloop_Key__c", records(same)));

    assertThat(total("Lead")).isEqualTo(50);
    assertThat(
            client
                .query("SELECT COUNT() FROM LeadHistory WHERE Field = 'created'")
                .body()
                .get("totalSize")
                .asInt())
        .isEqualTo(50);
  }

  @Test
  void typesMayBeMixedButHaveToExist() {
    SalesforceClient.Reply mixed =
        client.post(
            COLLECTION,
            records(GOOD, "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Novak\"}"));
    assertThat(mixed.body().at("/1/id").asText()).startsWith("003");
    assertThat(client.post(COLLECTION, records(GOOD.replace("\"Lead\"", "\"Laed\""))).errorCode())
        .isEqualTo("INVALID_TYPE");
  }

  @Test
  void aLockedRowFailsAlone() {
    String free = lead("");
    String locked = lead("");
    client.control("lock", "{\"id\":\"%s\",\"millis\":5000}".formatted(locked));

    JsonNode results =
        client
            .patch(
                COLLECTION,
                records(update(locked, "\"City\":\"Brno\""), update(free, "\"City\":\"Brno\"")))
            .body();

    assertThat(error(results, 0).get("statusCode").asText()).isEqualTo("UNABLE_TO_LOCK_ROW");
    assertThat(results.at("/1/success").asBoolean()).isTrue();
  }

  static String records(String... records) {
    return "{\"allOrNone\":false,\"records\":[" + String.join(",", records) + "]}";
  }

  static String update(String id, String fields) {
    return "{\"attributes\":{\"type\":\"Lead\"},\"id\":\"%s\",%s}".formatted(id, fields);
  }

  private static String keyed(String key, String fields) {
    return "{\"attributes\":{\"type\":\"Lead\"},\"Leadloop_Key__c\":\"%s\",%s}"
        .formatted(key, fields);
  }

  private int total(String object) {
    return client.query("SELECT COUNT() FROM " + object).body().get("totalSize").asInt();
  }
}
