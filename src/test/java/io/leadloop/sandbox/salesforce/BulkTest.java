package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkTest extends SandboxFixture {
  private static final String INGEST = API + "/jobs/ingest";
  private static final String QUERY = API + "/jobs/query";

  private String token;

  @BeforeEach
  void aTokenForCsv() {
    token =
        client
            .form(
                "grant_type=client_credentials&client_id=sandbox-client-id"
                    + "&client_secret=sandbox-client-secret")
            .get("access_token")
            .asText();
  }

  @Test
  void aJobLoadsItsLinesWhenItsTimeHasCome() {
    JsonNode made = job("insert", "");
    String id = made.get("id").asText();
    assertThat(made.get("state").asText()).isEqualTo("Open");
    assertThat(made.get("contentUrl").asText())
        .isEqualTo("services/data/v65.0/jobs/ingest/%s/batches".formatted(id));
    assertThat(made.get("apiVersion").asDouble()).isEqualTo(65.0);
    assertThat(upload(id, "LastName,Company,DoNotCall,City\nA,X,true,\n,Y,,\nC,Z,1,#N/A\n"))
        .isEqualTo(201);
    assertThat(upload(id, "LastName\n")).isEqualTo(400);
    close(id);

    assertThat(info(id).get("state").asText()).isEqualTo("UploadComplete");
    pass("PT0.15S");
    assertThat(info(id).get("state").asText()).isEqualTo("InProgress");
    assertThat(client.query("SELECT Id FROM Lead").body().get("totalSize").asInt()).isZero();
    pass("PT0.2S");
    JsonNode info = info(id);
    assertThat(info.get("state").asText()).isEqualTo("JobComplete");
    assertThat(info.get("numberRecordsProcessed").asInt()).isEqualTo(3);
    assertThat(info.get("numberRecordsFailed").asInt()).isEqualTo(1);
    assertThat(
            client
                .query("SELECT Id FROM Lead WHERE DoNotCall = true")
                .body()
                .get("totalSize")
                .asInt())
        .isEqualTo(2);
    assertThat(csv(INGEST + "/" + id + "/successfulResults"))
        .matches(
            """
            "sf__Id","sf__Created","LastName","Company","DoNotCall","City"
            "00Q\\w{15}","true","A","X","true",""
            "00Q\\w{15}","true","C","Z","1","#N/A"
            """);
    assertThat(csv(INGEST + "/" + id + "/failedResults"))
        .endsWith(
            "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --\","
                + "\"\",\"Y\",\"\",\"\"\n");
    assertThat(csv(INGEST + "/" + id + "/unprocessedrecords").lines()).hasSize(1);
    assertThat(client.delete(INGEST + "/" + id).status()).isEqualTo(204);
    assertThat(client.get(INGEST + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void updatesUpsertsAndDeletesAreLoadedToo() {
    String id = lead("\"Leadloop_Key__c\":\"k1\"");
    load("update", "", "Id,City\n" + id + ",Brno\n");
    assertThat(read("Lead", id).get("City").asText()).isEqualTo("Brno");

    String done =
        load(
            "upsert",
            ",\"externalIdFieldName\":\"Leadloop_Key__c\"",
            "Leadloop_Key__c,LastName,Company,City\nk1,,,#N/A\nk2,New,Acme,\n");
    assertThat(csv(INGEST + "/" + done + "/successfulResults")).contains("\"false\"", "\"true\"");
    assertThat(read("Lead", id).get("City").isNull()).isTrue();

    load("delete", "", "Id\n" + id + "\n");
    assertThat(client.query("SELECT Id FROM Lead").body().get("totalSize").asInt()).isEqualTo(1);
  }

  @Test
  void aWrongValueFailsItsLineAndAWrongColumnTheJob() {
    String id = load("insert", "", "LastName,Company,NumberOfEmployees\nA,X,many\n");
    assertThat(csv(INGEST + "/" + id + "/failedResults"))
        .contains("INVALID_TYPE_ON_FIELD_IN_RECORD:");

    String failed = load("insert", "", "LastName,Nope\nA,1\n");
    assertThat(info(failed).get("state").asText()).isEqualTo("Failed");
    assertThat(info(failed).get("errorMessage").asText())
        .isEqualTo("InvalidBatch : Field name not found : Nope");
    assertThat(csv(INGEST + "/" + failed + "/unprocessedrecords")).contains("\"A\",\"1\"");

    String ending = load("insert", "", "LastName\r\nA\r\n");
    assertThat(info(ending).get("errorMessage").asText())
        .isEqualTo(
            "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is"
                + " LF");
  }

  @Test
  void aJobThatCannotBeIsRefused() {
    assertThat(refusal("{\"object\":\"Laed\",\"operation\":\"insert\"}"))
        .isEqualTo("InvalidEntity : Entity 'Laed' is not supported by the Bulk API.");
    assertThat(refusal("{\"object\":\"Lead\",\"operation\":\"upsert\"}"))
        .startsWith("InvalidJob : External ID was blank for Lead.");
    assertThat(refusal("{\"object\":\"Lead\",\"operation\":\"hardDelete\"}"))
        .startsWith("FeatureNotEnabled");
    assertThat(client.post(QUERY, "{\"operation\":\"query\",\"query\":\"SELECT\"}").errorCode())
        .isEqualTo("MALFORMED_QUERY");
    for (String soql :
        List.of("SELECT COUNT(Id) FROM Lead", "SELECT Id, (SELECT Id FROM Tasks) FROM Lead")) {
      assertThat(
              client
                  .post(QUERY, "{\"operation\":\"query\",\"query\":\"" + soql + "\"}")
                  .errorCode())
          .isEqualTo("FUNCTIONALITY_NOT_ENABLED");
    }
    String id = job("insert", "").get("id").asText();
    assertThat(client.patch(INGEST + "/" + id, "{\"state\":\"Aborted\"}").body().get("state"))
        .hasToString("\"Aborted\"");
    assertThat(client.patch(INGEST + "/" + id, "{\"state\":\"UploadComplete\"}").errorCode())
        .isEqualTo("INVALIDJOBSTATE");
  }

  @Test
  void aQueryIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      lead("\"NumberOfEmployees\":" + i);
    }
    String soql = "SELECT NumberOfEmployees, Owner.Alias, CreatedDate, City FROM Lead";
    String id =
        client
            .post(QUERY, "{\"operation\":\"query\",\"query\":\"" + soql + "\"}")
            .body()
            .get("id")
            .asText();
    assertThat(client.get(QUERY + "/" + id + "/results").errorCode()).isEqualTo("INVALIDJOBSTATE");
    pass("PT1S");

    HttpResponse<String> first = get(QUERY + "/" + id + "/results?maxRecords=3");
    assertThat(first.body())
        .startsWith(
            """
            "NumberOfEmployees","Owner.Alias","CreatedDate","City"
            "0","leadloop","2026-11-21T10:00:00.000Z",""
            """);
    assertThat(header(first, "Sforce-NumberOfRecords")).isEqualTo("3");
    HttpResponse<String> second =
        get(QUERY + "/" + id + "/results?locator=" + header(first, "Sforce-Locator"));
    assertThat(header(second, "Sforce-NumberOfRecords")).isEqualTo("2");
    assertThat(header(second, "Sforce-Locator")).isEqualTo("null");
    assertThat(client.get(QUERY + "/" + id + "/results?locator=x!").errorCode())
        .isEqualTo("INVALID_QUERY_LOCATOR");
    assertThat(client.get(QUERY).body().get("records")).hasSize(1);
    assertThat(client.get(QUERY + "/" + id).body().get("numberRecordsProcessed").asInt())
        .isEqualTo(5);
  }

  private String load(String operation, String more, String csv) {
    String id = job(operation, more).get("id").asText();
    upload(id, csv);
    close(id);
    pass("PT1S");
    info(id);
    return id;
  }

  private JsonNode job(String operation, String more) {
    return client
        .post(INGEST, "{\"object\":\"Lead\",\"operation\":\"%s\"%s}".formatted(operation, more))
        .body();
  }

  private String refusal(String body) {
    SalesforceClient.Reply reply = client.post(INGEST, body);
    assertThat(reply.status()).isEqualTo(400);
    return reply.message();
  }

  private JsonNode info(String id) {
    return client.get(INGEST + "/" + id).body();
  }

  private void close(String id) {
    client.patch(INGEST + "/" + id, "{\"state\":\"UploadComplete\"}");
  }

  private int upload(String id, String csv) {
    return send("PUT", INGEST + "/" + id + "/batches", csv).statusCode();
  }

  private String csv(String path) {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/csv")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
