package io.leadloop.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.config.AlertSettings;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which situation is which alert. */
class ConditionsTest {
  private static final AlertSettings SETTINGS =
      new AlertSettings(
          Duration.ofMinutes(2),
          50,
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          null,
          null);

  private static List<String> on(Situation situation) {
    return Conditions.of(situation, SETTINGS).stream()
        .filter(condition -> condition.value().equals(Condition.ON))
        .map(Condition::name)
        .toList();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "CREDENTIALS, EXPIRED_AUTHENTICATION, token-refused.hubspot",
    "PERMISSION, MISSING_SCOPES, not-permitted.hubspot",
    "QUESTION, INVALID_FIELD, not-permitted.hubspot",
    "LIMIT, DAILY, quota-spent.hubspot",
    "LIMIT, REQUEST_LIMIT_EXCEEDED, quota-spent.hubspot",
    "LIMIT, TEN_SECONDLY_ROLLING, vendor-down.hubspot",
    "UNAVAILABLE, HTTP_503, vendor-down.hubspot",
    "GARBLED, GARBLED, vendor-down.hubspot"
  })
  void everyTroubleOfAVendorIsOne(Kind kind, String code, String name) {
    Situation situation =
        new Situation(
            Mode.LIVE,
            Set.of(),
            Map.of(Side.HUBSPOT, new Situation.Trouble(kind, code)),
            false,
            0,
            Duration.ZERO);
    assertThat(on(situation)).containsExactly(name);
    assertThat(Conditions.of(situation, SETTINGS))
        .filteredOn(condition -> condition.value().equals(Condition.ON))
        .allSatisfy(condition -> assertThat(condition.summary()).contains("[" + code + "]"));
  }

  @Test
  void thresholdsAreToldWhenTheyArePassed() {
    assertThat(on(new Situation(Mode.LIVE, Set.of(), Map.of(), false, 50, Duration.ofMinutes(15))))
        .isEmpty();
    assertThat(on(new Situation(Mode.LIVE, Set.of(), Map.of(), true, 51, Duration.ofMinutes(16))))
        .containsExactly("paused-by-cap", "parked", "not-in-sync");
  }

  @Test
  void eachStandsInThePageOfAlerts() throws IOException {
    String page = Files.readString(Path.of("docs/alerts.md"));
    assertThat(
            Conditions.of(
                new Situation(Mode.LIVE, Set.of(), Map.of(), false, 0, Duration.ZERO), SETTINGS))
        .allSatisfy(condition -> assertThat(page).contains("`" + condition.name() + "`"));
  }

  @Test
  void theModeIsItsWord() {
    assertThat(
            Conditions.of(
                    new Situation(Mode.WATCHING, Set.of(), Map.of(), false, 0, Duration.ZERO),
                    SETTINGS)
                .get(0)
                .value())
        .isEqualTo("watching");
  }
}
