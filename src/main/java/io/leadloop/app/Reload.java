package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigFiles;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.ConfigTests;
import io.leadloop.config.Loaded;
import io.leadloop.config.NeedsRestart;
import io.leadloop.config.Problem;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.store.Facts;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the files have changed, checks all of them together, and hands over a
 * configuration that is right. One that is wrong changes nothing; the log says so once, and {@code
 * status} as long as it is so. Called by one route, one turn at a time.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final ConfigSource source;
  private final Supplier<Config> running;
  private final BiConsumer<Config, Secrets> take;
  private final Seat seat;
  private final State state;
  private final InstantSource clock;
  private String seen;
  private String judged;
  private String trouble = "";

  /**
   * @param running the configuration that is in force
   * @param take is given one that is right, to be in force from the next border on
   */
  Reload(
      ConfigSource source,
      Supplier<Config> running,
      BiConsumer<Config, Secrets> take,
      Seat seat,
      State state,
      InstantSource clock) {
    this.source = source;
    this.running = running;
    this.take = take;
    this.seat = seat;
    this.state = state;
    this.clock = clock;
    this.seen = source.print();
    this.judged = source.print();
  }

  /** One look. Files that still change from one look to the next are left alone. */
  void look() {
    String print = ConfigFiles.print(source.folder());
    if (print.equals(seen) && !print.equals(judged)) {
      judged = print;
      judge();
    }
    seen = print;
    tellStatus();
  }

  private void judge() {
    Loaded loaded = ConfigLoader.load(source.folder());
    List<Problem> problems = new ArrayList<>(loaded.problems());
    Config config = loaded.config();
    Secrets secrets = config == null ? null : secrets(config, problems);
    String wrong = told(problems);
    if (config == null || secrets == null || !wrong.isEmpty()) {
      if (!wrong.equals(trouble)) {
        LOG.warn(
            "The configuration changed and is not taken over; the one before stays in force:\n{}",
            wrong);
      }
      trouble = wrong;
      return;
    }
    if (!problems.isEmpty()) {
      LOG.warn("{}", Report.of(problems));
    }
    if (!trouble.isEmpty()) {
      LOG.info("The configuration is right again.");
    }
    trouble = "";
    take.accept(config, secrets);
  }

  /** What {@code check} does besides loading, and what only a running daemon minds. */
  private @Nullable Secrets secrets(Config config, List<Problem> problems) {
    problems.addAll(ConfigTests.run(config, source.folder()).problems());
    problems.addAll(
        NeedsRestart.between(running.get().settings(), config.settings(), source.folder()));
    Secrets.Found found = source.secrets().apply(config.settings());
    problems.addAll(found.problems());
    return found.secrets();
  }

  private static String told(List<Problem> problems) {
    return Report.sorted(problems).stream()
        .filter(Problem::isError)
        .map(Problem::text)
        .collect(Collectors.joining("\n"));
  }

  /** Whoever holds the lease says how it stands, after a take-over too. */
  private void tellStatus() {
    if (seat.loop().isEmpty()) {
      return;
    }
    String known =
        state
            .store()
            .read(handle -> state.facts().get(handle, FactNames.CONFIG_TROUBLE))
            .map(Facts.Fact::value)
            .orElse("");
    if (!known.equals(trouble)) {
      String text = trouble;
      state
          .store()
          .run(
              handle -> state.facts().set(handle, FactNames.CONFIG_TROUBLE, text, clock.instant()));
    }
  }
}
