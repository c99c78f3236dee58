package io.leadloop.cli;

import io.leadloop.ops.Explanation;
import io.leadloop.ops.Office;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leadloop explain}. */
@Command(
    name = "explain",
    description =
        "All that is known of one lead: its link, both sides beside each other, what was settled last, what it waits for, what to do.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 explained; 1 nobody is called so, or an account or the daemon could not be asked; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class ExplainCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();
  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "ID|EMAIL",
      converter = Who.Converter.class,
      description = "A HubSpot id, a Salesforce id, link:12 or an e-mail address.")
  private Who lead = new Who("");

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          try (Workplace workplace = Workplace.open(options, surroundings, screen)) {
            Inquiry inquiry = new Inquiry(workplace, surroundings, "explain", wait.duration());
            String answer = inquiry.ask("explain", lead.text(), Inquiry.Needs.FRESH_INBOX);
            List<Explanation> found = Arrays.asList(Office.parse(answer, Explanation[].class));
            if (found.stream().allMatch(one -> one.records().isEmpty())) {
              throw new CommandFailure(
                  ExitCode.FAILED, "nobody", "there is no " + lead.text() + " in the store.");
            }
            screen.answer(
                Map.of("explanations", found),
                found.stream()
                    .map(one -> ExplanationText.of(one, surroundings.clock().instant()))
                    .collect(Collectors.joining("\n\n")));
            return ExitCode.OK;
          }
        });
  }
}
