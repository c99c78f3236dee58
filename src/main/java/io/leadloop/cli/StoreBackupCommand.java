package io.leadloop.cli;

import io.leadloop.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop store backup}. */
@Command(
    name = "backup",
    description = {
      "Writes a consistent copy of the store while the daemon runs or not: one SQLite file, from either database.",
      "The copy is a store itself: leadloop store verify --store FILE looks at it, leadloop store move --store FILE --to URL brings it back into a database."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 written; 2 the command line or the configuration is wrong; 3 the store cannot be used, or the backup cannot be written.")
final class StoreBackupCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "The file to write, which must not exist (default: a name with version and time, beside a SQLite store, else in store.backup_dir).")
  private @Nullable Path to;

  StoreBackupCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          try (Workplace workplace = Workplace.openEvenMoved(options, surroundings, screen);
              Progress progress = Progress.of(surroundings, "store backup")) {
            progress.say("copying");
            Store store = workplace.state().store();
            Path file =
                to == null ? store.backUp(surroundings.clock().instant()) : store.backUp(to);
            long bytes = Files.size(file);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("store", store.place());
            told.put("backup", file.toString());
            told.put("bytes", bytes);
            screen.answer(
                told,
                "The store %s is copied to %s (%,d bytes). It holds people's data; only this user may read it."
                    .formatted(store.place(), file, bytes));
            return ExitCode.OK;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
