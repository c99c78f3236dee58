package io.leadloop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A daemon in a process of its own, and what it takes of the machine. */
final class MeasuredDaemon implements AutoCloseable {
  /** {@code Pause Young (Allocation Failure) 31M->9M(40M)}: the heap before a collection. */
  private static final Pattern BEFORE_COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(");

  private final ChildProgram program;
  private final Path collections;

  MeasuredDaemon(ChildProgram program, Path collections) {
    this.program = program;
    this.collections = collections;
  }

  /** Fails when it ended by itself. */
  void requireAlive() {
    program.requireAlive();
  }

  /** The processor time that it used so far. */
  Duration processorTime() {
    return program.processorTime();
  }

  /** The most resident memory that it ever had, in MiB; empty where the system does not say. */
  OptionalLong residentMibMax() {
    return program.residentMibMax();
  }

  /** The fullest that its heap was before a collection, in MiB; 0 before the first one. */
  long heapMibMax() {
    try {
      Matcher found = BEFORE_COLLECTION.matcher(Files.readString(collections));
      return found.results().mapToLong(match -> Long.parseLong(match.group(1))).max().orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a service manager does. */
  @Override
  public void close() {
    program.close();
  }
}
