package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.SandboxClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh sandbox on a free port, with a clock that stands still, and two logged-in clients. */
abstract class SandboxFixture {
  static final String API = SalesforceClient.API;

  SandboxClock clock;
  SalesforceSandbox sandbox;
  SalesforceClient client;
  SalesforceClient person;

  SalesforceOptions options(SandboxClock clock) {
    return SalesforceOptions.usual(clock).withPort(0).withLagMillis(0);
  }

  @BeforeEach
  void start() {
    clock = StillClock.at(StillClock.START);
    sandbox = SalesforceSandbox.start(options(clock));
    client = SalesforceClient.integration(sandbox);
    person = SalesforceClient.person(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  void pass(String duration) {
    clock.advance(Duration.parse(duration));
  }

  String lead(String more) {
    return client.create(
        "Lead",
        "{\"LastName\":\"Novak\",\"Company\":\"Acme\"" + (more.isEmpty() ? "" : "," + more) + "}");
  }

  JsonNode read(String object, String id) {
    return client.get(API + "/sobjects/" + object + "/" + id).body();
  }

  /** The only error of a collection's record. */
  static JsonNode error(JsonNode results, int record) {
    return results.get(record).get("errors").get(0);
  }
}
