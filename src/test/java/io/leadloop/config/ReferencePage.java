package io.leadloop.config;

import java.util.stream.Collectors;

/** {@code docs/configuration.md}: every option of every file. */
final class ReferencePage {
  private final StringBuilder page =
      new StringBuilder(
          """
          # Configuration

          Every option of every file under `config/`. Made from the same description that `leadloop check`
          holds the files against; the schemas in `config/schema/` give an editor completion and the same
          checks. Nothing is taken from anywhere else: no variable is expanded inside of a file, and secrets
          stand in none of them.

          **Rotation.** What both accounts are opened with can be changed without a restart where it stands
          in a file (`..._file`): the file is read again whenever it is used, so a new token counts at once,
          and a new client secret, refresh token or key at the next login, which follows by itself when the
          vendor ends the old one. A file that is gone, empty or half written leaves its last good content in
          force, and a line in the log says so. What stands in the environment (`..._env`) cannot change
          while the process runs: it takes a restart.

          `leadloop check` reports all problems at once, each with its file, line and column. With `--live`
          it asks both accounts too: each field exists, fits, can be written, and knows the words it is given.
          """);

  private ReferencePage() {}

  static String text() {
    ReferencePage reference = new ReferencePage();
    FileSpec.ALL.forEach(reference::file);
    return reference.page.toString();
  }

  private void file(FileSpec spec) {
    page.append("\n## `config/%s`\n\n%s\n\n".formatted(spec.path(), spec.meaning()));
    page.append("| option | what stands there | usually | what it does |\n|---|---|---|---|\n");
    options("", spec.shape());
  }

  private void options(String prefix, Shape shape) {
    if (shape instanceof Shape.Section section) {
      section.options().forEach(option -> option(prefix, option));
    } else if (shape instanceof Shape.Rows rows) {
      options(prefix, rows.row());
    } else if (shape instanceof Shape.Table table) {
      options(prefix + "NAME.", table.value());
    } else if (shape instanceof Shape.Either either) {
      either.shapes().forEach(one -> options(prefix, one));
    }
  }

  private void option(String prefix, Option option) {
    String name = prefix + option.name();
    String usual =
        option.usual() != null
            ? "`" + option.usual() + "`"
            : option.required() ? "**required**" : "";
    page.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(name, kind(option.shape()), usual, option.meaning().replace("|", "\\|")));
    options(name + ".", option.shape());
  }

  private static String kind(Shape shape) {
    if (shape instanceof Shape.Words words) {
      return words.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
    if (shape instanceof Shape.Section) {
      return "a section";
    }
    if (shape instanceof Shape.Rows rows) {
      return "a list: " + kind(rows.row());
    }
    if (shape instanceof Shape.Either either) {
      return either.shapes().stream().map(ReferencePage::kind).collect(Collectors.joining(", or "));
    }
    return shape.expects();
  }
}
