package io.leadloop.cli;

import io.leadloop.ops.PlanReport;
import io.leadloop.store.Lease;
import io.leadloop.sync.State;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop go}. */
@Command(
    name = "go",
    description = {
      "Lets a connection write that only watches, after showing the counts of what it will do.",
      "On a live connection: lets it go on at once after a cap stopped it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 live; 1 nothing was changed: not confirmed, or an account or the daemon could not be asked; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class GoCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();
  @Mixin private WaitOption wait = new WaitOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Needed with --json and where there is no terminal.")
  private boolean yes;

  GoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(() -> go(screen));
  }

  private int go(Screen screen) throws InterruptedException {
    if (!yes && (options.json() || !surroundings.terminal().isPresent())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "needs-yes",
          "nobody can be asked for a confirmation here. Nothing was changed.\n    Do: look at it with leadloop plan --all, then: leadloop go --yes");
    }
    try (Workplace workplace = Workplace.open(options, surroundings, screen)) {
      Inquiry inquiry = new Inquiry(workplace, surroundings, "go", wait.duration());
      if (!yes) {
        screen.line(counts(workplace, inquiry.plan("plan")));
        if (!surroundings.terminal().confirms("Let it write? [y/N] ")) {
          screen.line("Nothing was changed.");
          return ExitCode.FAILED;
        }
      }
      PlanReport started = inquiry.plan("go");
      String text = yes ? counts(workplace, started) + "\n" : "";
      screen.answer(started, text + next(workplace.state(), started));
      return ExitCode.OK;
    }
  }

  private static String counts(Workplace workplace, PlanReport plan) {
    return PlanText.counts(plan, workplace.config().settings().caps().perHour());
  }

  private String next(State state, PlanReport started) {
    if (!started.stopped().isEmpty()) {
      return PlanText.stopped(started) + "\nLive, but stopped. To let it go on: leadloop resume";
    }
    Instant now = surroundings.clock().instant();
    Optional<Lease.Held> holder =
        state
            .store()
            .read(handle -> state.lease().current(handle))
            .filter(held -> held.expiresAt().isAfter(now));
    return holder
        .map(
            held ->
                "Live: %s writes it. To look on: leadloop journal --follow"
                    .formatted(held.holder()))
        .orElse("Live, but no daemon runs yet. To start it: leadloop run");
  }
}
