package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure finds every record of a person, also such as no link leads to. */
class ErasedRecordsTest {
  private static final String OPEN = "ours-of-made";
  private static final String VALUE = "Zzqxopen";

  @TempDir Path folder;
  private SmallWorld world;
  private VendorApis apis;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, 1);
    Store.open(world.store()).close();
    apis = new VendorApis(world.hubspot().baseUrl(), world.salesforce().baseUrl());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private String lead(String email, String more) {
    return apis.salesforce(
            "POST",
            "/sobjects/Lead",
            "{\"LastName\": \"Made\", \"Company\": \"Acme\", \"Email\": \"%s\"%s}"
                .formatted(email, more))
        .path("id")
        .asText();
  }

  private CommandRun erase(String person) {
    CommandRun run = world.run("erase", "--person", person, "--yes", "--json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private void save(Intent open) {
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      store.run(handle -> state.intents().save(handle, List.of(open)));
    }
  }

  private static Intent create(Side side, RecordKey madeFor) {
    JournalRow.Field typed =
        new JournalRow.Field("name/LastName", "leads.yaml:1", "", VALUE, VALUE, "new");
    Instant now = Instant.now();
    return new Intent(side, madeFor.text(), OPEN, null, Map.of("name", typed), now, now);
  }

  private boolean storeHolds(String text) throws IOException {
    return Files.readString(world.store(), StandardCharsets.ISO_8859_1).contains(text);
  }

  @Test
  void aCreateWhoseAnswerWasLostIsErasedToo_P7() throws IOException {
    String contact = world.signsUp("made@example.com", "Made");
    world.editContact(contact, "leadloop_token", OPEN);
    RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q5f00000ZZZZZEA5");
    save(create(Side.HUBSPOT, lead));
    assertThat(storeHolds(VALUE)).isTrue();

    CommandRun erased = erase("made@example.com");

    assertThat(erased.json().path("rowsRemoved").path("intent").asInt()).isEqualTo(1);
    assertThat(storeHolds(VALUE)).isFalse();
  }

  @Test
  void whatTheFirstRecordsLeadToIsReadAndNamed_P7() {
    String old = lead("old@example.com", "");
    String contact = world.signsUp("made@example.com", "Made");
    world.editContact(contact, "leadloop_token", OPEN);
    save(create(Side.HUBSPOT, RecordKey.salesforce(RecordKey.LEAD, old)));

    CommandRun erased = erase("made@example.com");

    assertThat(erased.json().path("leftToDo").toString())
        .contains("contact " + contact, "Lead " + old);
    assertThat(erased.json().path("kept").path("hashes"))
        .as("two records and both addresses")
        .hasSize(4);
  }

  @Test
  void theContactThatTheKeyOfALeadNamesIsErasedToo_P7() {
    String contact = world.signsUp("new@example.com", "Made");
    String lead = lead("old@example.com", ", \"Leadloop_Key__c\": \"" + contact + "\"");

    CommandRun erased = erase("old@example.com");

    assertThat(erased.json().path("leftToDo").toString())
        .contains("contact " + contact, "Lead " + lead);
  }

  @Test
  void theTokenOfAnUpdateThatWasCopiedLeadsToNobodyElse_P7() {
    String copy = lead("copy@example.com", ", \"Leadloop_Token__c\": \"" + OPEN + "\"");
    RecordKey other = RecordKey.salesforce(RecordKey.LEAD, "00Q5f00000ZZZZZEA5");
    Instant now = Instant.now();
    save(
        new Intent(
            Side.SALESFORCE, RecordKey.contact("51").text(), OPEN, other, Map.of(), now, now));

    CommandRun erased = erase("copy@example.com");

    assertThat(erased.json().path("rowsRemoved").path("intent").asInt()).isZero();
    assertThat(erased.json().path("leftToDo").toString())
        .contains("Lead " + copy)
        .doesNotContain("contact 51");
  }
}
