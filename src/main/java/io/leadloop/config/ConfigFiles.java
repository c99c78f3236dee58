package io.leadloop.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether the files of a configuration are still the same. */
public final class ConfigFiles {
  private static final int DEPTH = 2;

  private ConfigFiles() {}

  /**
   * A print of the names and contents of all YAML files below a folder: some dozens of kilobytes
   * are read faster than times of change can be trusted. What cannot be read counts as empty.
   */
  public static String print(Path directory) {
    MessageDigest digest = sha256();
    for (Path file : files(directory)) {
      digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(content(file));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> found = Files.walk(directory, DEPTH)) {
      return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
