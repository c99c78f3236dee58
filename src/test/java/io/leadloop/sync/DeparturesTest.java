package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look into a large recycle bin does not hold up whoever stops the sweep. */
class DeparturesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final int PAGES = 1_000;

  @TempDir Path folder;

  private static Crm withBin(AtomicInteger pages, Runnable afterPage) {
    return (Crm)
        Proxy.newProxyInstance(
            Crm.class.getClassLoader(),
            new Class<?>[] {Crm.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "side" -> Side.HUBSPOT;
                  case "lastAnsweredAt" -> Optional.of(NOW);
                  case "departures" -> {
                    hand(arguments[2], pages, afterPage);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @SuppressWarnings("unchecked")
  private static void hand(Object page, AtomicInteger pages, Runnable afterPage) {
    for (int number = 0; number < PAGES; number++) {
      ((Consumer<List<RecordKey>>) page).accept(List.of(RecordKey.contact(String.valueOf(number))));
      pages.incrementAndGet();
      afterPage.run();
    }
  }

  @Test
  void itEndsAfterThePageAndIsMadeAnew_P7() {
    try (Store store = Store.open(folder.resolve("store.db"))) {
      State state = State.of(store, "main");
      AtomicInteger pages = new AtomicInteger();
      AtomicBoolean stopped = new AtomicBoolean();
      Crm crm = withBin(pages, () -> stopped.compareAndSet(false, pages.get() == 3));
      Departures departures =
          new Departures(
              crm, state, LoopSettings.usual("main"), Fence.NONE, stopped::get, () -> NOW);
      store.run(handle -> state.cursors().advance(handle, "departures.hubspot", NOW, NOW));

      assertThatThrownBy(departures::look).isInstanceOf(CancellationException.class);
      assertThat(pages).hasValue(3);

      stopped.set(false);
      pages.set(PAGES);
      departures.look();
      assertThat(pages).as("from the beginning").hasValue(2 * PAGES);
    }
  }
}
