package io.leadloop.app;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Ann, who sent a form long ago, became a lead, and may send another one; on a stage whose calls to
 * Salesforce pass a relay.
 */
final class FormSender implements AutoCloseable {
  final Stage stage;
  final Relay salesforce;
  private String contact = "";

  private FormSender(Stage stage, Relay salesforce) {
    this.stage = stage;
    this.salesforce = salesforce;
  }

  /** A stage without people. */
  static FormSender on(Path folder) throws IOException {
    Stage stage = Stage.with(folder, PortalLoader.empty());
    Relay salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change("leadloop.yaml", stage.salesforce.baseUrl(), salesforce.url());
    return new FormSender(stage, salesforce);
  }

  /** Makes the contact, with a form that is history when it is linked; returns its id. */
  String isThere(Map<String, String> more) {
    Map<String, String> properties = new LinkedHashMap<>(more);
    properties.put("email", "ann@example.com");
    properties.put("firstname", "Ann");
    properties.put("lastname", "Lee");
    contact = stage.accounts.createContact(properties);
    sends("Newsletter", Instant.now().minus(90, ChronoUnit.DAYS), 1);
    return contact;
  }

  /** Waits for the one lead; returns its id. */
  String isALead() {
    Eventually.equal("there is a lead", 1L, () -> stage.accounts.count("Lead"));
    stage.atRest();
    return keyed();
  }

  /** The one Lead that carries her key. */
  String keyed() {
    return stage.accounts.leadsByKey("Email").get(contact).get("Id").asText();
  }

  /** HubSpot takes a form. */
  void sends(String form, Instant at, int number) {
    stage.accounts.apis.hubspot(
        "POST",
        "/_sandbox/edit",
        """
        {"id": "%s", "asVendor": true, "properties": {"recent_conversion_event_name": "%s",
          "recent_conversion_date": "%s", "num_conversion_events": "%d"}}
        """
            .formatted(contact, form, at.truncatedTo(ChronoUnit.MILLIS), number));
  }

  /** Sales is done with a lead of hers, and marketing sees it. */
  void isRejected(String lead) {
    stage.accounts.edit(
        "Lead", lead, Map.of("Status", "Rejected", "Rejection_Reason__c", "No budget"));
    Eventually.equal("marketing sees it", "rejected", () -> shows("leadloop_disposition"));
    stage.atRest();
  }

  String shows(String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }

  /** Asks what the daemon stored. */
  <T> T inStore(BiFunction<State, Handle, T> asked) {
    try (Store store = Store.open(stage.store)) {
      State state = State.of(store, "main");
      return store.read(handle -> asked.apply(state, handle));
    }
  }

  List<LinkRow> links() {
    return inStore((state, handle) -> state.links().page(handle, 0, 100));
  }

  List<Problem> problems() {
    return inStore((state, handle) -> state.problems().all(handle, 100));
  }

  @Override
  public void close() {
    stage.close();
    salesforce.close();
  }
}
