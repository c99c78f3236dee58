package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no store of ours. */
class StoreFileTest {
  @TempDir Path folder;

  @Test
  void aFolderIsNoStore() throws IOException {
    Path file = Files.createDirectory(folder.resolve("store.db"));
    refused(file, "it is a folder");
  }

  @Test
  void anotherKindOfFileIsNoStore() throws IOException {
    Path file =
        Files.writeString(folder.resolve("store.db"), "Dear diary, nothing happened today.");
    refused(file, "it is no SQLite file");
    assertThat(file).hasContent("Dear diary, nothing happened today.");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> Store.open(file).close())
        .isInstanceOfSatisfying(
            StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo("store-foreign"))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageContaining("Nothing was changed");
  }
}
