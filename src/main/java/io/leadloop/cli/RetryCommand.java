package io.leadloop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.ops.Office;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leadloop retry}. */
@Command(
    name = "retry",
    description = "Has what waits looked at again now, after its cause was repaired.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 it is due now; 1 nobody is called so, or an account or the daemon could not be asked; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class RetryCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();
  @Mixin private WaitOption wait = new WaitOption();

  @ArgGroup(multiplicity = "1")
  private @Nullable Scope scope;

  RetryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What to try again. */
  static final class Scope {
    @Parameters(
        paramLabel = "ID|EMAIL",
        converter = Who.Converter.class,
        description = "A HubSpot id, a Salesforce id, link:12 or an e-mail address.")
    private @Nullable Who lead;

    @Option(names = "--all", description = "Everything that waits for a person or was refused.")
    private boolean all;

    String argument() {
      return lead == null || all ? "" : lead.text();
    }
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          String argument = Objects.requireNonNull(scope).argument();
          try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
            Inquiry inquiry = new Inquiry(workplace, surroundings, "retry", wait.duration());
            String answer = inquiry.ask("retry", argument, Inquiry.Needs.NOTHING);
            JsonNode retried = Office.parse(answer, JsonNode.class);
            long count = retried.path("retried").asLong();
            screen.answer(
                retried,
                count == 0
                    ? "Nothing waits."
                    : "%s %s due now. To see what comes of it: leadloop journal --last 20"
                        .formatted(
                            count == 1
                                ? retried.path("subjects").path(0).asText()
                                : Plain.number(count) + " links and records",
                            count == 1 ? "is" : "are"));
            return ExitCode.OK;
          }
        });
  }
}
