package io.leadloop.plan;

import java.util.Optional;

/**
 * The most that may be written within one hour, so that a bad import or a wrong line stops early
 * instead of spreading.
 *
 * @param perHour the limits; a negative number is no limit
 * @param brakes what stops the connection until a person says go on
 */
public record Caps(Volume perHour, Brakes brakes) {
  /** No limit at all. */
  public static final Caps OFF = new Caps(new Volume(-1, -1, -1, -1, -1));

  /** Without brakes. */
  public Caps(Volume perHour) {
    this(perHour, Brakes.OFF);
  }

  /**
   * Whether another write still fits.
   *
   * @param lastHour what was written within the last hour
   * @param planned what would be written now
   * @return empty when it fits; else a sentence that says which limit it would pass
   */
  public Optional<String> refusal(Volume lastHour, Volume planned) {
    Volume total = lastHour.plus(planned);
    if (planned.creates() > 0 && over(total.creates(), perHour.creates())) {
      return Optional.of(sentence("creates", perHour.creates(), total.creates()));
    }
    if (planned.changes() > 0 && over(total.changes(), perHour.changes())) {
      return Optional.of(sentence("changes", perHour.changes(), total.changes()));
    }
    if (planned.clears() > 0 && over(total.clears(), perHour.clears())) {
      return Optional.of(sentence("clears", perHour.clears(), total.clears()));
    }
    if (planned.unlinks() > 0 && over(total.unlinks(), perHour.unlinks())) {
      return Optional.of(sentence("unlinks", perHour.unlinks(), total.unlinks()));
    }
    if (planned.deletes() > 0 && over(total.deletes(), perHour.deletes())) {
      return Optional.of(sentence("deletes", perHour.deletes(), total.deletes()));
    }
    return Optional.empty();
  }

  private static boolean over(long total, long limit) {
    return limit >= 0 && total > limit;
  }

  private static String sentence(String what, long limit, long total) {
    return "caps.%s_per_hour is %d, and this would make %d within the hour"
        .formatted(what, limit, total);
  }
}
