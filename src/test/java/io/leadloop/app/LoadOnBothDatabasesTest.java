package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same first load on both databases, in one run: {@code mvn test -Dtest=LoadOnBothDatabasesTest
 * -Dleadloop.measure=true}. Prints the time from the daemon's start to the last lead; asserts that
 * each person arrived once.
 */
@EnabledIfSystemProperty(named = "leadloop.measure", matches = "true")
class LoadOnBothDatabasesTest {
  private static final int PEOPLE = 9_240;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void theFirstLoadIsTimed(Database database) {
    try (Stage stage =
        Stage.with(folder, PortalLoader.invented(PEOPLE, 3), database.address(folder))) {
      stage.openGate();
      Instant start = Instant.now();
      stage.start();
      Eventually.see(
          "every person is a lead",
          Duration.ofMinutes(10),
          () -> stage.accounts.count("Lead"),
          leads -> leads >= PEOPLE);
      System.out.printf(
          "%s: %d leads crossed in %d ms.%n",
          database, PEOPLE, Duration.between(start, Instant.now()).toMillis());
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
    }
  }
}
