package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted is gone from the bytes, also where nobody could search for it. */
class ScrubTest {
  private static final String NOTE = "Zzqxnote";
  private static final int PAGES_BYTES = 6_000;
  private static final int ROWS = 300;
  private static final List<String> ADDRESS = List.of("ann@example.com");

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    Facts facts = new Facts("main");
    store.run(
        handle -> {
          facts.set(handle, "long", "x".repeat(PAGES_BYTES) + NOTE, Filled.NOW);
          for (int i = 0; i < ROWS; i++) {
            facts.set(handle, "short" + i, NOTE + "x".repeat(100), Filled.NOW);
          }
        });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private boolean holdsTheNote() {
    return List.of("store.db", "store.db-wal").stream()
        .anyMatch(name -> Store.holds(folder.resolve(name), List.of(NOTE)));
  }

  @Test
  void noRemainOfADeletedRowIsLeftInPagesThatBecameFree() {
    store.run(handle -> handle.execute("delete from fact where value like '%" + NOTE + "%'"));
    assertThat(holdsTheNote()).isTrue();

    Store.Scrubbed scrubbed = store.scrub(ADDRESS);

    assertThat(scrubbed.isOurs()).isTrue();
    assertThat(scrubbed.isLeft()).isFalse();
    assertThat(holdsTheNote()).isFalse();
  }

  @Test
  void norOfOneThatWasWrittenOverLongBefore() {
    Facts facts = new Facts("main");
    store.run(handle -> facts.set(handle, "long", "short now", Filled.NOW));
    store.run(handle -> handle.execute("delete from fact where name like 'short%'"));

    store.scrub(ADDRESS);

    assertThat(holdsTheNote()).isFalse();
  }

  @Test
  void capitalLettersBeyondAsciiAreTheSameText() {
    store.run(
        handle -> new Facts("main").set(handle, "other", "ANN@STRASSE-MÜLLER.EXAMPLE", Filled.NOW));
    assertThat(store.scrub(List.of("ann@straße-müller.example")).isLeft()).isTrue();
    assertThat(store.scrub(List.of("ann@straße-mùller.example")).isLeft()).isFalse();
  }

  @Test
  void saysWhetherSomebodyElseHasTheAddress() {
    store.run(handle -> new Facts("main").set(handle, "other", "ANN@example.com", Filled.NOW));
    assertThat(store.scrub(ADDRESS).isLeft()).isTrue();
  }
}
