package io.leadloop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.ops.ErasureReport;
import io.leadloop.ops.Office;
import io.leadloop.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop erase}. */
@Command(
    name = "erase",
    description = {
      "Erases a person from the store and its journal, and keeps them from being created or linked again.",
      "No record of a vendor is deleted: the certificate says what is left to be erased there, and in backups."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 erased, or lifted; 1 nothing was changed: nobody is called so, not confirmed, or an account or the daemon could not be asked; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class EraseCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();
  @Mixin private WaitOption wait = new WaitOption();

  @ArgGroup(multiplicity = "1")
  private @Nullable Scope scope;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description =
          "Where to write what was done, as JSON without personal data; must not exist (default: standard output).")
  private @Nullable Path file;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Needed with --json and where there is no terminal.")
  private boolean yes;

  EraseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What to do with whom. */
  static final class Scope {
    @Option(
        names = "--person",
        paramLabel = "ID|EMAIL",
        converter = Who.Converter.class,
        description = "Erases them: a HubSpot id, a Salesforce id, link:12 or an e-mail address.")
    private @Nullable Who person;

    @Option(
        names = "--lift",
        paramLabel = "ID|EMAIL",
        converter = Who.Converter.class,
        description = "Lets somebody in again who was erased and came back by their own act.")
    private @Nullable Who lift;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          Scope said = Objects.requireNonNull(scope);
          Who lift = said.lift;
          return lift == null
              ? erase(screen, Objects.requireNonNull(said.person).text())
              : lift(screen, lift.text());
        });
  }

  private int lift(Screen screen, String named) throws InterruptedException {
    try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
      JsonNode lifted =
          Office.parse(
              inquiry(workplace).ask("lift", named, Inquiry.Needs.NOTHING), JsonNode.class);
      boolean any = lifted.path("lifted").asInt() > 0;
      screen.answer(
          lifted,
          any
              ? "Lifted. They are looked at again now: leadloop journal --last 20"
              : "Nobody who was erased is called so. Nothing was changed.");
      return any ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private int erase(Screen screen, String named) throws InterruptedException {
    if (!yes && (options.json() || !surroundings.terminal().isPresent())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "needs-yes",
          "nobody can be asked for a confirmation here. Nothing was changed.\n    Do: leadloop erase --person ... --yes");
    }
    if (file != null && Files.exists(file)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "certificate-exists",
          "there is a file %s already. Nothing was changed.".formatted(file));
    }
    if (file != null) {
      tryToWrite(file);
    }
    try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
      ErasureReport look = report(workplace, "erase-look", named);
      if (!options.json()) {
        screen.line(ErasureText.look(look));
      }
      if (!yes && !surroundings.terminal().confirms("Erase them? It cannot be undone. [y/N] ")) {
        screen.line("Nothing was changed.");
        return ExitCode.FAILED;
      }
      ErasureReport erased = report(workplace, "erase", named);
      Store store = workplace.state().store();
      // The question and its answer named the person too, and are gone from the tables by now.
      Store.Scrubbed scrubbed = store.scrub(erased.texts());
      List<Path> holding =
          store.backups().stream().filter(copy -> Store.holds(copy, erased.texts())).toList();
      ObjectNode certificate = ErasureText.certificate(erased, store.place(), scrubbed, holding);
      if (file != null) {
        write(file, certificate);
        screen.answer(certificate, ErasureText.done(erased, scrubbed, holding));
      } else {
        screen.answer(certificate, certificate.toPrettyString());
      }
      return ExitCode.OK;
    }
  }

  private Inquiry inquiry(Workplace workplace) {
    return new Inquiry(workplace, surroundings, "erase", wait.duration());
  }

  private ErasureReport report(Workplace workplace, String kind, String named)
      throws InterruptedException {
    return Office.parse(
        inquiry(workplace).ask(kind, named, Inquiry.Needs.NOTHING), ErasureReport.class);
  }

  /** An erasure cannot be undone, so that its proof must have a place before. */
  private static void tryToWrite(Path file) {
    try {
      Files.delete(Files.createFile(file));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "certificate-unwritable",
          "the certificate cannot be written to %s: %s. Nothing was changed.\n    Do: name a file in a folder that is there, and that you may write to."
              .formatted(file, e));
    }
  }

  private static void write(Path file, ObjectNode certificate) {
    try {
      Files.writeString(file, certificate.toPrettyString() + "\n", StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "certificate-unwritten",
          "they are erased, but the certificate could not be written to %s: %s.\n    Do: the same command again with another file."
              .formatted(file, e));
    }
  }
}
