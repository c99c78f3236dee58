package io.leadloop.plan;

import java.util.Optional;

/**
 * How much of one kind may be done within one cycle.
 *
 * @param atMost a number; negative for no such limit
 * @param sharePercent of all links; negative for no such limit
 */
public record Limit(long atMost, long sharePercent) {
  public static final Limit OFF = new Limit(-1, -1);

  private static final int WHOLE = 100;

  /**
   * @param what the kind, as the configuration names it
   * @param shareFrom so many are never too great a share
   * @return empty when it is within the limit; else a sentence that says which one it passes
   */
  Optional<String> refusal(String what, long number, long links, long shareFrom) {
    if (atMost >= 0 && number > atMost) {
      return Optional.of(
          "brakes.%s.at_most is %d, and these are %d".formatted(what, atMost, number));
    }
    boolean over = sharePercent >= 0 && number > shareFrom && number * WHOLE > sharePercent * links;
    return over
        ? Optional.of(
            "brakes.%s.share is %d %% of %d links, and these are %d"
                .formatted(what, sharePercent, links, number))
        : Optional.empty();
  }
}
