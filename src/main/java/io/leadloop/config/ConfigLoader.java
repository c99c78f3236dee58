package io.leadloop.config;

import io.leadloop.content.EngagementWindows;
import io.leadloop.feedback.Dispositions;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.mapping.ValueTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a configuration directory. */
public final class ConfigLoader {
  private static final String YAML = ".yaml";

  private final Path directory;
  private final List<Problem> problems = new ArrayList<>();

  private ConfigLoader(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads all files of the directory and reports every problem of all of them. Never throws for
   * what an admin may have done.
   *
   * @param directory as the admin names it; begins the places in messages
   */
  public static Loaded load(Path directory) {
    ConfigLoader loader = new ConfigLoader(directory);
    if (!Files.isDirectory(directory)) {
      Problem none =
          Problem.error(
              new Place(YamlFile.name(directory), 1, 1),
              "missing-directory",
              "There is no such directory.",
              "Start in the directory that holds config/, or name it with --config.");
      return new Loaded(null, List.of(none));
    }
    Config config = loader.config();
    boolean stops = loader.problems.stream().anyMatch(Problem::isError);
    return new Loaded(stops ? null : config, loader.problems);
  }

  /**
   * As much as can be read of a configuration that is wrong, for a look at the state alone: the
   * names of the connection and of the store are right; everything else may have its usual value.
   *
   * @return empty when not even these two can be relied on
   */
  public static Optional<Config> withoutCheck(Path directory) {
    List<Problem> problems = new ArrayList<>();
    YamlFile.read(
        directory.resolve(FileSpec.SETTINGS.path()), SettingsFile.WHERE_STATE_IS, problems);
    boolean known = problems.stream().allMatch(ConfigLoader::isOfAnotherOption);
    return known ? Optional.of(new ConfigLoader(directory).config()) : Optional.empty();
  }

  private static boolean isOfAnotherOption(Problem problem) {
    return problem.code().equals(Lint.UNKNOWN_KEY) && problem.place().column() == 1;
  }

  private Config config() {
    Tree.Branch settings = read(FileSpec.SETTINGS);
    Map<String, ValueTable> tables = valueTables();
    Mapping mapping =
        file(FileSpec.MAPPING)
            .map(file -> MappingFile.read(file, tables, problems))
            .orElse(new Mapping(List.of()));
    Tree.Branch leadDefinition = read(FileSpec.LEAD_DEFINITION);
    LeadDefinitionFile.Content definition = LeadDefinitionFile.read(leadDefinition, problems);
    EngagementWindows engagement =
        file(FileSpec.CONTENT)
            .map(file -> ContentFile.read(file, problems))
            .orElse(EngagementWindows.USUAL);
    DispositionsFile.Content dispositions =
        file(FileSpec.DISPOSITIONS)
            .map(file -> DispositionsFile.read(file, problems))
            .orElse(new DispositionsFile.Content(Dispositions.NONE, List.of()));
    LeadDefinitionFile.checkSaid(leadDefinition, dispositions.dispositions(), problems);
    List<FieldUse> alsoRead = new ArrayList<>(definition.uses());
    alsoRead.addAll(dispositions.uses());
    Settings read = SettingsFile.read(settings, problems);
    MappingChecks.checkReserved(mapping, read, problems);
    return new Config(
        read,
        mapping,
        definition.definition(),
        engagement,
        dispositions.dispositions(),
        alsoRead,
        settings.place());
  }

  private Map<String, ValueTable> valueTables() {
    Map<String, ValueTable> tables = new TreeMap<>();
    Path values = directory.resolve("values");
    try (Stream<Path> files = Files.list(values)) {
      for (Path path : files.sorted().toList()) {
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(YAML)) {
          String table = name.substring(0, name.length() - YAML.length());
          YamlFile.read(path, ValuesFile.SHAPE, problems)
              .ifPresent(file -> tables.put(table, ValuesFile.read(table, file, problems)));
        }
      }
    } catch (NotDirectoryException | java.nio.file.NoSuchFileException e) {
      // A mapping without value tables needs no directory for them.
      return tables;
    } catch (IOException e) {
      problems.add(
          Problem.error(
              new Place(YamlFile.name(values), 1, 1),
              "unreadable-file",
              "The directory cannot be read: " + e.getClass().getSimpleName() + ".",
              ""));
    }
    return tables;
  }

  private Optional<Tree.Branch> file(FileSpec spec) {
    return YamlFile.read(directory.resolve(spec.path()), spec.shape(), problems);
  }

  private Tree.Branch read(FileSpec spec) {
    String name = YamlFile.name(directory.resolve(spec.path()));
    return file(spec).orElseGet(() -> Tree.Branch.empty(new Place(name, 1, 1)));
  }
}
