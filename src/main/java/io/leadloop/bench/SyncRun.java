package io.leadloop.bench;

import io.leadloop.cli.Accounts;
import io.leadloop.lead.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One whole measurement: a first load, a mass edit on each side, and edits one by one. */
final class SyncRun {
  /** By the vendors' largest batches: 5 pages of a search, read, write and read back. */
  private static final int TO_SALESFORCE_MIN = 8;

  /** One page of a query, 10 batch reads and 10 batch updates. */
  private static final int TO_HUBSPOT_MIN = 21;

  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int IDLE_SWEEPS = 2;

  /** Far slower than anything that is worth a measurement. */
  private static final int RECORDS_PER_SECOND_MIN = 50;

  private static final String PHONE = "+1 555 ";
  private static final String COMPANY = "Company ";

  private final SyncOptions options;
  private final Ground ground;
  private final DaemonStore store;
  private final People people;
  private final Accounts accounts;

  private SyncRun(SyncOptions options, Ground ground, DaemonStore store, Accounts accounts) {
    this.accounts = accounts;
    this.options = options;
    this.ground = ground;
    this.store = store;
    this.people = new People(ground.apis());
  }

  /** What the edits one by one showed, and the rest after them. */
  private record Steady(
      SyncFigures.LatencyMillis latency,
      double idleCpuMillisPerSecond,
      long heapMib,
      long residentMib) {}

  /**
   * Measures.
   *
   * @param accounts how to come to both vendors where no daemon runs
   */
  static SyncResult measure(SyncOptions options, Accounts accounts) throws InterruptedException {
    try (Ground ground = Ground.lay(options);
        DaemonStore store = DaemonStore.live(ground.store())) {
      return new SyncRun(options, ground, store, accounts).measure();
    }
  }

  private SyncResult measure() throws InterruptedException {
    Phase created =
        phase(
            "create", Side.HUBSPOT, options.leads(), () -> people.leads("Leadloop_Key__c != null"));
    List<People.Person> linked = people.linked();
    Map<String, String> phones = new LinkedHashMap<>();
    Map<String, String> companies = new LinkedHashMap<>();
    for (People.Person person : linked.subList(0, options.edits())) {
      phones.put(person.contactId(), PHONE + person.contactId());
      companies.put(person.leadId(), COMPANY + person.leadId());
    }
    people.editContacts("phone", phones);
    Phase toSalesforce =
        phase(
            "salesforce",
            Side.HUBSPOT,
            phones.size(),
            () -> people.leads("Phone LIKE '" + PHONE + "%'"));
    people.editLeads("Company", companies);
    Phase toHubspot =
        phase(
            "hubspot",
            Side.SALESFORCE,
            companies.size(),
            () ->
                people.contactProperty("company").values().stream()
                    .filter(company -> company.startsWith(COMPANY))
                    .count());
    Steady steady = steady(linked);
    SyncFigures.EmptySweep emptySweep =
        EmptySweep.measure(ground.config(), Ground.SECRETS, store.opened(), accounts);
    return result(List.of(created, toSalesforce, toHubspot), steady, emptySweep);
  }

  private Phase phase(String name, Side from, long changed, LongSupplier arrived)
      throws InterruptedException {
    // Until then the vendors do not show all of it.
    Waiting.pause(options.lag().plus(LOOK));
    Duration limit = START_MAX.plusSeconds(changed / RECORDS_PER_SECOND_MIN);
    return new PhaseRun(ground, store, from)
        .run(name, changed, limit, () -> arrived.getAsLong() == changed);
  }

  private Steady steady(List<People.Person> linked) throws InterruptedException {
    Instant begun = Instant.now();
    try (MeasuredDaemon daemon = ground.startDaemon("steady")) {
      Waiting.until(
          "the daemon is at rest",
          START_MAX,
          LOOK,
          () -> {
            daemon.requireAlive();
            return Stream.of(Side.values()).allMatch(side -> store.sweptAt(side).isAfter(begun))
                && !store.isBusy();
          });
      int count = Math.min(options.singles(), linked.size() / 2);
      SyncFigures.LatencyMillis latency = new Singles(people).run(count, linked);
      // The echo and the overlap pass.
      Waiting.pause(options.overlap().multipliedBy(2).plus(options.lag()));
      Duration before = daemon.processorTime();
      Duration idle = options.sweepEvery().multipliedBy(IDLE_SWEEPS);
      Waiting.pause(idle);
      double used = daemon.processorTime().minus(before).toMillis();
      return new Steady(
          latency,
          used * 1e3 / idle.toMillis(),
          daemon.heapMibMax(),
          daemon.residentMibMax().orElse(0));
    }
  }

  private SyncResult result(List<Phase> phases, Steady steady, SyncFigures.EmptySweep emptySweep) {
    Phase created = phases.get(0);
    Phase toHubspot = phases.get(2);
    double thousands = phases.stream().mapToLong(Phase::changed).sum() / 1e3;
    long overlap = phases.stream().mapToLong(Phase::overlapCalls).sum();
    long evidence = phases.stream().mapToLong(phase -> phase.calls().evidence()).sum();
    long heap = phases.stream().mapToLong(Phase::heapMib).max().orElse(0);
    long resident = phases.stream().mapToLong(Phase::residentMib).max().orElse(0);
    resident = Math.max(resident, steady.residentMib());
    DaemonStore.Room room = store.room();
    SyncFigures figures =
        new SyncFigures(
            options.leads(),
            new SyncFigures.CallsPerThousand(
                perVendor(created, TO_SALESFORCE_MIN),
                perVendor(phases.get(1), TO_SALESFORCE_MIN),
                perVendor(toHubspot, TO_HUBSPOT_MIN)),
            tenths(overlap / thousands),
            tenths(evidence / thousands),
            Math.round(created.recordsPerSecond()),
            SyncFigures.FirstLoad.of(created.changed(), created.seconds()),
            steady.latency(),
            store.windowMillisMax(),
            Math.max(heap, steady.heapMib()),
            resident == 0 ? null : resident,
            room.linkBytes(),
            room.journalBytes(),
            limitShare(created, toHubspot),
            emptySweep);
    return new SyncResult(
        figures,
        phases.stream().mapToLong(phase -> phase.hubspotLog().refused()).sum(),
        phases.stream().map(phase -> tenths(phase.seconds())).toList(),
        created.daemonProcessor().toMillis() / (double) created.changed(),
        created.vendorsProcessor().toMillis() / (double) created.changed(),
        tenths(steady.idleCpuMillisPerSecond()));
  }

  private @Nullable Double limitShare(Phase created, Phase toHubspot) {
    OptionalDouble search = created.hubspotLog().searchShare();
    OptionalDouble write = toHubspot.hubspotLog().writeShare();
    if (!options.realLimits() || search.isEmpty() || write.isEmpty()) {
      return null;
    }
    return Math.round(Math.min(search.getAsDouble(), write.getAsDouble()) * 1e3) / 1e3;
  }

  private static SyncFigures.PerVendor perVendor(Phase phase, int minimum) {
    return new SyncFigures.PerVendor(
        tenths(phase.perThousand(Side.HUBSPOT)),
        tenths(phase.perThousand(Side.SALESFORCE)),
        minimum);
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
