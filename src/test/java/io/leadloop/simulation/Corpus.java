package io.leadloop.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Histories that once broke a promise, each as a tape with what was wrong then. */
final class Corpus {
  private static final Path FOLDER = Path.of("src/test/resources/simulation/corpus");
  private static final String ENDING = ".tape";

  private Corpus() {}

  /** The names of all, in their order. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Choices choices(String name) {
    return Choices.parse(text(FOLDER.resolve(name + ENDING)));
  }

  /** The tape of this name, if there is one. */
  static Optional<Choices> find(String name) {
    return Files.exists(FOLDER.resolve(name + ENDING))
        ? Optional.of(choices(name))
        : Optional.empty();
  }

  /** The promises that tapes break again, by the name of the tape; empty when all are kept. */
  static Map<String, List<String>> broken() {
    Map<String, List<String>> broken = new TreeMap<>();
    try (Histories histories = new Histories()) {
      for (String name : names()) {
        List<String> seen = histories.run(Tape.replaying(choices(name))).broken();
        if (!seen.isEmpty()) {
          broken.put(name, seen);
        }
      }
    }
    return broken;
  }

  /** Adds a tape. */
  static void add(String name, String what, Choices choices) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name + ENDING), "# " + what + "\n" + choices.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
