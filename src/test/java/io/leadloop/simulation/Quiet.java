package io.leadloop.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * Keeps out of the log of the build what histories provoke by the thousand: fields that are taken
 * away, and a second store on the same accounts. Only of a thread that plays a history; everybody
 * else's lines stay. Named in {@code logback-test.xml}.
 */
public final class Quiet extends TurboFilter {
  private static final String PLAYING = "history";

  private static final Set<String> PROVOKED =
      Set.of("io.leadloop.app.DriftNotice", "io.leadloop.sync.Strangers");

  /** Plays a history on this thread. */
  static <T> T playing(String history, Supplier<T> play) {
    MDC.put(PLAYING, history);
    try {
      return play.get();
    } finally {
      MDC.remove(PLAYING);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    return PROVOKED.contains(logger.getName()) && MDC.get(PLAYING) != null
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
