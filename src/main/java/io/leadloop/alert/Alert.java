package io.leadloop.alert;

import java.time.Instant;

/**
 * One message about one change of state. Holds no personal data.
 *
 * @param name what it is about: {@code vendor-down.hubspot}
 * @param state {@code began}, {@code ended} or {@code changed}; {@code test} for a trial
 * @param since when the state began
 * @param at when it was told
 * @param summary one sentence
 * @param nextStep what to do; empty when nothing is to be done
 */
public record Alert(
    String connection,
    String name,
    String state,
    Instant since,
    Instant at,
    String summary,
    String nextStep) {
  /** A message that says that messages arrive. */
  public static Alert test(String connection, Instant now) {
    return new Alert(
        connection,
        "test",
        "test",
        now,
        now,
        "This is a test: alerts of this connection arrive here.",
        "");
  }

  /** The first line of it. */
  public String title() {
    String mark =
        switch (state) {
          case "ended" -> "Resolved: ";
          default -> "";
        };
    return "Leadloop (" + connection + "): " + mark + summary;
  }

  /** All of it, for a person. */
  public String text() {
    return nextStep.isEmpty() ? title() : title() + "\n" + nextStep;
  }
}
