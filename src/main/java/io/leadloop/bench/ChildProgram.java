package io.leadloop.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * This program once more, in a process of its own, so that its memory and its time are its own.
 * Ends with the benchmark at the latest.
 */
final class ChildProgram implements AutoCloseable {
  private static final String MAIN = "io.leadloop.app.Main";
  private static final Duration END_MAX = Duration.ofSeconds(20);
  private static final Path PROCESSES = Path.of("/proc");
  private static final String PEAK = "VmHWM:";
  private static final long KIB_PER_MIB = 1_024;

  private final Process process;
  private final Path log;
  private final Thread atExit;

  private ChildProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atExit = new Thread(process::destroy, "bench-end");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * @param javaOptions before the class path
   * @param environment on top of ours
   * @param folder where it works
   * @param log where all of its output goes
   * @param arguments the command and its options
   */
  static ChildProgram start(
      List<String> javaOptions,
      Map<String, String> environment,
      Path folder,
      Path log,
      List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(javaOptions);
    line.addAll(List.of("-cp", classPath(), MAIN));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new ChildProgram(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ours, which holds wherever the program works. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What it said so far. */
  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails when it ended by itself.
   *
   * @throws BenchFailure with its last words
   */
  void requireAlive() {
    if (!process.isAlive()) {
      String said = said();
      throw new BenchFailure(
          "a process of the benchmark ended with exit code %d: %s"
              .formatted(process.exitValue(), said.substring(Math.max(0, said.length() - 2_000))));
    }
  }

  /** The processor time that it used so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most resident memory that it ever had, in MiB; empty where the system does not say. */
  OptionalLong residentMibMax() {
    Path status = PROCESSES.resolve(Long.toString(process.pid())).resolve("status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Ends it as a service manager does, and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The benchmark is ending itself; the hook has nothing left to do.
      return;
    }
  }
}
