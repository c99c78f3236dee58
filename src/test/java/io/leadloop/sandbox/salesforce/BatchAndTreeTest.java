package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class BatchAndTreeTest extends SandboxFixture {
  private static final String TREE = API + "/composite/tree/Account";

  @Test
  void aBatchGoesOnAfterARefusal() {
    SalesforceClient.Reply reply = batch(false);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("hasErrors").asBoolean()).isTrue();
    assertThat(reply.body().at("/results/0/statusCode").asInt()).isEqualTo(201);
    assertThat(reply.body().at("/results/1/statusCode").asInt()).isEqualTo(404);
    assertThat(reply.body().at("/results/1/result/0/errorCode").asText()).isEqualTo("NOT_FOUND");
    assertThat(reply.body().at("/results/2/result/totalSize").asInt()).isEqualTo(1);
    assertThat(reply.body().at("/results/2/statusCode").asInt()).isEqualTo(200);
  }

  @Test
  void aBatchMayHaltAtARefusal() {
    JsonNode results = batch(true).body().get("results");

    assertThat(results.at("/0/statusCode").asInt()).isEqualTo(201);
    assertThat(results.at("/2/statusCode").asInt()).isEqualTo(412);
    assertThat(results.at("/2/result/0/errorCode").asText()).isEqualTo("BATCH_PROCESSING_HALTED");
    assertThat(client.query("SELECT Id FROM Account").body().get("totalSize").asInt()).isEqualTo(1);
  }

  @Test
  void eachCallOfABatchCounts() {
    int before = remaining();
    batch(false);
    assertThat(before - remaining()).isEqualTo(4);
  }

  @Test
  void aTreeIsCreatedAtOnce() {
    SalesforceClient.Reply reply = client.post(TREE, tree("Novak"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().get("hasErrors").asBoolean()).isFalse();
    assertThat(reply.body().get("results")).hasSize(3);
    assertThat(reply.body().at("/results/0/referenceId").asText()).isEqualTo("acme");
    JsonNode contact =
        client.query("SELECT LastName, Account.Name FROM Contact").body().at("/records/0");
    assertThat(contact.at("/Account/Name").asText()).isEqualTo("Acme");
    assertThat(
            client
                .query("SELECT Id FROM Task WHERE Who.Name = 'Novak'")
                .body()
                .get("totalSize")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void aTreeIsCreatedAsAWholeOrNotAtAll() {
    SalesforceClient.Reply reply = client.post(TREE, tree(""));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("hasErrors").asBoolean()).isTrue();
    assertThat(reply.body().get("results")).hasSize(1);
    assertThat(reply.body().at("/results/0/referenceId").asText()).isEqualTo("eva");
    assertThat(reply.body().at("/results/0/errors/0/statusCode").asText())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(client.query("SELECT Id FROM Account").body().get("totalSize").asInt()).isZero();
    assertThat(client.post(TREE, tree("x").replace("\"eva\"", "\"acme\"")).errorCode())
        .isEqualTo("INVALID_INPUT");
  }

  private SalesforceClient.Reply batch(boolean haltOnError) {
    return client.post(
        API + "/composite/batch",
        """
        {"haltOnError": %s, "batchRequests": [
          {"method": "POST", "url": "v65.0/sobjects/Account", "richInput": {"Name": "Acme"}},
          {"method": "GET", "url": "v65.0/sobjects/Account/001000000000000AAA"},
          {"method": "GET", "url": "v65.0/query?q=SELECT+Id+FROM+Account"}]}
        """
            .formatted(haltOnError));
  }

  private int remaining() {
    return client.get(API + "/limits").body().at("/DailyApiRequests/Remaining").asInt();
  }

  private static String tree(String lastName) {
    return """
    {"records": [{"attributes": {"type": "Account", "referenceId": "acme"}, "Name": "Acme",
      "Contacts": {"records": [
        {"attributes": {"type": "Contact", "referenceId": "eva"}, "LastName": "%s",
         "Tasks": {"records": [
           {"attributes": {"type": "Task", "referenceId": "call"}, "Subject": "Call"}]}}]}}]}
    """
        .formatted(lastName);
  }
}
