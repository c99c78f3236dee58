package io.leadloop.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Lead that is closed and a form that is sent while nobody looks: which came first. */
class TimeOfCloseTest {
  @TempDir Path folder;
  private RejectedLead ann;

  @BeforeEach
  void open() throws IOException {
    ann = RejectedLead.on(folder);
    ann.stage.accounts.edit("Lead", ann.lead, Map.of("Status", "Open - Not Contacted"));
    Eventually.equal("it is open again", "", () -> ann.shows("leadloop_disposition"));
    ann.stage.atRest();
    ann.stage.stop();
  }

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void aLaterEditOfTheClosedLeadHidesNoForm() {
    ann.rejects();
    RejectedLead.passes(Duration.ofSeconds(2));
    ann.sends("Pricing", Instant.now(), 2);
    RejectedLead.passes(Duration.ofSeconds(2));
    ann.stage.accounts.edit("Lead", ann.lead, Map.of("City", "Praha"));
    ann.stage.start();
    ann.newLead();
  }

  @Test
  void whoClosesItAfterTheFormHasSeenIt() {
    ann.sends("Pricing", Instant.now(), 2);
    RejectedLead.passes(Duration.ofSeconds(2));
    ann.rejects();
    ann.stage.start();
    Eventually.equal("it is seen", "rejected", () -> ann.shows("leadloop_disposition"));
    ann.isLeftAlone();
  }
}
