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

/** An opt-out on the Lead that its person left reaches the records that they have now, once. */
class OwedOptOutTest {
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
  void whatWasToldOnceAPersonMayLift_P2() {
    ann.sends("Pricing", Instant.now(), 2);
    String other = ann.newLead();
    ann.stage.accounts.tick("Lead", ann.lead, "DoNotCall", true);
    Eventually.equal("marketing", "true", () -> ann.shows("do_not_call"));
    Eventually.equal("sales", "true", () -> ann.shows(other, "DoNotCall"));
    ann.stage.atRest();

    ann.stage.accounts.editContact(ann.contact, Map.of("do_not_call", "false"));
    Eventually.equal("it is lifted", "false", () -> ann.shows(other, "DoNotCall"));
    ann.stage.atRest();
    assertThat(ann.shows("do_not_call")).isEqualTo("false");
  }
}
