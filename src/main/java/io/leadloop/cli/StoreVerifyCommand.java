package io.leadloop.cli;

import io.leadloop.store.Finding;
import io.leadloop.store.Store;
import io.leadloop.store.Verification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leadloop store verify}. */
@Command(
    name = "verify",
    description = {
      "Looks at every row of the store: whether the database is sound, and whether the rows hold what the loop relies on.",
      "Changes nothing; works while the daemon runs and while it does not, and on a backup: --store FILE."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 sound; 1 something is wrong, and all of it is listed; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class StoreVerifyCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  StoreVerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          try (Workplace workplace = Workplace.openEvenMoved(options, surroundings, screen);
              Progress progress = Progress.of(surroundings, "store verify")) {
            progress.say("reading every row");
            Store store = workplace.state().store();
            Verification verification = Verification.of(store);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("store", store.place());
            told.put("sound", verification.findings().isEmpty());
            told.put("rows", verification.rows());
            told.put("findings", verification.findings());
            screen.answer(told, text(store.place(), verification));
            return verification.findings().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
          }
        });
  }

  private static String text(String place, Verification verification) {
    long rows = verification.rows().values().stream().mapToLong(Long::longValue).sum();
    if (verification.findings().isEmpty()) {
      return "The store %s is sound: %,d rows in %d tables, %,d links."
          .formatted(
              place,
              rows,
              verification.rows().size(),
              verification.rows().getOrDefault("link", 0L));
    }
    StringBuilder text = new StringBuilder();
    for (Finding finding : verification.findings()) {
      text.append(finding.place())
          .append(": ")
          .append(finding.what())
          .append("\n    Do: ")
          .append(finding.nextStep())
          .append('\n');
    }
    int found = verification.findings().size();
    return text.append(found == 1 ? "1 thing is" : found + " things are")
        .append(" wrong in the store ")
        .append(place)
        .append(". Make a backup before you change anything: leadloop store backup")
        .toString();
  }
}
