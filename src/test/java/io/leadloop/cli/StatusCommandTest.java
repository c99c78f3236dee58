package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import io.leadloop.store.Arrival;
import io.leadloop.store.CallCounts;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Mode;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What status says of a store, and what it advises. */
class StatusCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-21T14:32:05Z");

  @TempDir Path folder;
  private SmallWorld world;
  private Store store;
  private State state;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, 0);
    store = Store.open(world.store());
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
    world.close();
  }

  private void so(Consumer<Handle> fact) {
    store.run(fact);
  }

  private CommandRun status(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "status";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return CommandRun.of(
        new Surroundings(
            (config, secrets, calls) -> {
              throw new AssertionError("status asks no account");
            },
            () -> NOW,
            Map.of(),
            Terminal.NONE),
        world.withConfig(arguments));
  }

  private void runs() {
    so(
        handle -> {
          state.lease().take(handle, "process 12", NOW, Duration.ofSeconds(30));
          Mode.LIVE.set(state.facts(), handle, NOW);
          for (Side side : Side.values()) {
            state.facts().set(handle, "swept." + side.word(), "1234", NOW);
          }
        });
  }

  @Test
  void aConnectionThatIsFineAsksForNothing() {
    runs();

    assertThat(status().out())
        .isEqualTo(
            """
            connection     main, live
            daemon         process 12, lease until 2026-11-21T14:32:35Z
            sweeps         HubSpot    0 s ago, 1,234 records read
                           Salesforce 0 s ago, 1,234 records read
            inbox          nothing is due
            waiting        nobody
            links          0
            last hour      0 created, 0 changed, 0 fields cleared
            API, last day  no calls
            """);
  }

  @Test
  void aVendorThatDoesNotAnswerIsSaidWithItsReason() {
    runs();
    so(
        handle ->
            state.facts().set(handle, "trouble.hubspot", "UNAVAILABLE 503: HubSpot is away.", NOW));

    assertThat(status().out())
        .contains("               Trouble: UNAVAILABLE 503: HubSpot is away.\n")
        .contains("Do: HubSpot could not be asked; it is tried again by itself.")
        .contains("leadloop check --live");
  }

  @Test
  void aClockThatDiffersIsSaid() {
    runs();
    so(
        handle -> {
          state.facts().set(handle, "clock.hubspot", "3600", NOW);
          state.facts().set(handle, "clock.salesforce", "-45", NOW);
        });

    assertThat(status().out())
        .contains("Its clock is 60 min ahead of this machine's\n")
        .contains("Its clock is 45 s behind this machine's\n")
        .contains("Do: Set this machine's clock");
  }

  @Test
  void aSweepThatIsLateIsSaid() {
    runs();
    so(
        handle ->
            state.facts().set(handle, "swept.salesforce", "0", NOW.minus(Duration.ofMinutes(10))));

    assertThat(status().out())
        .contains("Salesforce 10 min ago, 0 records read\n")
        .contains("Do: The last sweep of Salesforce is late");
  }

  @Test
  void aCapAndWhoWaitsAreSaid() {
    runs();
    so(
        handle -> {
          state.facts().set(handle, "capped", "caps.creates_per_hour is 5, and so on", NOW);
          state
              .problems()
              .replace(
                  handle, List.of(), List.of(problem("hubspot:contacts:51"), problem("link:7")));
          state.volumes().add(handle, new Volume(5, 3, 1, 0, 0), NOW);
        });

    assertThat(status().out())
        .contains("waiting        2 parked ambiguous-match\n")
        .contains("capped         caps.creates_per_hour is 5, and so on\n")
        .contains("last hour      5 created, 3 changed, 1 fields cleared\n")
        .contains("To go on at once: leadloop go\n")
        .contains("leadloop explain hubspot:contacts:51 ")
        .contains("leadloop retry --all\n");
  }

  private static Problem problem(String subject) {
    return new Problem(
        subject, "", Problem.Kind.PARKED, "ambiguous-match", "two", "cause", "merge them", 1, NOW);
  }

  @Test
  void theInboxIsCountedByLaneWithTheAgeOfTheOldest() {
    so(
        handle -> {
          arrive(handle, "hubspot:contacts:1", Lane.LIVE, NOW.minusSeconds(90));
          arrive(handle, "hubspot:contacts:2", Lane.LIVE, NOW);
          arrive(handle, "hubspot:contacts:3", Lane.BACKFILL, NOW.minus(Duration.ofHours(3)));
        });

    assertThat(status().out())
        .contains(
            """
            inbox          live       2 due, the oldest for 90 s
                           backfill   1 due, the oldest for 3 h
            """);
  }

  private void arrive(Handle handle, String subject, Lane lane, Instant at) {
    state
        .inbox()
        .accept(
            handle,
            List.of(new Arrival(subject, lane.number(), Side.HUBSPOT, at, "print")),
            at,
            at);
  }

  @Test
  void callsAreCountedByVendorOperationAndOutcome() {
    so(
        handle ->
            state
                .callCounts()
                .add(
                    handle,
                    List.of(
                        new CallCounts.Count("hubspot", "search", "live", "ok", 7),
                        new CallCounts.Count("hubspot", "search", "backfill", "ok", 3),
                        new CallCounts.Count("hubspot", "search", "live", "limited", 1)),
                    NOW));

    assertThat(status().out())
        .contains("API, last day  HubSpot    search                  1 limited, 10 ok\n");
    assertThat(status("--json").json().path("calls")).hasSize(3);
  }
}
