package io.leadloop.simulation;

import io.leadloop.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** SQLite files in memory, where this machine has such a place, and empty stores in them. */
final class StoreFiles implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String EMPTY = "empty.db";

  private final Path folder;

  StoreFiles() {
    try {
      folder =
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, "leadloop-simulation")
              : Files.createTempDirectory("leadloop-simulation");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Store.open(folder.resolve(EMPTY)).close();
  }

  /** An empty store in the place of the one of this name, which must be closed by then. */
  Store fresh(String name) {
    try {
      for (String left : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(folder.resolve(name + left));
      }
      Path file = folder.resolve(name);
      Files.copy(folder.resolve(EMPTY), file, StandardCopyOption.REPLACE_EXISTING);
      return Store.openUnsynced(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
