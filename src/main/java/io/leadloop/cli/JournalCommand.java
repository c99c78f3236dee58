package io.leadloop.cli;

import io.leadloop.store.JournalRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leadloop journal}. */
@Command(
    name = "journal",
    description = {
      "What was written, refused and parked, and why: of everybody, or of one lead.",
      "Reads the store alone, so it works while the daemon runs, while it does not, and offline."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 shown; 1 nobody is called so; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class JournalCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 500;

  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID|EMAIL",
      converter = Who.Converter.class,
      description =
          "A HubSpot id, a Salesforce id, link:12 or the e-mail address of a linked lead.")
  private @Nullable Who lead;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many rows (default: ${DEFAULT-VALUE}).")
  private int last = 20;

  @Option(
      names = "--outcome",
      paramLabel = "WORD",
      description = {
        "Only rows with this outcome, of all time: accepted, confirmed, rejected, invalid, parked,",
        "unknown, not-arrived, field-paused, side-stopped, or overwrote: somebody edited between our",
        "read and our write."
      })
  private @Nullable String outcome;

  @Option(
      names = "--follow",
      description =
          "Go on with what is written from here on, until Ctrl-C; with --json one object for each row.")
  private boolean follow;

  JournalCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
            JournalReader journal = new JournalReader(workplace);
            Who who = lead;
            Set<String> subjects = who == null ? Set.of() : journal.subjects(who);
            long shown = journal.lastId();
            List<JournalRow> rows = rows(journal, who, subjects);
            if (!follow) {
              screen.answer(
                  Map.of("rows", rows),
                  rows.isEmpty()
                      ? "The journal has no row" + (who == null ? "." : " of this lead.")
                      : String.join("\n", rows.stream().map(this::text).toList()));
              return ExitCode.OK;
            }
            rows.forEach(row -> show(screen, row));
            // A row may have come in between the two looks; it was shown already.
            long newest = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id();
            follow(screen, journal, subjects, Math.max(shown, newest));
            return ExitCode.OK;
          }
        });
  }

  private List<JournalRow> rows(JournalReader journal, @Nullable Who who, Set<String> subjects) {
    String word = outcome;
    if (who != null) {
      return journal.last(subjects, last).stream().filter(this::wanted).toList();
    }
    return word == null ? journal.last(last) : journal.lastWith(word, last);
  }

  private boolean wanted(JournalRow row) {
    return outcome == null || row.outcome().equals(outcome);
  }

  private String text(JournalRow row) {
    return lead == null && outcome == null ? JournalText.brief(row) : JournalText.full(row);
  }

  private void show(Screen screen, JournalRow row) {
    screen.answer(row, text(row));
  }

  /** Until the process is ended. */
  private void follow(Screen screen, JournalReader journal, Set<String> subjects, long from)
      throws InterruptedException {
    long shown = from;
    while (true) {
      List<JournalRow> rows = journal.after(shown);
      for (JournalRow row : rows) {
        shown = row.id();
        Long link = row.linkId();
        boolean named =
            subjects.isEmpty()
                || subjects.contains(row.subject())
                || (link != null && subjects.contains("link:" + link));
        if (named && wanted(row)) {
          show(screen, row);
        }
      }
      if (rows.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }
}
