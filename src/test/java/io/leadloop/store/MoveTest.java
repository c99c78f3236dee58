package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole store into the other database, and what becomes of the one it left. */
@ParameterizedClass
@EnumSource(Database.class)
class MoveTest {
  private static final Instant LATER = Filled.NOW.plusSeconds(3_600);
  private static final InstantSource CLOCK = InstantSource.fixed(LATER);

  @Parameter Database database;
  @TempDir Path folder;
  private Path there;

  @BeforeEach
  void folders() throws Exception {
    there = Files.createDirectory(folder.resolve("there"));
  }

  @Test
  void everythingArrivesInTheOtherDatabase() {
    try (Store from = Filled.with(database.open(folder));
        Store to = database.other().open(there)) {
      List<LinkRow> links = from.read(handle -> new Links("main").page(handle, 0, 5_000));
      List<JournalRow> journal = from.read(handle -> new Journal("main").after(handle, 0, 5_000));

      Map<String, Long> rows = new Move(from, to, "main", CLOCK).run();

      assertThat(rows)
          .containsEntry("link", (long) Filled.LINKS)
          .containsEntry("baseline", (long) Filled.LINKS)
          .containsEntry("journal", (long) Filled.LINKS)
          .hasSize(18)
          .allSatisfy((table, count) -> assertThat(count).as(table).isPositive());
      assertThat(to.<List<LinkRow>>read(handle -> new Links("main").page(handle, 0, 5_000)))
          .isEqualTo(links);
      assertThat(to.<List<JournalRow>>read(handle -> new Journal("main").after(handle, 0, 5_000)))
          .isEqualTo(journal);
      assertThat(Verification.of(to).findings()).isEmpty();
    }
  }

  @Test
  void theNextDaemonStartsThereAtOnceWithANewerEpoch() {
    try (Store from = Filled.with(database.open(folder));
        Store to = database.other().open(there)) {
      new Move(from, to, "main", CLOCK).run();
      Lease.Held held =
          to.write(handle -> new Lease("main").take(handle, "new", LATER, Duration.ofSeconds(30)))
              .orElseThrow();
      assertThat(held.epoch()).isEqualTo(3);
    }
  }

  @Test
  void nobodyGoesOnInTheOldStore_P8() {
    try (Store old = Filled.with(database.open(folder));
        Store to = database.other().open(there)) {
      new Move(old, to, "main", CLOCK).run();
      // A daemon of any version that had it open: frozen before, or standing by.
      assertThatThrownBy(() -> old.run(handle -> new Lease("main").fence(handle, 1)))
          .isInstanceOfSatisfying(
              StoreException.class,
              thrown -> assertThat(thrown.code()).isEqualTo("store-lost-lease"));
      assertThat(
              old.<Boolean>write(
                  handle ->
                      new Lease("main")
                          .take(
                              handle,
                              "standby",
                              LATER.plus(Duration.ofDays(36_500)),
                              Duration.ofSeconds(30))
                          .isPresent()))
          .isFalse();
      // One that is started on it.
      assertThatThrownBy(() -> database.open(folder).close())
          .isInstanceOfSatisfying(
              StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo("store-moved"))
          .hasMessageContaining(to.place())
          .hasMessageContaining("store.url");
      // Who wants to look still can.
      try (Store looked = Store.openEvenMoved(database.address(folder))) {
        assertThat(Verification.of(looked).findings()).isEmpty();
      }
    }
  }

  @Test
  void aStoreInUseStaysWhereItIs() {
    try (Store from = Filled.with(database.open(folder));
        Store to = database.other().open(there)) {
      from.run(
          handle -> new Lease("other").take(handle, "process 4711", LATER, Duration.ofSeconds(30)));
      refused(from, to, "store-in-use", "process 4711");
      assertThat(to.<Long>read(handle -> new Links("main").count(handle))).isZero();
      // The leases that nobody held are free again.
      assertThat(
              from.<Boolean>write(
                  handle ->
                      new Lease("main")
                          .take(handle, "daemon", LATER, Duration.ofSeconds(30))
                          .isPresent()))
          .isTrue();
    }
  }

  @Test
  void aStoreThatHoldsDataIsNoTarget() {
    try (Store from = Filled.with(database.open(folder));
        Store to = database.other().open(there)) {
      to.run(handle -> new Facts("main").set(handle, "mode", "live", LATER));
      refused(from, to, "store-not-empty", "(fact)");
      assertThat(from.<Long>read(handle -> new Links("main").count(handle)))
          .isEqualTo(Filled.LINKS);
    }
    database.open(folder).close();
  }

  @Test
  void aBackupIsAStoreOfItsOwn() {
    try (Store store = Filled.with(database.open(folder))) {
      Path file = store.backUp(LATER);
      assertThat(file.getFileName().toString()).containsPattern("-v\\d+-20261121T090000.000Z.db$");
      try (Store backup = Store.open(file)) {
        assertThat(backup.<List<LinkRow>>read(handle -> new Links("main").page(handle, 0, 5_000)))
            .isEqualTo(
                store.<List<LinkRow>>read(handle -> new Links("main").page(handle, 0, 5_000)));
        assertThat(Verification.of(backup).rows()).isEqualTo(Verification.of(store).rows());
        assertThat(Verification.of(backup).findings()).isEmpty();
        // And the way back.
        try (Store again = database.open(there)) {
          new Move(backup, again, "main", CLOCK).run();
          assertThat(Verification.of(again).rows()).containsEntry("link", (long) Filled.LINKS);
        }
      }
      assertThatThrownBy(() -> store.backUp(file))
          .isInstanceOfSatisfying(
              StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo("backup-exists"));
    }
  }

  private static void refused(Store from, Store to, String code, String why) {
    assertThatThrownBy(() -> new Move(from, to, "main", CLOCK).run())
        .isInstanceOfSatisfying(
            StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo(code))
        .hasMessageContaining(why)
        .hasMessageContaining("Nothing was changed");
  }
}
