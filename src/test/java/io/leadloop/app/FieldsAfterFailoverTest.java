package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Secrets;
import io.leadloop.lead.Side;
import io.leadloop.route.Border;
import io.leadloop.route.LoopSteps;
import io.leadloop.store.Store;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field is missed by one process, which dies, and is there again when the next one looks. */
class FieldsAfterFailoverTest {
  private static final Drift PAUSED =
      new Drift(
          List.of(
              new Drift.Entry(
                  Drift.Kind.FIELD_PAUSED,
                  "tool/Tool__c",
                  "tool>Tool__c",
                  Side.SALESFORCE,
                  "Lead",
                  "Tool__c",
                  true,
                  "It is hidden.",
                  "config/mappings/leads.yaml:9")));

  @TempDir Path folder;
  private final InstantSource clock = InstantSource.system();
  private final Border border = new Border();
  private final Config config =
      Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config());
  private Store store;
  private State state;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatTheOtherProcessToldIsOverWhenTheFirstLookFindsNothing() {
    Takeover standby =
        new Takeover(
            config,
            new Secrets("token", "id", "secret"),
            Drift.NONE,
            this::told,
            border,
            (wanted, secrets) -> new DriftNotice(state, clock).take(wanted.drift()));
    store.run(handle -> PAUSED.save(state.facts(), handle, Instant.now()));

    standby.fields(Drift.NONE);
    cross();

    assertThat(told()).isEqualTo(Drift.NONE);
  }

  private Drift told() {
    return Drift.known(store.read(state.facts()::known));
  }

  /** As the route of the rounds does, in a process without a loop. */
  private void cross() {
    Seat standingBy =
        new Seat(
            state,
            epoch -> {
              throw new AssertionError("nobody takes the lease");
            },
            "test",
            Duration.ofSeconds(20),
            clock);
    new LoopSteps.Inbox(standingBy, border).claim(new DefaultExchange(new DefaultCamelContext()));
  }
}
