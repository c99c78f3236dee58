package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one YAML file and holds it against its shape. */
final class YamlFile {
  private static final String TAB = "'\\t(TAB)'";

  private YamlFile() {}

  /** The file's name in messages: as the admin gave the directory, with slashes on each system. */
  static String name(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** What is right in the file; empty when it cannot be read at all, which is a problem then. */
  static Optional<Tree.Branch> read(Path path, Shape.Section shape, List<Problem> problems) {
    String name = name(path);
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(true).build();
      Optional<Node> root = new Compose(settings).composeString(Files.readString(path));
      if (root.isEmpty()) {
        problem(problems, start(name), "empty-file", "The file is empty.", "");
      }
      return root.map(node -> new Lint(name, problems).file(node, shape));
    } catch (NoSuchFileException e) {
      problem(
          problems,
          start(name),
          "missing-file",
          "There is no such file.",
          "docs/configuration.md says what belongs in it.");
    } catch (CharacterCodingException e) {
      problem(problems, start(name), "not-utf8", "The file is not UTF-8 text.", "");
    } catch (IOException e) {
      String why = "The file cannot be read: " + e.getClass().getSimpleName() + ".";
      problem(problems, start(name), "unreadable-file", why, "");
    } catch (MarkedYamlEngineException e) {
      Place place =
          e.getProblemMark()
              .map(mark -> new Place(name, mark.getLine() + 1, mark.getColumn() + 1))
              .orElse(start(name));
      boolean tab = e.getProblem().contains(TAB);
      problem(
          problems,
          place,
          "not-yaml",
          tab ? "A tab cannot indent YAML." : "This is not YAML: " + why(e) + ".",
          tab ? "Use spaces." : "");
    } catch (YamlEngineException e) {
      problem(problems, start(name), "not-yaml", "This is not YAML: " + e.getMessage() + ".", "");
    }
    return Optional.empty();
  }

  private static String why(MarkedYamlEngineException e) {
    String context = e.getContext();
    return context == null || context.isEmpty() ? e.getProblem() : context + ", " + e.getProblem();
  }

  private static Place start(String name) {
    return new Place(name, 1, 1);
  }

  private static void problem(
      List<Problem> problems, Place place, String code, String message, String hint) {
    problems.add(Problem.error(place, code, message, hint));
  }
}
