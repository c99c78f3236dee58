package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Camel's own Salesforce component, which nobody here wrote, works with the sandbox. */
class CamelClientTest extends SandboxFixture {
  @Test
  void camelLogsInReadsWritesAndLogsInAgain() throws Exception {
    CamelContext context = new DefaultCamelContext();
    try {
      context.addComponent("salesforce", component());
      context.start();
      ProducerTemplate camel = context.createProducerTemplate();

      JsonNode created =
          json(
              camel.requestBody(
                  raw("PATCH", "/composite/sobjects/Lead/Leadloop_Key__c"),
                  "{\"records\":[{\"attributes\":{\"type\":\"Lead\"},\"Leadloop_Key__c\":\"K-1\","
                      + "\"LastName\":\"Nov\u00e1k\",\"Company\":\"Acme\"}]}"));
      assertThat(created.at("/0/created").asBoolean()).isTrue();

      client.control("expire-tokens", "{}");
      JsonNode found =
          json(
              camel.requestBody(
                  "salesforce:query?rawPayload=true", "SELECT LastName FROM Lead ORDER BY Id"));
      assertThat(found.at("/records/0/LastName").asText()).isEqualTo("Nov\u00e1k");

      client.control("expire-tokens", "{}");
      JsonNode retrieved =
          json(
              camel.requestBody(
                  raw("POST", "/composite/sobjects/Lead"),
                  "{\"ids\":[\"%s\"],\"fields\":[\"LastName\"]}"
                      .formatted(created.at("/0/id").asText())));
      assertThat(retrieved.at("/0/LastName").asText()).isEqualTo("Nov\u00e1k");
      assertThat(
              json(camel.requestBody("salesforce:limits?rawPayload=true", ""))
                  .has("DailyApiRequests"))
          .isTrue();
      assertThat(
              json(camel.requestBody(
                      "salesforce:getDescription?rawPayload=true&sObjectName=Lead", ""))
                  .get("name")
                  .asText())
          .isEqualTo("Lead");
    } finally {
      context.stop();
    }
    assertThat(sandbox.calls().since(0))
        .anySatisfy(call -> assertThat(call.path()).isEqualTo("/services/oauth2/revoke"));
  }

  private SalesforceComponent component() {
    SalesforceComponent component = new SalesforceComponent();
    component.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
    component.setLoginUrl(sandbox.baseUrl());
    component.setClientId(SalesforceSandbox.CLIENT_ID);
    component.setClientSecret(SalesforceSandbox.CLIENT_SECRET);
    component.setLazyLogin(true);
    SalesforceEndpointConfig config = new SalesforceEndpointConfig();
    config.setApiVersion("65.0");
    component.setConfig(config);
    return component;
  }

  private static String raw(String method, String path) {
    return "salesforce:raw?format=JSON&rawMethod=%s&rawPath=%s%s"
        .formatted(method, SalesforceClient.API, path);
  }

  private static JsonNode json(Object body) throws IOException {
    return Json.parse(((InputStream) body).readAllBytes());
  }
}
