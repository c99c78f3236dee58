package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.JournalRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does not take along who leaves a Lead is told. */
class LeavingTest {
  @TempDir Path folder;
  private RejectedLead ann;

  @BeforeEach
  void open() throws IOException {
    ann = RejectedLead.on(folder);
  }

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void anEditThatHubSpotRefusesIsNamedWhenItsPersonLeaves_P2() {
    ann.stage.accounts.createContact(
        Map.of("email", "bob@example.com", "lastname", "Bob", "lifecyclestage", "customer"));
    ann.stage.atRest();
    ann.stage.accounts.edit("Lead", ann.lead, Map.of("Email", "bob@example.com"));
    Eventually.see("it waits", ann::problems, all -> !all.isEmpty());
    ann.stage.atRest();

    ann.sends("Pricing", Instant.now(), 2);
    ann.newLead();
    JournalRow leave =
        ann.journal("link:1").stream()
            .filter(row -> row.operation().equals("leave"))
            .findFirst()
            .orElseThrow();
    assertThat(leave.message()).contains("Not carried over:", "Email");
    assertThat(leave.fields())
        .anySatisfy(field -> assertThat(field.salesforce()).isEqualTo("bob@example.com"));
  }
}
