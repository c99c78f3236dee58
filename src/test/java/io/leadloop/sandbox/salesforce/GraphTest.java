package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class GraphTest extends SandboxFixture {
  @Test
  void eachGraphIsSavedAsAWholeOrNotAtAll() {
    JsonNode answer =
        graphs(
            graph("good", node("a", "Account", "{\"Name\":\"One\"}"), contact("c", "N")),
            graph("bad", node("a", "Account", "{\"Name\":\"Two\"}"), contact("c", "")));

    assertThat(answer.at("/graphs/0/isSuccessful").asBoolean()).isTrue();
    assertThat(answer.at("/graphs/0/graphResponse/compositeResponse/1/httpStatusCode").asInt())
        .isEqualTo(201);
    assertThat(answer.at("/graphs/1/graphId").asText()).isEqualTo("bad");
    assertThat(answer.at("/graphs/1/isSuccessful").asBoolean()).isFalse();
    assertThat(answer.at("/graphs/1/graphResponse/compositeResponse/0/body"))
        .hasToString(
            "[{\"message\":\"The transaction was rolled back since another operation in the same"
                + " transaction failed.\",\"errorCode\":\"PROCESSING_HALTED\"}]");
    assertThat(answer.at("/graphs/1/graphResponse/compositeResponse/1/body/0/errorCode").asText())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(client.query("SELECT Name FROM Account").body().at("/records/0/Name").asText())
        .isEqualTo("One");
    assertThat(client.query("SELECT Id FROM Account").body().get("totalSize").asInt()).isEqualTo(1);
  }

  @Test
  void thereIsALimitToGraphsAndNodes() {
    String one = graph("%s", node("a", "Account", "{\"Name\":\"x\"}"));
    String[] many = new String[76];
    for (int i = 0; i < many.length; i++) {
      many[i] = one.formatted("g" + i);
    }
    assertThat(graphs(many).at("/0/errorCode").asText()).isEqualTo("LIMIT_EXCEEDED");
    String nodes = String.join(",", Collections.nCopies(501, "{}"));
    assertThat(graphs(graph("g", nodes)).at("/0/errorCode").asText()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(graphs(one.formatted("g"), one.formatted("g")).at("/0/message").asText())
        .isEqualTo("Duplicate graphId: g");
    assertThat(client.get(API + "/composite/graph").errorCode()).isEqualTo("METHOD_NOT_ALLOWED");
  }

  private JsonNode graphs(String... graphs) {
    return client
        .post(API + "/composite/graph", "{\"graphs\":[" + String.join(",", graphs) + "]}")
        .body();
  }

  private static String graph(String id, String... nodes) {
    return "{\"graphId\":\"%s\",\"compositeRequest\":[%s]}".formatted(id, String.join(",", nodes));
  }

  private static String contact(String reference, String lastName) {
    return node(
        reference, "Contact", "{\"AccountId\":\"@{a.id}\",\"LastName\":\"" + lastName + "\"}");
  }

  private static String node(String reference, String object, String body) {
    return "{\"method\":\"POST\",\"url\":\"%s/sobjects/%s\",\"referenceId\":\"%s\",\"body\":%s}"
        .formatted(API, object, reference, body);
  }
}
