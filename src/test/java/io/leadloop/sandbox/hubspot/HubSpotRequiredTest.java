package io.leadloop.sandbox.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an admin demands of contacts, to which writes are held from the version 2026-09 on. */
class HubSpotRequiredTest {
  private static final String NEW = "/crm/objects/2026-09/contacts";
  private static final String OLD = "/crm/objects/2026-03/contacts";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @BeforeEach
  void demand() {
    Answer set =
        hubspot.control(
            "POST",
            "required",
            "{'onCreate':['lastname'],'conditional':[{'property':'lifecyclestage',"
                + "'values':['customer'],'required':['company','phone']}]}");
    assertThat(set.status()).isEqualTo(204);
  }

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void createWithoutARequiredValueIsRefusedByTheNewVersionOnly() {
    Answer refused = hubspot.post(NEW, "{'properties':{'email':'a@example.com'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("MISSING_REQUIRED_PROPERTY");
    assertThat(refused.at("/errors/0/context/propertyName/0").asText()).isEqualTo("lastname");
    assertThat(refused.at("/message").asText()).startsWith("Property values were not valid: [{");
    assertThat(hubspot.post(OLD, "{'properties':{'email':'a@example.com'}}").status())
        .isEqualTo(201);
    assertThat(
            hubspot
                .post("/crm/v3/objects/contacts", "{'properties':{'email':'b@example.com'}}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void changeThatMeetsAConditionNeedsWhatItDemands() {
    Answer made =
        hubspot.post(NEW, "{'properties':{'email':'a@example.com','lastname':'A','phone':'1'}}");
    String path = NEW + "/" + made.at("/id").asText();
    Answer refused = hubspot.patch(path, "{'properties':{'lifecyclestage':'customer'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors")).hasSize(1);
    assertThat(refused.at("/errors/0/code").asText())
        .isEqualTo("MISSING_CONDITIONAL_REQUIRED_PROPERTY");
    assertThat(refused.at("/errors/0/context/propertyName/0").asText()).isEqualTo("company");
    assertThat(
            hubspot
                .patch(path, "{'properties':{'lifecyclestage':'customer','company':'Acme'}}")
                .status())
        .isEqualTo(200);
    assertThat(hubspot.patch(path, "{'properties':{'phone':''}}").status()).isEqualTo(400);
    assertThat(hubspot.patch(path, "{'properties':{'city':'Bern'}}").status()).isEqualTo(200);
  }

  @Test
  void batchTellsWhichRowLacksWhat() {
    Answer made =
        hubspot.post(
            NEW + "/batch/create",
            "{'inputs':[{'objectWriteTraceId':'a','properties':{'email':'a@example.com'}},"
                + "{'objectWriteTraceId':'b','properties':{'email':'b@example.com','lastname':'B'}}]}");
    assertThat(made.status()).isEqualTo(207);
    assertThat(made.at("/results")).hasSize(1);
    assertThat(made.at("/errors/0/context/objectWriteTraceId/0").asText()).isEqualTo("a");
    assertThat(made.at("/errors/0/errors/0/code").asText()).isEqualTo("MISSING_REQUIRED_PROPERTY");
  }
}
