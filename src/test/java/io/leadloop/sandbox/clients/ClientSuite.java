package io.leadloop.sandbox.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of Node tests under {@code src/test/clients}, which drive a sandbox with a client that
 * somebody else wrote. It is copied to {@code target/clients} and installed there, so that the
 * source tree stays as it is.
 */
public final class ClientSuite {
  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path COPIES = Path.of("target", "clients");

  private final Path folder;

  private ClientSuite(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies and installs the suite of this name.
   *
   * @throws IllegalStateException when {@code npm install} fails
   */
  public static ClientSuite install(String name) {
    ClientSuite suite = new ClientSuite(copy(SOURCES.resolve(name), COPIES.resolve(name)));
    Transcript installed =
        suite.run(
            Map.of(), "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent");
    if (installed.exitCode() != 0) {
      throw new IllegalStateException("npm install failed in " + suite.folder + installed.text());
    }
    return suite;
  }

  /**
   * Runs all of the suite's tests, one file after the other, with these variables beside the usual
   * environment.
   */
  public Transcript drive(Map<String, String> environment) {
    return run(environment, "node", "--test", "--test-concurrency=1", "--test-reporter=tap");
  }

  private Transcript run(Map<String, String> environment, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    List<String> lines = new ArrayList<>();
    try {
      Process process = builder.start();
      try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
        output.lines().forEach(lines::add);
      }
      return new Transcript(process.waitFor(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command[0], e);
    }
  }

  private static Path copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
