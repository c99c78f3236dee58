package io.leadloop.app;

import io.leadloop.lead.Side;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.State;
import java.util.List;
import java.util.Map;

/**
 * Somebody who stands on both sides of a stage.
 *
 * @param contact the id in HubSpot
 * @param lead the id of the Lead
 */
record LinkedPerson(Stage stage, String contact, String lead) {
  /** Makes the contact, and waits for its Lead. */
  static LinkedPerson on(Stage stage, String name) {
    String contact =
        stage.accounts.createContact(
            Map.of("email", name + "@example.com", "lastname", name, "company", "Acme"));
    String lead =
        Eventually.see(
                name + " is a lead",
                () -> stage.accounts.leadsByKey("Email"),
                leads -> leads.containsKey(contact))
            .get(contact)
            .get("Id")
            .asText();
    return new LinkedPerson(stage, contact, lead);
  }

  String contactShows(String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }

  String leadShows(String field) {
    return stage.accounts.lead(lead, field).path(field).asText("");
  }

  LinkRow link(State state) {
    return state
        .store()
        .read(
            handle -> state.links().byRecord(handle, Side.HUBSPOT, List.of(contact)).get(contact));
  }
}
