package io.leadloop.cli;

import io.leadloop.ops.PlanReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop resume}. */
@Command(
    name = "resume",
    description = {
      "Lets a connection go on that stopped by itself: at a brake, or because another daemon writes the same accounts.",
      "Shows why it stopped, and the counts of what it will do."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 it goes on, or was not stopped; 1 nothing was changed: not confirmed, or an account or the daemon could not be asked; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class ResumeCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();
  @Mixin private WaitOption wait = new WaitOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Needed with --json and where there is no terminal.")
  private boolean yes;

  ResumeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(() -> resume(screen));
  }

  private int resume(Screen screen) throws InterruptedException {
    if (!yes && (options.json() || !surroundings.terminal().isPresent())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "needs-yes",
          "nobody can be asked for a confirmation here. Nothing was changed.\n    Do: look at it with leadloop plan --all, then: leadloop resume --yes");
    }
    try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
      Inquiry inquiry = new Inquiry(workplace, surroundings, "resume", wait.duration());
      if (!yes) {
        PlanReport plan = inquiry.plan("plan");
        if (plan.stopped().isEmpty()) {
          screen.line("Nothing is stopped. To see how it is doing: leadloop status");
          return ExitCode.OK;
        }
        screen.line(text(workplace, plan));
        if (!surroundings.terminal().confirms("Let it go on? [y/N] ")) {
          screen.line("Nothing was changed.");
          return ExitCode.FAILED;
        }
      }
      PlanReport resumed = inquiry.plan("resume");
      if (resumed.stopped().isEmpty()) {
        screen.answer(resumed, "Nothing is stopped. To see how it is doing: leadloop status");
        return ExitCode.OK;
      }
      String text = yes ? text(workplace, resumed) + "\n" : "";
      screen.answer(resumed, text + "It goes on. To look on: leadloop journal --follow");
      return ExitCode.OK;
    }
  }

  private static String text(Workplace workplace, PlanReport plan) {
    return PlanText.stopped(plan)
        + "\n"
        + PlanText.counts(plan, workplace.config().settings().caps().perHour());
  }
}
