package io.leadloop.cli;

import io.leadloop.ops.FromConfig;
import io.leadloop.ops.Office;
import io.leadloop.ops.PlanReport;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.State;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop plan}. */
@Command(
    name = "plan",
    description = {
      "What would be written now, field by field, and why. Writes nothing to either account.",
      "Without --lead: everything that is due. With a mapping that is not in force yet (--config DRAFT):",
      "every link, as the draft would have it, and nothing of it takes effect."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 planned; 1 an account or the daemon could not be asked; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class PlanCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();
  @Mixin private WaitOption wait = new WaitOption();

  @ArgGroup private @Nullable Scope scope;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How many leads to show one by one (default: ${DEFAULT-VALUE}, at most 1000); the counts cover all.")
  private int shownMax = 20;

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What to plan. */
  static final class Scope {
    @Option(
        names = "--lead",
        paramLabel = "ID|EMAIL",
        converter = Who.Converter.class,
        description = "One lead: a HubSpot id, a Salesforce id, link:12 or an e-mail address.")
    private @Nullable Who lead;

    @Option(names = "--all", description = "Everything that is due (the same as without --lead).")
    private boolean all;

    String argument() {
      return lead == null || all ? "" : lead.text();
    }
  }

  /** Whether other lines than these last ran. */
  private static boolean isDraft(Workplace workplace) {
    State state = workplace.state();
    return state
        .store()
        .read(handle -> state.facts().get(handle, FactNames.CONFIG_FIELDS))
        .map(fact -> !fact.value().equals(FromConfig.fieldsPrint(workplace.config())))
        .orElse(false);
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          String argument = scope == null ? "" : scope.argument();
          try (Workplace workplace = Workplace.open(options, surroundings, screen)) {
            Inquiry inquiry = new Inquiry(workplace, surroundings, "plan", wait.duration());
            boolean draft = argument.isEmpty() && isDraft(workplace);
            if (draft) {
              screen.notice(
                  "These files are not in force: this is what they would write, for every link.");
            }
            PlanReport plan =
                Office.parse(
                    inquiry.ask(
                        draft ? Office.PLAN_DRAFT : "plan",
                        draft ? options.config().toAbsolutePath().toString() : argument,
                        argument.isEmpty() ? Inquiry.Needs.FRESH_INBOX : Inquiry.Needs.NOTHING),
                    PlanReport.class);
            screen.answer(plan, PlanText.of(plan, shownMax));
            return ExitCode.OK;
          }
        });
  }
}
