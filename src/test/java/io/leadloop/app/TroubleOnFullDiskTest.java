package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.config.ConfigLoader;
import io.leadloop.lead.Side;
import io.leadloop.ops.FromConfig;
import io.leadloop.plan.Caps;
import io.leadloop.route.Border;
import io.leadloop.route.LoopSteps;
import io.leadloop.route.Trouble;
import io.leadloop.simulation.SettableClock;
import io.leadloop.store.Store;
import io.leadloop.sync.Crm;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that asks nobody, because the disk is full, says nothing of the vendor. */
class TroubleOnFullDiskTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();

  @Test
  void aVendorThatDidNotAnswerIsNotSaidToAnswerAgain() {
    try (Store store = Store.open(folder.resolve("store.db"))) {
      State state = State.of(store, "main");
      Border border = new Border();
      Seat seat =
          new Seat(state, epoch -> onFullDisk(state, epoch), "test", Duration.ofSeconds(20), clock);
      seat.keep();
      String fact = FactNames.trouble(Side.HUBSPOT);
      store.run(handle -> state.facts().set(handle, fact, "UNAVAILABLE", clock.instant()));

      new LoopSteps.Sweep(seat, Side.HUBSPOT, new Trouble(state, border, clock), border).sweep();

      assertThat(store.read(handle -> state.facts().get(handle, fact)).orElseThrow().value())
          .isEqualTo("UNAVAILABLE");
    }
  }

  private Loop onFullDisk(State state, long epoch) {
    LoopSettings usual = LoopSettings.usual("main");
    LoopSettings settings =
        new LoopSettings(
            "main",
            usual.keyField(),
            usual.claimLimits(),
            usual.sweeps(),
            usual.retryFirst(),
            usual.retryMost(),
            usual.claimLease(),
            Caps.OFF,
            Long.MAX_VALUE);
    return new Loop(
        FromConfig.rules(Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config())),
        Map.of(Side.HUBSPOT, unasked(Side.HUBSPOT), Side.SALESFORCE, unasked(Side.SALESFORCE)),
        null,
        state,
        settings,
        epoch,
        clock);
  }

  private static Crm unasked(Side side) {
    return (Crm)
        Proxy.newProxyInstance(
            Crm.class.getClassLoader(),
            new Class<?>[] {Crm.class},
            (self, method, arguments) -> {
              if (method.getName().equals("side")) {
                return side;
              }
              throw new AssertionError("asked: " + method.getName());
            });
  }
}
