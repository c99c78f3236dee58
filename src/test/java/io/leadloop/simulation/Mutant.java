package io.leadloop.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A fault that the loop could have.
 *
 * @param name of the fault, and of its tape in the corpus
 * @param what is wrong with the loop then
 * @param changes what makes it
 */
record Mutant(String name, String what, List<Change> changes) {
  /**
   * A change of one source.
   *
   * @param source the file, below {@code src/main/java/io/leadloop}
   * @param text what stands there, exactly once
   * @param replacement what stands there in the mutant
   */
  record Change(String source, String text, String replacement) {}

  private static final Path LIST = Path.of("src/test/resources/simulation/mutants.txt");
  private static final Path SOURCES = Path.of("src/main/java/io/leadloop");
  private static final Pattern ENTRY =
      Pattern.compile("== (\\S+)\\n# ([^\\n]*)\\n(.*?)(?=\\n== |\\z)", Pattern.DOTALL);
  private static final Pattern CHANGE =
      Pattern.compile("(\\S+)\\n<<<\\n(.*?)\\n---\\n(.*?)\\n?>>>", Pattern.DOTALL);

  /** All of the list. */
  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    String list = read(LIST);
    Matcher entries = ENTRY.matcher(list);
    while (entries.find()) {
      List<Change> changes = new ArrayList<>();
      Matcher change = CHANGE.matcher(entries.group(3));
      while (change.find()) {
        changes.add(new Change(change.group(1), change.group(2), change.group(3)));
      }
      all.add(new Mutant(entries.group(1), entries.group(2), changes));
    }
    long wanted = list.lines().filter(line -> line.startsWith("== ")).count();
    if (all.size() != wanted || all.stream().anyMatch(one -> one.changes().isEmpty())) {
      throw new IllegalStateException("%d of %d mutants can be read".formatted(all.size(), wanted));
    }
    return all;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles the sources with the fault in them.
   *
   * @param classes the folder that takes the classes; goes first on a class path
   */
  void compile(Path classes) {
    changes.forEach(change -> compile(change, classes));
  }

  /**
   * The sources in which the text of a change does not stand exactly once; none when all is well.
   */
  List<String> outOfDate() {
    return changes.stream().filter(change -> !stands(change)).map(Change::source).toList();
  }

  private static boolean stands(Change change) {
    String sound = read(SOURCES.resolve(change.source()));
    int at = sound.indexOf(change.text());
    return at >= 0 && sound.indexOf(change.text(), at + 1) < 0;
  }

  private void compile(Change change, Path classes) {
    String source = change.source();
    String text = change.text();
    String sound = read(SOURCES.resolve(source));
    if (!stands(change)) {
      throw new IllegalStateException(
          "Mutant %s: its text stands not once in %s; bring it up to date."
              .formatted(name, source));
    }
    try {
      Path changed =
          Files.createDirectories(classes.resolve("source"))
              .resolve(String.valueOf(Path.of(source).getFileName()));
      Files.writeString(changed, sound.replace(text, change.replacement()));
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(null, Locale.ROOT, null)) {
        List<String> options =
            List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"));
        boolean done =
            compiler
                .getTask(null, files, null, options, null, files.getJavaFileObjects(changed))
                .call();
        if (!done) {
          throw new IllegalStateException("Mutant " + name + " does not compile.");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
