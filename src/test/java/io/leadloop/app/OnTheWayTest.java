package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a person between the Lead that they left and the new one. */
class OnTheWayTest {
  /** What the old Lead is told: to give up the key. */
  private static final String RELEASE = "\"Leadloop_Key__c\":null";

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
  void theNewLeadIsMadeOfWhatWasCarriedOverBefore_P2() {
    ann.stage.accounts.editContact(ann.contact, Map.of("jobtitle", "Rep"));
    Eventually.equal("it crossed", "Rep", () -> ann.shows(ann.lead, "Title"));
    ann.stage.atRest();
    ann.stage.stop();
    // A row of a sweep serves for long, and the next sweep comes late.
    ann.stage.change("leadloop.yaml", "sweep_every: 500ms", "sweep_every: 15s");
    ann.stage.change("leadloop.yaml", "fresh_for: 5s", "fresh_for: 10s");
    ann.salesforce.loseAnswerTo(RELEASE);
    ann.sends("Pricing", Instant.now(), 2);
    ann.stage.start();
    Eventually.see("it is lost", ann.salesforce::allFaultsHappened, lost -> lost);
    ann.stage.accounts.edit("Lead", ann.lead, Map.of("Title", "Buyer"));

    String other = ann.newLead();
    assertThat(ann.shows(other, "Title")).isEqualTo("Buyer");
    ann.stage.sweeps(2, ann.stage.accounts.lastHubspotCall());
    ann.stage.atRest();
    assertThat(ann.shows("jobtitle")).isEqualTo("Buyer");
  }
}
