package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Lease;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.AppliedBatch;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Mode;
import io.leadloop.sync.PlannedBatch;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One history: both vendors, a clock, people, faults, and the real loop on a real store. */
final class World implements Faults {
  private static final int[] RATES = {0, 60, 25, 10};
  private static final int[] CLOCK_ERROR_MINUTES = {0, 0, 60, -60};
  private static final int CALM_CYCLES = 8;

  final Tape tape;
  final SettableClock clock = new SettableClock();
  final FakeHubSpot hubspot;
  final FakeSalesforce salesforce;
  final People people;
  final State state;
  final List<String> trace = new ArrayList<>();
  private final Store store;
  private final String connection;
  private final int lostRequest;
  private final int lostAnswer;
  private final int refusal;
  private final int crashes;
  private final int edits;
  private final int lagMillis;
  private final int late;
  private final Duration clockError;
  private boolean faulty = true;
  private boolean peopleEdit = true;
  private boolean editing;
  private int faults;
  private @Nullable List<OwnField> own;
  private Loop loop;

  World(Tape tape, Store store, String connection) {
    this.tape = tape;
    this.store = store;
    this.connection = connection;
    lostRequest = RATES[tape.next(4)];
    lostAnswer = RATES[tape.next(4)];
    refusal = RATES[tape.next(4)];
    crashes = RATES[tape.next(4)] * 2;
    edits = new int[] {0, 30, 12, 6}[tape.next(4)];
    lagMillis = new int[] {0, 500, 5_000, 30_000}[tape.next(4)];
    late = RATES[tape.next(4)];
    clockError = Duration.ofMinutes(CLOCK_ERROR_MINUTES[tape.next(4)]);
    hubspot = new FakeHubSpot(tape, clock, this);
    salesforce = new FakeSalesforce(tape, clock, this);
    salesforce.duplicates().activate(tape.next(3) == 2);
    people = new People(tape, this);
    state = State.of(store, connection);
    store.run(handle -> Mode.LIVE.set(state.facts(), handle, clock.instant()));
    loop = start();
  }

  /** A new process on the same store. */
  private Loop start() {
    clock.advance(Duration.ofSeconds(31));
    Lease.Held held =
        store
            .write(
                handle ->
                    state.lease().take(handle, "simulation", ourTime(), Duration.ofSeconds(30)))
            .orElseThrow();
    LoopSettings usual = LoopSettings.usual(connection);
    return new Loop(
        SimulatedRules.rules(),
        Map.of(Side.HUBSPOT, hubspot, Side.SALESFORCE, salesforce),
        hubspot,
        state,
        usual,
        held.epoch(),
        this::ourTime);
  }

  /** What the machine's own clock shows, which may be wrong. */
  private Instant ourTime() {
    return clock.instant().plus(clockError);
  }

  /** Takes a line into the story of this history. */
  void tell(String what) {
    trace.add(clock.instant() + " " + what);
  }

  FakeCrm crm(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  /** Some steps of everything at once. */
  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      int choice = tape.next(8);
      switch (choice) {
        case 1, 2 -> guarded("sweep hubspot", () -> loop.sweep(Side.HUBSPOT));
        case 3, 4 -> guarded("sweep salesforce", () -> loop.sweep(Side.SALESFORCE));
        case 5 -> clock.advance(Duration.ofSeconds(1 + tape.next(40)));
        case 6 -> {
          if (peopleEdit) {
            person();
          }
        }
        default -> guarded("round", this::round);
      }
    }
  }

  /** No more faults and edits: what is left to do gets done. */
  void calmDown() {
    faulty = false;
    peopleEdit = false;
    people.correct();
    for (int cycle = 0; cycle < CALM_CYCLES; cycle++) {
      cycle();
      // Once for longer than the longest pause after a refusal.
      clock.advance(cycle == 2 ? Duration.ofHours(7) : Duration.ofSeconds(40));
    }
  }

  /** Faults again, and people who edit these fields alone, each on its own side. */
  void onlyEdit(List<OwnField> fields) {
    faulty = true;
    peopleEdit = true;
    own = fields.stream().filter(field -> !field.waits()).toList();
  }

  void cycle() {
    for (Side side : Side.values()) {
      guarded("sweep " + side.word(), () -> loop.sweep(side));
    }
    for (int rounds = 0; rounds < 20; rounds++) {
      if (!guarded("round", this::round)) {
        return;
      }
    }
  }

  private boolean round() {
    List<Claim> claims = loop.claim();
    crash("after claim");
    PlannedBatch planned = loop.plan(claims);
    crash("after plan");
    AppliedBatch applied = loop.apply(planned);
    crash("after apply");
    loop.record(applied);
    crash("after record");
    if (!claims.isEmpty()) {
      trace.add("%s round %s".formatted(clock.instant(), claims));
    }
    return !claims.isEmpty();
  }

  @FunctionalInterface
  interface Step {
    Object run();
  }

  private boolean guarded(String what, Step step) {
    try {
      return !Boolean.FALSE.equals(step.run());
    } catch (Crash crash) {
      trace.add("%s crash %s".formatted(clock.instant(), crash.getMessage()));
      loop = start();
      return true;
    } catch (CrmException e) {
      trace.add("%s %s failed: %s".formatted(clock.instant(), what, e.code()));
      return true;
    }
  }

  /** Somebody does something on one side. */
  private void person() {
    editing = true;
    if (own == null) {
      people.act();
    } else {
      people.actOn(own);
    }
    editing = false;
  }

  List<FakeRecord> open(Side side) {
    return crm(side).records().stream().filter(record -> !record.converted()).toList();
  }

  List<LinkRow> links() {
    return store.read(handle -> state.links().page(handle, 0, 1_000));
  }

  /** Why a link waits. */
  List<Problem> problems(LinkRow link) {
    return store.read(handle -> state.problems().of(handle, Claim.subject(link.link().id())));
  }

  long openIntents() {
    return store.read(handle -> state.intents().count(handle));
  }

  long dueRows() {
    return store.read(
        handle ->
            state.inbox().due(handle, ourTime()).values().stream()
                .mapToLong(Long::longValue)
                .sum());
  }

  List<JournalRow> journal() {
    return store.read(handle -> state.journal().after(handle, 0, 100_000));
  }

  /** What happened, and what the journal says of it. */
  List<String> story() {
    List<String> story = new ArrayList<>(trace);
    journal().forEach(row -> story.add("journal " + row));
    return story;
  }

  int faultsInjected() {
    return faults;
  }

  @Override
  public int lostRequest() {
    return faulty ? lostRequest : 0;
  }

  @Override
  public int lostAnswer() {
    return faulty ? lostAnswer : 0;
  }

  @Override
  public int refusal() {
    return faulty ? refusal : 0;
  }

  @Override
  public int lagMillis() {
    return lagMillis;
  }

  @Override
  public int late() {
    return late;
  }

  @Override
  public void between() {
    if (peopleEdit && !editing && tape.oneIn(edits)) {
      clock.advance(Duration.ofMillis(1));
      person();
      clock.advance(Duration.ofMillis(1));
    }
  }

  @Override
  public void crash(String point) {
    if (faulty && tape.oneIn(crashes)) {
      faults++;
      throw new Crash(point);
    }
  }

  @Override
  public void injected(String fault) {
    faults++;
    trace.add(clock.instant() + " " + fault);
  }
}
