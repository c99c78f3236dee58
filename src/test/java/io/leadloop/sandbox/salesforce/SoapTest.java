package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SoapTest extends SandboxFixture {
  private static final String MERGE =
      "<merge><mergeRequests><masterRecord><type>Lead</type><Id>%s</Id><DoNotCall>%s</DoNotCall>"
          + "</masterRecord><recordToMergeIds>%s</recordToMergeIds></mergeRequests></merge>";
  private static final String LOGIN =
      "<login><username>ben@leadloop.example</username><password>%s</password></login>";

  @Test
  void loginGivesASessionForTheRestApi() {
    String answer = call("64.0", "", LOGIN.formatted("sandbox-password"));

    assertThat(text(answer, "serverUrl"))
        .startsWith(sandbox.baseUrl() + "/services/Soap/u/64.0/00D");
    assertThat(text(answer, "userName")).isEqualTo("ben@leadloop.example");
    SalesforceClient rest =
        new SalesforceClient(sandbox.baseUrl())
            .with("Authorization", "Bearer " + text(answer, "sessionId"));
    assertThat(rest.get(API + "/limits").status()).isEqualTo(200);
    call("64.0", text(answer, "sessionId"), "<logout/>");
    assertThat(rest.get(API + "/limits").status()).isEqualTo(401);
  }

  @Test
  void wrongCallsAreFaults() {
    String refused = call("64.0", "", LOGIN.formatted("x"));
    assertThat(text(refused, "faultcode")).isEqualTo("sf:INVALID_LOGIN");
    assertThat(text(refused, "faultstring"))
        .isEqualTo(
            "INVALID_LOGIN: Invalid username, password, security token; or user locked out.");
    assertThat(text(call("65.0", "", LOGIN.formatted("sandbox-password")), "faultcode"))
        .isEqualTo("sf:INVALID_SESSION_ID");
    assertThat(text(call("65.0", "nonsense", "<getUserInfo/>"), "faultcode"))
        .isEqualTo("sf:INVALID_SESSION_ID");
    assertThat(text(call("65.0", session(), "<describeTabs/>"), "faultstring"))
        .startsWith("No operation available for request");
    assertThat(call("65.0", session(), "<unclosed>")).contains("soapenv:Client");
  }

  @Test
  void aLeadIsConverted() {
    String id = lead("\"Email\":\"ada@acme.example\"");
    String campaign = client.create("Campaign", "{\"Name\":\"Fair\"}");
    String member =
        client.create(
            "CampaignMember", "{\"CampaignId\":\"%s\",\"LeadId\":\"%s\"}".formatted(campaign, id));

    String wrong = convert(id, "Nurture");
    assertThat(text(wrong, "statusCode")).isEqualTo("INVALID_STATUS");
    String done = convert(id, "Closed - Converted");
    assertThat(text(done, "success")).isEqualTo("true");
    assertThat(read("Opportunity", text(done, "opportunityId")).get("Name").asText())
        .isEqualTo("Deal & more");
    assertThat(read("CampaignMember", member).get("ContactId").asText())
        .isEqualTo(text(done, "contactId"));
    assertThat(text(convert(id, "Closed - Converted"), "statusCode"))
        .isEqualTo("CANNOT_UPDATE_CONVERTED_LEAD");
  }

  @Test
  void leadsAreMergedAndLosersComeBack() {
    String master = lead("\"City\":\"Brno\"");
    String loser = lead("\"City\":\"Wien\",\"Title\":\"CTO\"");
    String task = client.create("Task", "{\"WhoId\":\"" + loser + "\"}");

    String done = merge(master, loser);

    assertThat(text(done, "mergedRecordIds")).isEqualTo(loser);
    assertThat(text(done, "updatedRelatedIds")).isEqualTo(task);
    assertThat(read("Lead", master).get("City").asText()).isEqualTo("Brno");
    assertThat(read("Lead", master).get("Title").isNull()).isTrue();
    assertThat(read("Lead", master).get("DoNotCall").asBoolean()).isTrue();
    assertThat(read("Task", task).get("WhoId").asText()).isEqualTo(master);
    assertThat(
            client
                .get(
                    API
                        + "/queryAll?q="
                        + SalesforceClient.encode(
                            "SELECT Id FROM Lead WHERE MasterRecordId = '" + master + "'"))
                .body()
                .at("/records/0/Id")
                .asText())
        .isEqualTo(loser);
    assertThat(text(merge(master, loser), "statusCode")).isEqualTo("ENTITY_IS_DELETED");
    assertThat(call("65.0", session(), MERGE.formatted(master, "x", loser)))
        .contains("<faultcode>sf:JSON_PARSER_ERROR</faultcode>");
    assertThat(text(merge(master, master), "statusCode")).isEqualTo("INVALID_ID_FIELD");
    String undelete = "<undelete><ids>" + loser + "</ids></undelete>";
    assertThat(text(call("65.0", session(), undelete), "success")).isEqualTo("true");
    assertThat(text(call("65.0", session(), undelete), "statusCode")).isEqualTo("UNDELETE_FAILED");
    assertThat(read("Lead", loser).get("City").asText()).isEqualTo("Wien");
    assertThat(read("Lead", loser).get("MasterRecordId").isNull()).isTrue();
  }

  @Test
  void anOldDeletionIsForGood() {
    String id = lead("");
    client.delete(API + "/sobjects/Lead/" + id);
    pass("P16D");
    assertThat(client.control("undelete", "{\"ids\":[\"" + id + "\"]}").body().at("/0/errors/0"))
        .hasToString(
            "{\"statusCode\":\"UNDELETE_FAILED\",\"message\":\"Entity is not in the recycle bin\","
                + "\"fields\":[]}");
  }

  @Test
  void peopleMergeInTheVendorsPages() {
    String master = lead("");
    String loser = lead("");
    assertThat(
            client
                .control(
                    "merge",
                    "{\"object\":\"Lead\",\"id\":\"%s\",\"mergedIds\":[\"%s\"]}"
                        .formatted(master, loser))
                .status())
        .isEqualTo(200);
    assertThat(client.get(API + "/sobjects/Lead/" + loser).errorCode())
        .isEqualTo("ENTITY_IS_DELETED");
  }

  @Test
  void aPersonIsInACampaignOnce() {
    String campaign = client.create("Campaign", "{\"Name\":\"Fair\"}");
    String member =
        "{\"CampaignId\":\"%s\",\"LeadId\":\"%s\",\"Status\":\"Responded\"}"
            .formatted(campaign, lead(""));
    String id = client.create("CampaignMember", member);
    assertThat(read("CampaignMember", id).get("HasResponded").asBoolean()).isTrue();
    assertThat(client.post(API + "/sobjects/CampaignMember", member).body())
        .hasToString(
            "[{\"message\":\"Already a campaign member.\",\"errorCode\":\"DUPLICATE_VALUE\",\"fields\":[]}]");
  }

  private String convert(String id, String status) {
    return call(
        "65.0",
        session(),
        "<convertLead><leadConverts><leadId>%s</leadId><convertedStatus>%s</convertedStatus><opportunityName>Deal &amp; more</opportunityName></leadConverts></convertLead>"
            .formatted(id, status));
  }

  private String merge(String master, String loser) {
    return call("65.0", session(), MERGE.formatted(master, "true", loser));
  }

  private String session() {
    return text(call("64.0", "", LOGIN.formatted("sandbox-password")), "sessionId");
  }

  private static String text(String xml, String element) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(xml);
    return matcher.find() ? matcher.group(1) : "no " + element + " in " + xml;
  }

  private String call(String version, String session, String body) {
    String envelope =
        ("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns=\"urn:partner.soap.sforce.com\"><soapenv:Header><SessionHeader>"
                + "<sessionId>%s</sessionId></SessionHeader></soapenv:Header><soapenv:Body>%s"
                + "</soapenv:Body></soapenv:Envelope>")
            .formatted(session, body);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/services/Soap/u/" + version))
            .header("Content-Type", "text/xml")
            .header("SOAPAction", "\"\"")
            .POST(HttpRequest.BodyPublishers.ofString(envelope))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
