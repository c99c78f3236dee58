package io.leadloop.hubspot;

import static io.leadloop.hubspot.Call.Repeat.ALWAYS;
import static io.leadloop.hubspot.Call.Repeat.WHEN_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.hubspot.HubSpotSettings.Retries;
import io.leadloop.sync.CrmException.Kind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatsTest {
  private static final Duration NEVER = null;
  private static final Repeats REPEATS = new Repeats(Retries.DEFAULT);

  private static Attempt answered(int status, String body, Duration retryAfter) {
    try {
      return new Attempt.Answered(
          status, new ObjectMapper().readTree(body.replace('\'', '"')), retryAfter);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  private static Attempt answered(int status) {
    return answered(status, "{}", null);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  static Stream<Arguments> waits() {
    Attempt rolling = answered(429, "{'policyName':'TEN_SECONDLY_ROLLING'}", null);
    Attempt rollingWords =
        answered(429, "{'message':'You have reached your ten_secondly_rolling limit.'}", null);
    Attempt secondly = answered(429, "{'message':'You have reached your secondly limit.'}", null);
    Attempt daily = answered(429, "{'policyName':'DAILY'}", null);
    Attempt lost = new Attempt.Lost(Kind.UNAVAILABLE, Codes.LOST, "", null);
    Attempt garbled = new Attempt.Lost(Kind.GARBLED, Codes.GARBLED, "", null);
    Attempt unsent = new Attempt.NotSent(Kind.UNAVAILABLE, Codes.CONNECT, "", null);
    Attempt open = new Attempt.NotSent(Kind.UNAVAILABLE, Codes.CIRCUIT_OPEN, "", null);
    return Stream.of(
        Arguments.of("the ten seconds", rolling, WHEN_REFUSED, 1, seconds(10)),
        Arguments.of("the ten seconds in words", rollingWords, WHEN_REFUSED, 3, seconds(10)),
        Arguments.of("the second of search", secondly, ALWAYS, 1, seconds(1)),
        Arguments.of("the second, again", secondly, ALWAYS, 3, seconds(3)),
        Arguments.of("the day", daily, ALWAYS, 1, NEVER),
        Arguments.of("a limit without a name", answered(429), ALWAYS, 1, seconds(10)),
        Arguments.of("as asked", answered(429, "{}", seconds(4)), ALWAYS, 1, seconds(4)),
        Arguments.of("a lock", answered(423), WHEN_REFUSED, 1, seconds(2)),
        Arguments.of("a move", answered(477, "{}", seconds(30)), ALWAYS, 1, seconds(30)),
        Arguments.of("trouble", answered(502), ALWAYS, 1, Duration.ofMillis(500)),
        Arguments.of("trouble, again", answered(503), ALWAYS, 2, seconds(1)),
        Arguments.of("trouble and no key", answered(504), WHEN_REFUSED, 1, NEVER),
        Arguments.of("500 once", answered(500), ALWAYS, 1, Duration.ofMillis(500)),
        Arguments.of("500 twice", answered(500), ALWAYS, 2, NEVER),
        Arguments.of("a refusal", answered(400), ALWAYS, 1, NEVER),
        Arguments.of("wrong credentials", answered(401), ALWAYS, 1, NEVER),
        Arguments.of("a success", answered(200), ALWAYS, 1, NEVER),
        Arguments.of("a lost answer", lost, ALWAYS, 4, seconds(4)),
        Arguments.of("a lost answer and no key", lost, WHEN_REFUSED, 1, NEVER),
        Arguments.of("a garbled answer", garbled, ALWAYS, 1, NEVER),
        Arguments.of("no connection", unsent, WHEN_REFUSED, 1, Duration.ofMillis(500)),
        Arguments.of("left alone", open, ALWAYS, 1, NEVER),
        Arguments.of("the last try", answered(503), ALWAYS, 5, NEVER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waits")
  void waitsAsLongAsTheReasonLasts(
      String name, Attempt attempt, Call.Repeat repeat, int tries, Duration wait) {
    assertThat(REPEATS.waitAfter(attempt, repeat, tries).orElse(NEVER)).as(name).isEqualTo(wait);
  }
}
