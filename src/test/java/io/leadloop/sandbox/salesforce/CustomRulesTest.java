package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomRulesTest extends SandboxFixture {
  private static final String MATCH =
      "\"match\":[{\"object\":\"Lead\",\"fields\":[\"Email\"]},"
          + "{\"object\":\"Contact\",\"fields\":[\"Email\"]}]";

  @Test
  void aDuplicateRuleTellsWhatItFound() {
    String twin = lead("\"Email\":\"ada@acme.example\"");
    rules("{\"duplicate\":[{\"object\":\"Lead\",\"action\":\"alert\"," + MATCH + "}]}");

    SalesforceClient.Reply refused = create("\"Email\":\"ADA@acme.example\"");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .hasToString(
            ("[{\"message\":\"Use one of these records?\",\"errorCode\":\"DUPLICATES_DETECTED\","
                    + "\"fields\":[],\"duplicateResut\":{\"allowSave\":true,"
                    + "\"duplicateRule\":\"Standard_Lead_Duplicate_Rule\","
                    + "\"duplicateRuleEntityType\":\"Lead\","
                    + "\"errorMessage\":\"Use one of these records?\","
                    + "\"matchResults\":[{\"entityType\":\"Lead\",\"errors\":[],"
                    + "\"matchEngine\":\"ExactMatchEngine\",\"matchRecords\":[{"
                    + "\"additionalInformation\":[],\"fieldDiffs\":[],\"matchConfidence\":100.0,"
                    + "\"record\":{\"attributes\":{\"type\":\"Lead\","
                    + "\"url\":\"/services/data/v65.0/sobjects/Lead/%1$s\"},\"Id\":\"%1$s\"}}],"
                    + "\"rule\":\"Standard_Lead_Match_Rule_v1_0\",\"size\":1,\"success\":true}]}}]")
                .formatted(twin));
    JsonNode inCollection =
        client
            .post(
                API + "/composite/sobjects",
                "{\"records\":[{\"attributes\":{\"type\":\"Lead\"},\"LastName\":\"x\","
                    + "\"Company\":\"y\",\"Email\":\"ada@acme.example\"}]}")
            .body();
    assertThat(error(inCollection, 0).at("/statusCode").asText()).isEqualTo("DUPLICATES_DETECTED");
    assertThat(
            error(inCollection, 0)
                .at("/duplicateResult/matchResults/0/matchRecords/0/record/Id")
                .asText())
        .isEqualTo(twin);
  }

  @Test
  void anAlertIsPassedByTheHeaderAndABlockIsNot() {
    lead("\"Email\":\"ada@acme.example\"");
    SalesforceClient insisting =
        SalesforceClient.integration(sandbox)
            .with("Sforce-Duplicate-Rule-Header", "allowSave=true; includeRecordDetails=true");
    String record = "{\"LastName\":\"x\",\"Company\":\"y\",\"Email\":\"ada@acme.example\"}";

    rules("{\"duplicate\":[{\"object\":\"Lead\",\"action\":\"block\"," + MATCH + "}]}");
    SalesforceClient.Reply refused = insisting.post(API + "/sobjects/Lead", record);
    assertThat(refused.errorCode()).isEqualTo("DUPLICATES_DETECTED");
    assertThat(refused.body().at("/0/duplicateResut/allowSave").asBoolean()).isFalse();
    assertThat(
            refused
                .body()
                .at("/0/duplicateResut/matchResults/0/matchRecords/0/record/Company")
                .asText())
        .isEqualTo("Acme");

    rules("{\"duplicate\":[{\"object\":\"Lead\",\"action\":\"alert\"," + MATCH + "}]}");
    assertThat(insisting.post(API + "/sobjects/Lead", record).status()).isEqualTo(201);
  }

  @Test
  void anUpdateIsCheckedWhenItTouchesWhatIsMatched() {
    lead("\"Email\":\"ada@acme.example\"");
    String other = lead("\"Email\":\"bob@acme.example\"");
    rules("{\"duplicate\":[{\"object\":\"Lead\"," + MATCH + "}]}");

    String path = API + "/sobjects/Lead/" + other;
    assertThat(client.patch(path, "{\"City\":\"Brno\"}").status()).isEqualTo(204);
    assertThat(client.patch(path, "{\"Email\":\"ada@acme.example\"}").errorCode())
        .isEqualTo("DUPLICATES_DETECTED");
    assertThat(create("").status()).isEqualTo(201);
  }

  @Test
  void aValidationRuleRefusesWhatItsConditionFinds() {
    rules(
        "{\"validation\":[{\"object\":\"Lead\",\"when\":\"Phone = null AND Email = null\","
            + "\"field\":\"Email\",\"message\":\"Say how to reach them\"}]}");

    SalesforceClient.Reply refused = create("");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .hasToString(
            "[{\"message\":\"Say how to reach them\","
                + "\"errorCode\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\",\"fields\":[\"Email\"]}]");
    String id = lead("\"Phone\":\"1\"");
    assertThat(client.patch(API + "/sobjects/Lead/" + id, "{\"Phone\":null}").errorCode())
        .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
  }

  @Test
  void anAssignmentRuleChoosesTheOwnerUnlessItIsToldNotTo() {
    rules(
        "{\"assignment\":[{\"object\":\"Lead\",\"entries\":["
            + "{\"when\":\"Country = 'CZ'\",\"owner\":\"ben@leadloop.example\"},"
            + "{\"owner\":\"chi@leadloop.example\"}]}]}");

    assertThat(owner(lead("\"Country\":\"CZ\""))).isEqualTo("ben@leadloop.example");
    String id = lead("");
    assertThat(owner(id)).isEqualTo("chi@leadloop.example");
    // An update re-assigns too.
    client.patch(API + "/sobjects/Lead/" + id, "{\"Country\":\"CZ\"}");
    assertThat(owner(id)).isEqualTo("ben@leadloop.example");
    SalesforceClient calm =
        SalesforceClient.integration(sandbox).with("Sforce-Auto-Assign", "FALSE");
    calm.patch(API + "/sobjects/Lead/" + id, "{\"Country\":\"DE\"}");
    assertThat(owner(id)).isEqualTo("ben@leadloop.example");
  }

  @Test
  void rulesThatCannotBeFollowedAreRefused() {
    for (String wrong :
        new String[] {
          "{\"validation\":[{\"object\":\"Lead\",\"when\":\"Nope = 1\",\"message\":\"x\"}]}",
          "{\"duplicate\":[{\"object\":\"Laed\"," + MATCH + "}]}",
          "{\"duplicate\":[{\"object\":\"Lead\",\"action\":\"shout\"," + MATCH + "}]}",
          "{\"assignment\":[{\"object\":\"Lead\",\"entries\":[{\"owner\":\"nobody\"}]}]}"
        }) {
      assertThat(put(wrong).status()).isEqualTo(400);
    }
    rules("{}");
  }

  private String owner(String id) {
    return client
        .query("SELECT Owner.Email FROM Lead WHERE Id = '%s'".formatted(id))
        .body()
        .at("/records/0/Owner/Email")
        .asText();
  }

  private SalesforceClient.Reply create(String more) {
    return client.post(
        API + "/sobjects/Lead",
        "{\"LastName\":\"x\",\"Company\":\"y\"" + (more.isEmpty() ? "" : "," + more) + "}");
  }

  private SalesforceClient.Reply put(String rules) {
    return client.send("PUT", "/_sandbox/rules", rules, Map.of());
  }

  private void rules(String rules) {
    assertThat(put(rules).status()).isEqualTo(204);
  }
}
