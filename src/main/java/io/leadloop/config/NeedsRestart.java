package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The options that a running daemon cannot take over. */
public final class NeedsRestart {
  /**
   * @param section empty for the top of the file
   */
  private record Fixed(String section, String name, Function<Settings, Object> value) {
    String path() {
      return section.isEmpty() ? name : section + "." + name;
    }
  }

  private static final List<Fixed> FIXED =
      List.of(
          new Fixed("", "connection", Settings::connection),
          new Fixed("", "store", settings -> settings.store().place()),
          new Fixed("", "lease", Settings::lease),
          new Fixed("", "management", Settings::management),
          new Fixed("", "alerts", Settings::alerts),
          new Fixed("hubspot", "base_url", settings -> settings.hubspot().baseUrl()),
          new Fixed("salesforce", "login_url", settings -> settings.salesforce().loginUrl()),
          new Fixed("schedule", "sweep_every", settings -> settings.schedule().sweepEvery()),
          new Fixed("schedule", "sync_every", settings -> settings.schedule().syncEvery()),
          new Fixed("schedule", "config_every", settings -> settings.schedule().configEvery()));

  private NeedsRestart() {}

  /**
   * One problem for each of them that differs.
   *
   * @param running what the daemon was started with
   * @param directory from which the other was loaded
   */
  public static List<Problem> between(Settings running, Settings other, Path directory) {
    Path path = directory.resolve(FileSpec.SETTINGS.path());
    Place top = new Place(YamlFile.name(path), 1, 1);
    Tree.Branch file =
        YamlFile.read(path, FileSpec.SETTINGS.shape(), new ArrayList<>())
            .orElseGet(() -> Tree.Branch.empty(top));
    List<Problem> problems = new ArrayList<>();
    for (Fixed fixed : FIXED) {
      if (!fixed.value().apply(running).equals(fixed.value().apply(other))) {
        Tree.Branch section = fixed.section().isEmpty() ? file : file.branch(fixed.section());
        problems.add(
            Problem.error(
                section.place(fixed.name()),
                "needs-restart",
                fixed.path() + " cannot change while the daemon runs.",
                "Start the daemon again, or put the old value back. Until then nothing of the"
                    + " change is in force."));
      }
    }
    return problems;
  }
}
