package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompositeTest extends SandboxFixture {
  private static final String NEW_ACCOUNT =
      part("POST", "/sobjects/Account", "account", "{\"Name\":\"Acme\"}");

  @Test
  void laterPartsUseTheAnswersOfEarlierOnes() {
    JsonNode parts =
        send(
            false,
            NEW_ACCOUNT,
            part(
                "POST",
                "/sobjects/Contact",
                "contact",
                "{\"LastName\":\"Novak\",\"AccountId\":\"@{account.id}\"}"),
            part("GET", "/sobjects/Contact/@{contact.id}?fields=LastName", "read", null),
            part("GET", "/query?q=SELECT+Id,AccountId+FROM+Contact", "found", null),
            part(
                "PATCH",
                "/sobjects/Account/@{found.records[0].AccountId}",
                "patched",
                "{\"Phone\":\"1\"}"),
            part("DELETE", "/sobjects/Contact/@{contact.id}", "deleted", null));

    String account = parts.at("/0/body/id").asText();
    assertThat(parts.get(0))
        .hasToString(
            ("{\"body\":{\"id\":\"%s\",\"success\":true,\"errors\":[]},\"httpHeaders\":{\"Location\":"
                    + "\"/services/data/v65.0/sobjects/Account/%s\"},\"httpStatusCode\":201,"
                    + "\"referenceId\":\"account\"}")
                .formatted(account, account));
    assertThat(parts.at("/2/body/LastName").asText()).isEqualTo("Novak");
    assertThat(parts.at("/3/body/records/0/AccountId").asText()).isEqualTo(account);
    assertThat(parts.get(4))
        .hasToString(
            "{\"body\":null,\"httpHeaders\":{},\"httpStatusCode\":204,\"referenceId\":\"patched\"}");
    assertThat(parts.at("/5/httpStatusCode").asInt()).isEqualTo(204);
    assertThat(read("Account", account).get("Phone").asText()).isEqualTo("1");
  }

  @Test
  void aFailedPartHaltsOnlyWhatDependsOnIt() {
    JsonNode parts =
        send(
            false,
            part("POST", "/sobjects/Contact", "bad", "{\"Email\":\"Not an address\"}"),
            part("DELETE", "/sobjects/Contact/@{bad.id}", "dependent", null),
            NEW_ACCOUNT);

    assertThat(parts.at("/0/httpStatusCode").asInt()).isEqualTo(400);
    assertThat(parts.at("/0/body/0"))
        .hasToString(
            "{\"message\":\"Email: invalid email address: Not an address\",\"errorCode\":"
                + "\"INVALID_EMAIL_ADDRESS\",\"fields\":[\"Email\"]}");
    assertThat(parts.at("/1/body/0/errorCode").asText()).isEqualTo("PROCESSING_HALTED");
    assertThat(parts.at("/2/httpStatusCode").asInt()).isEqualTo(201);
  }

  @Test
  void allOrNoneUndoesEverything() {
    JsonNode parts =
        send(
            true,
            NEW_ACCOUNT,
            part("POST", "/sobjects/Contact", "bad", "{}"),
            part("GET", "/limits", "after", null));

    assertThat(parts.get(0))
        .hasToString(
            "{\"body\":[{\"message\":\"The transaction was rolled back since another operation in the"
                + " same transaction failed.\",\"errorCode\":\"PROCESSING_HALTED\"}],\"httpHeaders\":{},"
                + "\"httpStatusCode\":400,\"referenceId\":\"account\"}");
    assertThat(parts.at("/1/body/0/errorCode").asText()).isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(parts.at("/2/httpStatusCode").asInt()).isEqualTo(400);
    assertThat(client.query("SELECT COUNT() FROM Account").body().get("totalSize").asInt())
        .isZero();
  }

  @Test
  void allOrNoneOutsideOverridesTheCollectionsInside() {
    String collection =
        "{\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"A\"},"
            + "{\"attributes\":{\"type\":\"Account\"}}]}";

    send(true, part("POST", "/composite/sobjects", "collection", collection));
    assertThat(client.query("SELECT COUNT() FROM Account").body().get("totalSize").asInt())
        .isZero();

    JsonNode parts = send(false, part("POST", "/composite/sobjects", "collection", collection));
    assertThat(parts.at("/0/httpStatusCode").asInt()).isEqualTo(200);
    assertThat(parts.at("/0/body/0/success").asBoolean()).isTrue();
    assertThat(parts.at("/0/body/1/success").asBoolean()).isFalse();
  }

  @Test
  void fiveCollectionsAreOneCallOfAThousandRecords() {
    String record = "{\"attributes\":{\"type\":\"Lead\"},\"LastName\":\"N\",\"Company\":\"A\"}";
    String body =
        "{\"records\":["
            + String.join(",", IntStream.range(0, 200).mapToObj(i -> record).toList())
            + "]}";
    String[] five =
        IntStream.range(0, 5)
            .mapToObj(i -> part("POST", "/composite/sobjects", "c" + i, body))
            .toArray(String[]::new);

    SalesforceClient.Reply reply = client.post(API + "/composite", request(false, five));

    assertThat(reply.headers()).containsEntry("sforce-limit-info", "api-usage=1/100000");
    assertThat(sandbox.calls().since(0))
        .last()
        .satisfies(call -> assertThat(call.records()).isEqualTo(1000));
    assertThat(client.query("SELECT COUNT() FROM Lead").body().get("totalSize").asInt())
        .isEqualTo(1000);
  }

  @Test
  void partsAndHeavyPartsAreLimited() {
    String[] limits =
        IntStream.range(0, 26)
            .mapToObj(i -> part("GET", "/limits", "r" + i, null))
            .toArray(String[]::new);
    String[] queries =
        IntStream.range(0, 6)
            .mapToObj(i -> part("GET", "/query?q=SELECT+Id+FROM+Lead", "r" + i, null))
            .toArray(String[]::new);

    assertThat(client.post(API + "/composite", request(false, limits)).status()).isEqualTo(400);
    assertThat(client.post(API + "/composite", request(false, queries)).errorCode())
        .isEqualTo("LIMIT_EXCEEDED");
    assertThat(
            client
                .post(
                    API + "/composite",
                    "{\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/services/data/v65.0/limits\"}]}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aPartMayHaveHeadersOfItsOwn() {
    for (int i = 0; i < 201; i++) {
      lead("");
    }

    JsonNode parts =
        client
            .post(
                API + "/composite",
                "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"q\",\"url\":"
                    + "\"/services/data/v65.0/query?q=SELECT+Id+FROM+Lead\",\"httpHeaders\":"
                    + "{\"Sforce-Query-Options\":\"batchSize=200\"}}]}")
            .body()
            .get("compositeResponse");

    assertThat(parts.at("/0/body/records")).hasSize(200);
    assertThat(parts.at("/0/body/done").asBoolean()).isFalse();
  }

  private JsonNode send(boolean allOrNone, String... parts) {
    return client
        .post(API + "/composite", request(allOrNone, parts))
        .body()
        .get("compositeResponse");
  }

  private static String request(boolean allOrNone, String... parts) {
    return "{\"allOrNone\":%s,\"compositeRequest\":[%s]}"
        .formatted(allOrNone, String.join(",", parts));
  }

  private static String part(String method, String path, String reference, String body) {
    return "{\"method\":\"%s\",\"url\":\"%s\",\"referenceId\":\"%s\"%s}"
        .formatted(
            method,
            SalesforceClient.API + path,
            reference,
            body == null ? "" : ",\"body\":" + body);
  }
}
