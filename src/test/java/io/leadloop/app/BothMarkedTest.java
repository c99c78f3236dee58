package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record of a link is deleted, and restored; and the other one is deleted meanwhile. */
class BothMarkedTest {
  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void bothMarksGoWhenBothRecordsAreBack() {
    State first = stage.start().state();
    String contact =
        stage.accounts.createContact(Map.of("email", "ann@example.com", "lastname", "Lee"));
    String lead =
        Eventually.see(
                "there is a Lead",
                () -> stage.accounts.leadsByKey("Email"),
                leads -> leads.containsKey(contact))
            .get(contact)
            .get("Id")
            .asText();
    stage.atRest();
    stage.accounts.deleteContact(contact);
    Eventually.equal("the Lead is marked", Side.HUBSPOT, () -> rests(first, contact));
    stage.atRest();
    assertThat(leadShows(lead)).isNotEmpty();

    stage.stop();
    stage.accounts.restoreContact(contact);
    stage.accounts.delete("Lead", lead);
    State second = stage.start().state();
    Eventually.equal("the contact is marked", Side.SALESFORCE, () -> rests(second, contact));
    stage.atRest();
    assertThat(contactShows(contact)).isNotEmpty();

    stage.accounts.undelete(lead);
    Eventually.see("the link goes on", () -> link(second, contact), row -> row.gone() == null);
    stage.atRest();
    assertThat(contactShows(contact)).isEmpty();
    assertThat(leadShows(lead)).isEmpty();
  }

  private String contactShows(String contact) {
    String mark = "leadloop_deleted_in_salesforce";
    return stage.accounts.contact(contact, mark).path(mark).asText("");
  }

  private String leadShows(String lead) {
    String mark = "Leadloop_Deleted_In_HubSpot__c";
    return stage.accounts.lead(lead, mark).path(mark).asText("");
  }

  private static LinkRow link(State state, String contact) {
    return state
        .store()
        .read(
            handle -> state.links().byRecord(handle, Side.HUBSPOT, List.of(contact)).get(contact));
  }

  private static @Nullable Side rests(State state, String contact) {
    Gone gone = link(state, contact).gone();
    return gone == null || !gone.marked() ? null : gone.side();
  }
}
