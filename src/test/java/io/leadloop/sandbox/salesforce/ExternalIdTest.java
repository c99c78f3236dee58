package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalIdTest extends SandboxFixture {
  private static final String KEY = API + "/sobjects/Lead/Leadloop_Key__c/";

  @Test
  void anUnknownKeyCreatesAndAKnownOneUpdates() {
    SalesforceClient.Reply created =
        client.patch(KEY + "a%2Fb", "{\"LastName\":\"Novak\",\"Company\":\"Acme\"}");
    String id = created.body().get("id").asText();
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body())
        .hasToString(
            "{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":true}".formatted(id));

    SalesforceClient.Reply updated = client.patch(KEY + "A%2FB", "{\"City\":\"Brno\"}");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.body())
        .hasToString(
            "{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":false}".formatted(id));
    assertThat(client.get(KEY + "a%2Fb").body().get("City").asText()).isEqualTo("Brno");
    assertThat(client.get(KEY + "a%2Fb").body().get("Leadloop_Key__c").asText()).isEqualTo("a/b");
    assertThat(client.delete(KEY + "a%2Fb").status()).isEqualTo(204);
    assertThat(client.delete(KEY + "a%2Fb").status()).isEqualTo(404);
  }

  @Test
  void updateOnlyNeverCreates() {
    SalesforceClient.Reply reply =
        client.patch(KEY + "k?updateOnly=true", "{\"LastName\":\"Novak\",\"Company\":\"Acme\"}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(client.query("SELECT COUNT() FROM Lead").body().get("totalSize").asInt()).isZero();
  }

  @Test
  void aKeyThatIsMissingOrNoKeyIsNotFound() {
    assertThat(client.get(KEY + "nothing").errorCode()).isEqualTo("NOT_FOUND");
    assertThat(client.get(API + "/sobjects/Lead/City/Brno").message())
        .isEqualTo("Provided external ID field does not exist or is not accessible: City");
    assertThat(client.patch(KEY + "k", "{\"Leadloop_Key__c\":\"k\"}").message())
        .isEqualTo("The Leadloop_Key__c field should not be specified in the sobject data.");
  }

  @Test
  void severalMatchesAreAChoice(@TempDir Path directory) throws IOException {
    Path extra = directory.resolve("fields.yaml");
    Files.writeString(
        extra,
        "objects: { Lead: { fields: { Legacy_Id__c: { type: string, length: 20, external_id: true } } } }");
    try (SalesforceSandbox more = SalesforceSandbox.start(options(clock).withExtraObjects(extra))) {
      SalesforceClient other = SalesforceClient.integration(more);
      String body = "{\"LastName\":\"Novak\",\"Company\":\"Acme\",\"Legacy_Id__c\":\"7\"}";
      String first = other.create("Lead", body);
      String second = other.create("Lead", body);

      SalesforceClient.Reply reply =
          other.patch(API + "/sobjects/Lead/Legacy_Id__c/7", "{\"City\":\"Brno\"}");

      assertThat(reply.status()).isEqualTo(300);
      assertThat(reply.body())
          .hasToString(
              "[\"%1$s/sobjects/Lead/%2$s\",\"%1$s/sobjects/Lead/%3$s\"]"
                  .formatted(API, first, second));
      assertThat(
              other
                  .query("SELECT COUNT() FROM Lead WHERE City = 'Brno'")
                  .body()
                  .get("totalSize")
                  .asInt())
          .isZero();
    }
  }
}
