package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A later version comes to a store that holds data. */
@ParameterizedClass
@EnumSource(Database.class)
class UpgradeTest {
  private static final Instant LATER = Filled.NOW.plusSeconds(3_600);

  @Parameter Database database;
  @TempDir Path folder;

  @Test
  void aBackupIsMadeBefore() throws IOException {
    Filled.with(database.open(folder)).close();

    upgrade();

    List<Path> backups = backups();
    assertThat(backups).hasSize(1);
    Path backup = backups.get(0);
    assertThat(backup.getFileName().toString()).containsPattern("-v\\d+-20261121T090000.000Z.db");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    try (Store before = Store.open(backup)) {
      assertThat(Verification.of(before).rows()).containsEntry("link", (long) Filled.LINKS);
      assertThat(Verification.of(before).findings()).isEmpty();
    }
    // The version of before, which this test runs on, leaves the upgraded one alone.
    assertThatThrownBy(() -> database.open(folder).close())
        .isInstanceOfSatisfying(
            StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo("store-newer"));
  }

  @Test
  void aStoreInUseIsNotUpgradedUnderItsDaemon() throws IOException {
    try (Store store = Filled.with(database.open(folder))) {
      store.run(
          handle -> new Lease("main").take(handle, "process 4711", LATER, Duration.ofSeconds(30)));
      assertThatThrownBy(this::upgrade)
          .isInstanceOfSatisfying(
              StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo("store-in-use"))
          .hasMessageContaining("process 4711");
    }
    assertThat(backups()).isEmpty();
    database.open(folder).close();
  }

  @Test
  void aNewStoreNeedsNoBackup() throws IOException {
    upgrade();
    assertThat(backups()).isEmpty();
  }

  @Test
  void bothDatabasesHaveTheSameMigrations() throws IOException {
    assertThat(migrations("sqlite")).isNotEmpty().isEqualTo(migrations("postgresql"));
  }

  private static List<String> migrations(String database) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db").resolve(database))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void upgrade() {
    new Migrations(
            Dialect.of(database.address(folder)),
            List.of("db", "later"),
            InstantSource.fixed(LATER))
        .upToDate();
  }

  private List<Path> backups() throws IOException {
    Path where = database == Database.SQLITE ? folder : folder.resolve("backups");
    if (!Files.exists(where)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(where)) {
      return files.filter(file -> file.getFileName().toString().contains("-v")).toList();
    }
  }
}
