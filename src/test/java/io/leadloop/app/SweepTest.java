package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.config.ConfigLoader;
import io.leadloop.hubspot.HubSpotClient;
import io.leadloop.hubspot.HubSpotCrm;
import io.leadloop.hubspot.HubSpotSettings;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Value;
import io.leadloop.ops.FromConfig;
import io.leadloop.plan.Caps;
import io.leadloop.salesforce.SalesforceConnection;
import io.leadloop.salesforce.SalesforceCrm;
import io.leadloop.salesforce.SalesforceSettings;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.hubspot.HubSpotOptions;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.simulation.SettableClock;
import io.leadloop.store.Claim;
import io.leadloop.store.Store;
import io.leadloop.store.StoreException;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.RecentSnapshots;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.State;
import io.leadloop.sync.Sweep;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sweep from a sandbox into a real store: when its rows fall due, and what a clock that is wrong
 * does to it. Time passes only when the test says so.
 */
class SweepTest {
  private static final Duration PERIOD = Duration.ofSeconds(60);

  /** HubSpot's pages of 200: three of them. */
  private static final int MANY = 450;

  @TempDir Path folder;
  private final SettableClock ours = new SettableClock();
  private final AtomicLong ticks = new AtomicLong();

  /** No two records change in the same millisecond there. */
  private final SandboxClock theirs =
      new SandboxClock(() -> ours.instant().plusMillis(ticks.incrementAndGet()));

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private HubSpotSandbox hubspot;
  private SalesforceSandbox salesforce;
  private HubSpotClient client;
  private Store store;
  private State state;
  private int people;

  @BeforeEach
  void open() {
    hubspot =
        HubSpotSandbox.start(
            HubSpotOptions.usual(theirs).withPort(0).withRealLimits(false).withLagMillis(0));
    salesforce =
        SalesforceSandbox.start(
            SalesforceOptions.usual(theirs).withPort(0).withRealLimits(false).withLagMillis(0));
    client =
        new HubSpotClient(
            HubSpotSettings.of(() -> HubSpotSandbox.TOKEN, List.of("email", "firstname"))
                .withBaseUrl(URI.create(hubspot.baseUrl()))
                .withPace(HubSpotSettings.Pace.OFF),
            (side, operation, lane, outcome) -> {});
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
    client.close();
    camel.stop();
    hubspot.close();
    salesforce.close();
  }

  private Crm crm(Side side) {
    if (side == Side.HUBSPOT) {
      return new HubSpotCrm(client);
    }
    SalesforceSettings settings =
        SalesforceSettings.of(
            URI.create(salesforce.baseUrl()),
            () -> SalesforceSandbox.CLIENT_ID,
            () -> SalesforceSandbox.CLIENT_SECRET,
            Set.of("LastName", "Company", "Email"),
            Set.of("LastName", "Email"));
    SalesforceConnection connection =
        SalesforceConnection.open(camel, settings, (s, operation, lane, outcome) -> {});
    camel.start();
    return new SalesforceCrm(connection, settings);
  }

  private Sweep sweep(Crm crm, int backfill) {
    LoopSettings usual = LoopSettings.usual("main");
    LoopSettings settings =
        new LoopSettings(
            "main",
            usual.keyField(),
            List.of(200, 200, 200, backfill),
            usual.sweeps(),
            usual.retryFirst(),
            usual.retryMost(),
            usual.claimLease(),
            Caps.OFF,
            0);
    InstantSource clock = ours;
    return new Sweep(
        crm,
        List.of(),
        state,
        new RecentSnapshots(clock, usual.sweeps().freshFor()),
        settings,
        clock);
  }

  private Sweep sweep(Crm crm) {
    return sweep(crm, 1_000);
  }

  private void arrive(Crm crm, int number) {
    List<RecordWrite> writes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      people++;
      boolean contacts = crm.side() == Side.HUBSPOT;
      Value email = Value.text("person" + people + "@example.com");
      writes.add(
          RecordWrite.create(
              contacts ? RecordKey.HUBSPOT_CONTACTS : RecordKey.LEAD,
              contacts ? String.format("00Q%015d", people) : String.valueOf(1_000 + people),
              contacts
                  ? Map.of("email", email)
                  : Map.of("Email", email, "LastName", Value.text("L"), "Company", Value.text("C")),
              String.format("sweep-00001-%08d", people)));
    }
    assertThat(crm.write(writes, Lane.LIVE, WritePermit.GIVEN))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Accepted.class));
  }

  private List<Claim> claim(List<Integer> limits) {
    return store.write(
        handle -> state.inbox().claim(handle, limits, 1, ours.instant(), Duration.ofMinutes(2)));
  }

  private List<Claim> claim() {
    return claim(List.of(200, 200, 200, 1_000));
  }

  /** Sees what a loop would see between two pages, or interrupts them. */
  private static Crm between(Crm crm, Consumer<Integer> afterPage) {
    return new PageByPage(crm, afterPage);
  }

  @Test
  void aMassChangeFallsDueTogetherAndGivesWay() {
    Crm crm = crm(Side.HUBSPOT);
    sweep(crm).sweep();
    arrive(crm, MANY);
    List<Integer> dueWithin = new ArrayList<>();
    Sweep sweep = sweep(between(crm, page -> dueWithin.add(claim().size())));

    assertThat(sweep.sweep()).isEqualTo(MANY);

    assertThat(dueWithin).containsExactly(0, 0, 0);
    List<Claim> claims = claim();
    assertThat(claims).hasSize(MANY);
    assertThat(claims).extracting(Claim::lane).containsOnly(Lane.BACKFILL.number());
  }

  @Test
  void peoplesEditsAreDueAtOnceAndFirst() {
    Crm crm = crm(Side.HUBSPOT);
    sweep(crm).sweep();
    arrive(crm, 200);

    sweep(crm).sweep();

    List<Claim> claims = claim();
    assertThat(claims).hasSize(200);
    assertThat(claims).extracting(Claim::lane).containsOnly(Lane.LIVE.number());
  }

  @Test
  void rowsThatFillARoundDoNotWaitForTheEndOfALongSweep() {
    Crm crm = crm(Side.HUBSPOT);
    arrive(crm, MANY);
    List<Integer> claimed = new ArrayList<>();
    Sweep sweep =
        sweep(between(crm, page -> claimed.add(claim(List.of(200, 200, 200, 400)).size())), 400);

    sweep.sweep();

    // A page's rows are filed before the vendor is asked for the next one.
    assertThat(claimed).containsExactly(0, 400, 0);
    assertThat(claim()).hasSize(MANY - 400);
  }

  @Test
  void aSlowSweepHoldsBackNothingForLong() {
    Crm crm = crm(Side.HUBSPOT);
    arrive(crm, MANY);
    Duration half = LoopSettings.usual("main").sweeps().freshFor().dividedBy(2);
    Set<String> claimed = new HashSet<>();
    List<Integer> known = new ArrayList<>();
    Sweep sweep =
        sweep(
            between(
                crm,
                page -> {
                  ours.advance(half);
                  claim().forEach(claim -> claimed.add(claim.subject()));
                  known.add(claimed.size());
                }));

    sweep.sweep();

    assertThat(known).containsExactly(200, 400, MANY);
  }

  @Test
  void whatAKilledSweepFiledFallsDueByItselfAndTheNextOneGoesOn() {
    Crm crm = crm(Side.HUBSPOT);
    arrive(crm, MANY);
    Sweep killed =
        sweep(
            between(
                crm,
                page -> {
                  if (page == 2) {
                    throw new IllegalStateException("killed");
                  }
                }));
    assertThatThrownBy(killed::sweep).hasMessage("killed");
    assertThat(claim()).isEmpty();

    ours.advance(Duration.ofSeconds(5));
    assertThat(claim()).hasSize(400);
    sweep(crm).sweep();
    assertThat(claim()).hasSize(MANY - 400);
  }

  @Test
  void whoLostTheLeaseInMidSweepMovesNoCursorAndFilesNothing() {
    Crm crm = crm(Side.HUBSPOT);
    arrive(crm, MANY);
    long epoch = takeLease();
    List<Instant> reached = new ArrayList<>();
    Crm frozen =
        between(
            crm,
            page -> {
              reached.add(position());
              takeLease();
            });
    Loop loop =
        new Loop(
            FromConfig.rules(Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config())),
            Map.of(Side.HUBSPOT, frozen, Side.SALESFORCE, crm),
            null,
            state,
            LoopSettings.usual("main"),
            epoch,
            ours);

    assertThatThrownBy(() -> loop.sweep(Side.HUBSPOT))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-lost-lease"));

    assertThat(reached).containsExactly(position());
    ours.advance(Duration.ofMinutes(1));
    assertThat(claim()).hasSize(200);
  }

  private long takeLease() {
    return store
        .write(
            handle ->
                state
                    .lease()
                    .take(handle, "a", ours.instant(), Duration.ofSeconds(30), held -> true))
        .orElseThrow()
        .epoch();
  }

  private Instant position() {
    return store.read(handle -> state.cursors().position(handle, "hubspot")).orElseThrow();
  }

  @ParameterizedTest(name = "{0}, whose clock is {1} min ahead of ours")
  @CsvSource({"HUBSPOT, 60", "HUBSPOT, -60", "SALESFORCE, 60", "SALESFORCE, -60"})
  void aWrongClockHidesNoEditAndIdleSweepsComeToReadNothing(Side side, long minutes) {
    theirs.advance(Duration.ofMinutes(minutes));
    Crm crm = crm(side);
    Sweep sweep = sweep(crm);
    arrive(crm, 3);
    assertThat(sweep.sweep()).isEqualTo(3);

    for (int minute = 0; minute < 50; minute++) {
      ours.advance(PERIOD);
      assertThat(sweep.sweep()).isZero();
    }
    assertThat(seen(side)).isEqualTo("0");

    for (int edit = 0; edit < 3; edit++) {
      arrive(crm, 1);
      ours.advance(PERIOD);
      assertThat(sweep.sweep()).isEqualTo(1);
    }
  }

  private String seen(Side side) {
    return store.read(
        handle -> state.facts().get(handle, "swept." + side.word()).orElseThrow().value());
  }
}
