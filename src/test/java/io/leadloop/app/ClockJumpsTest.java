package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine's clock is set while the daemon runs; the vendors' clocks are right. */
class ClockJumpsTest {
  private static final int PEOPLE = 4;

  @TempDir Path folder;
  private Stage stage;
  private List<String> contacts;

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void editsGoOnArrivingWhenTheClockJumpsAndJumpsBack(long hours) {
    AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(off.get());
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 31))) {
      stage = opened;
      stage.openGate();
      stage.start(clock);
      Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
      contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());
      bothWays("Before");

      // An edit that is on its way while the clock is set.
      stage.accounts.editContact(contacts.get(2), Map.of("city", "Lyon"));
      off.set(Duration.ofHours(hours));
      Eventually.equal("the edit", 1L, () -> stage.accounts.count("Lead WHERE City = 'Lyon'"));
      bothWays("After");
      stage.accounts.editContact(contacts.get(2), Map.of("city", "Nantes"));
      off.set(Duration.ZERO);
      Eventually.equal("the edit", 1L, () -> stage.accounts.count("Lead WHERE City = 'Nantes'"));
      bothWays("Right again");
      stage.atRest();
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
    }
  }

  private void bothWays(String title) {
    stage.accounts.editContact(contacts.get(0), Map.of("jobtitle", title));
    String lead = stage.accounts.leadsByKey("Title").get(contacts.get(1)).get("Id").asText();
    stage.accounts.edit("Lead", lead, Map.of("Title", title));
    Eventually.equal(title, 2L, () -> stage.accounts.count("Lead WHERE Title = '" + title + "'"));
    Eventually.equal(
        title,
        title,
        () -> stage.accounts.contact(contacts.get(1), "jobtitle").path("jobtitle").asText());
  }
}
