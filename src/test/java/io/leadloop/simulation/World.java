package io.leadloop.simulation;

import io.leadloop.gate.ReEngagement;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.store.Store;
import io.leadloop.sync.Mode;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One history: both vendors, a clock, people, faults, and the real loop on a real store. */
final class World implements Faults {
  private static final int CALM_CYCLES_MIN = 3;
  private static final int CALM_CYCLES_MAX = 10;
  private static final int ROUNDS_MAX = 20;
  private static final int TIMES_LONGER = 3;

  /** Longer than the time between two looks into the bins, and than clocks are wrong by. */
  static final Duration LONG = Duration.ofMinutes(20);

  final SettableClock clock = new SettableClock();
  final FakeHubSpot hubspot;
  final FakeSalesforce salesforce;
  final People people;
  final Remembered remembered;
  private final Tape tape;
  private final Rates rates;
  private final State state;
  private final Story story;
  private final FakeDaemon daemon;
  private final boolean storeIsPutBack;
  private final ReEngagement reEngagement;
  private final Events events;
  private final DeletionTruth deletionTruth;
  private final boolean deletesBoth;
  private final boolean isLong;
  private final Hardships hardships;
  private Duration ourError;
  private boolean faulty = true;
  private boolean peopleEdit = true;
  private boolean editing;
  private boolean clockWasSet;
  private boolean stalled;
  private @Nullable List<OwnField> own;

  /**
   * @param second the store of a second daemon, where there is one
   */
  World(Tape tape, Store store, Supplier<Store> second, String connection) {
    this.tape = tape;
    state = State.of(store, connection);
    remembered = new Remembered(store, state, this::ourTime, this::commits);
    story = new Story(clock, store, state);
    rates = Rates.drawn(tape);
    ourError = rates.ourError();
    hubspot = new FakeHubSpot(tape, clock, rates.hubspotError(), this);
    salesforce = new FakeSalesforce(tape, clock, rates.salesforceError(), this);
    storeIsPutBack = tape.next("store is put back", 4) == 3;
    // A Lead that somebody left after the copy was made is a twin to an old store: it waits.
    boolean newLeads = tape.next("new leads", 4) == 3 && !storeIsPutBack;
    boolean tasks = tape.aside("tasks for who comes back", 4) == 3;
    reEngagement =
        newLeads ? SimulatedRules.NEW_LEADS : tasks ? SimulatedRules.TASKS : ReEngagement.OFF;
    // A rule against two open Leads of one address refuses every new Lead of who comes back.
    salesforce.duplicates().activate(tape.next("duplicate rule", 3) == 2 && !newLeads);
    people = new People(tape, this);
    deletesBoth = people.depart() && tape.next("a deletion deletes both", 2) == 1;
    deletionTruth = new DeletionTruth(this);
    // Half of all; a store that was put back is read anew by sweeps.
    events = new Events(tape, tape.next("events instead of sweeps", 3) > 0 && !storeIsPutBack);
    store.run(handle -> Mode.LIVE.set(state.facts(), handle, clock.instant()));
    isLong = tape.aside("long history", 10) == 9;
    hardships = new Hardships(tape, this, store, () -> State.of(second.get(), connection));
    daemon = new FakeDaemon(this, store, state, connection, this::ourTime);
  }

  /** Nothing of this history is left to trouble the next one. */
  void close() {
    hardships.disk().unmount();
  }

  /** What the machine's own clock shows, which may be wrong. */
  private Instant ourTime() {
    return clock.instant().plus(ourError);
  }

  private long commits() {
    return hardships.disk().commits();
  }

  FakeCrm crm(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  Story story() {
    return story;
  }

  /** Some steps of everything at once; more of them in a long history. */
  void run(int steps) {
    int all = isLong ? TIMES_LONGER * steps : steps;
    for (int step = 0; step < all; step++) {
      hardships.step(own != null);
      switch (tape.next("step", 10)) {
        case 1, 2 -> daemon.sweep(Side.HUBSPOT);
        case 3, 4 -> daemon.sweep(Side.SALESFORCE);
        case 5 -> pass();
        case 6 -> {
          if (peopleEdit) {
            person();
          }
        }
        case 7 -> daemon.round();
        case 8 -> daemon.round();
        case 9 -> rarely();
        default -> {}
      }
    }
  }

  private void pass() {
    clock.advance(Duration.ofSeconds(1 + tape.next("seconds", 40)));
  }

  private void rarely() {
    int backup = faulty && storeIsPutBack ? tape.next("backup", 3) : 0;
    if (backup == 1) {
      daemon.backUp();
    } else if (backup == 2) {
      daemon.putBack();
    } else if (faulty && tape.next("clock set", 6) == 5) {
      clockWasSet = true;
      ourError = Duration.ofMinutes(tape.next("clock set to", 3) * 30L - 30);
      injected("our machine's clock is set to be wrong by " + ourError.toMinutes() + " minutes");
    } else {
      daemon.freezes().wakeUp();
    }
  }

  /** No more faults and edits: what is left to do gets done. */
  void calmDown() {
    faulty = false;
    peopleEdit = false;
    tell("now nothing goes wrong any more, and nobody edits");
    daemon.freezes().wakeUp();
    people.correct();
    hardships.end();
    people.correct();
    comeToRest();
  }

  /** Until there is nothing more to do. */
  void comeToRest() {
    boolean busy = true;
    for (int cycle = 0; cycle < CALM_CYCLES_MIN || (busy && cycle < CALM_CYCLES_MAX); cycle++) {
      busy = cycle();
      // Once for longer than the longest pause after a refusal.
      clock.advance(cycle == 1 ? Duration.ofHours(7) : Duration.ofSeconds(40));
    }
  }

  /** Whether a record is deleted when its counterpart is. */
  boolean deletesBoth() {
    return deletesBoth;
  }

  /** Faults again, and people who edit these fields alone, each on its own side. */
  void onlyEdit(List<OwnField> fields) {
    faulty = true;
    peopleEdit = true;
    hardships.begin();
    own = fields.stream().filter(field -> !field.waits()).toList();
  }

  /** A sweep of both sides and all that is to do; whether there was anything. */
  boolean cycle() {
    if (storeIsPutBack || hardships.massChanges().isOn()) {
      daemon.guarded("to go on", daemon::resume);
    }
    return cycleOnce();
  }

  /** The same, and nobody lets a connection go on that is stopped. */
  boolean cycleOnce() {
    for (Side side : Side.values()) {
      daemon.sweep(side);
    }
    int rounds = 0;
    while (rounds < ROUNDS_MAX && daemon.round()) {
      rounds++;
    }
    return rounds > 0;
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

  /** Whether people who come back to a rejected Lead get a new one here. */
  boolean newLeads() {
    return reEngagement.equals(SimulatedRules.NEW_LEADS);
  }

  /** Whether people who come back to a rejected Lead are Tasks here. */
  boolean tasks() {
    return reEngagement.equals(SimulatedRules.TASKS);
  }

  ReEngagement reEngagement() {
    return reEngagement;
  }

  /** Faults again, and nobody edits. */
  void onlyFaults() {
    faulty = true;
  }

  /** The records that stand for somebody; not converted Leads, nor such as their person left. */
  List<FakeRecord> standing(Side side) {
    return open(side).stream().filter(record -> !record.left).toList();
  }

  List<FakeRecord> open(Side side) {
    return crm(side).records().stream().filter(record -> !record.converted()).toList();
  }

  /** Whatever was written into either system, notes and tasks too. */
  int writes() {
    return hubspot.writer().writes()
        + salesforce.writer().writes()
        + hubspot.notes().size()
        + salesforce.tasks().count();
  }

  /** Whether our machine's clock was set on the way. */
  boolean clockWasSet() {
    return clockWasSet;
  }

  /** The lines of the mapping. */
  List<FieldRule> lines() {
    return hardships.moreLines().lines();
  }

  FakeDaemon daemon() {
    return daemon;
  }

  Hardships hardships() {
    return hardships;
  }

  /** What was seen to go wrong on the way. */
  List<String> brokenOnTheWay() {
    List<String> broken = new ArrayList<>(daemon.broken());
    broken.addAll(deletionTruth.broken());
    return broken;
  }

  /** The side that is swept while a round is under way; null for none. */
  @Nullable Side sweepsMeanwhile() {
    if (!faulty || !tape.oneIn("sweep meanwhile", 8)) {
      return null;
    }
    return tape.next("side swept", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE;
  }

  /** Where events say what changed. */
  Events events() {
    return events;
  }

  /** Whether anything goes wrong now. */
  boolean isFaulty() {
    return faulty;
  }

  boolean freezes() {
    return faulty && tape.oneIn("freeze", rates.freeze());
  }

  @Override
  public int lostRequest() {
    return faulty ? rates.lostRequest() : 0;
  }

  @Override
  public int lostAnswer() {
    return faulty ? rates.lostAnswer() : 0;
  }

  @Override
  public int refusal() {
    return faulty ? rates.refusal() : 0;
  }

  @Override
  public int limit() {
    return faulty ? rates.limit() : 0;
  }

  @Override
  public int doubled() {
    return rates.doubled();
  }

  @Override
  public int lagMillis() {
    return rates.lagMillis();
  }

  @Override
  public int late() {
    return rates.late();
  }

  /** See {@link FakeDaemon#forgotWrites}. */
  boolean forgotWrites(Side side, FakeRecord record) {
    return daemon.forgotWrites(crm(side).key(record));
  }

  @Override
  public boolean storeIsPutBack() {
    return storeIsPutBack;
  }

  @Override
  public void between() {
    if (peopleEdit && !editing && tape.oneIn("edit between", rates.edits())) {
      clock.advance(Duration.ofMillis(1));
      person();
      clock.advance(Duration.ofMillis(1));
    }
  }

  @Override
  public void crash(String point) {
    if (faulty && tape.oneIn("crash", rates.crash())) {
      story.fault("the machine fails " + point);
      throw new Crash(point);
    }
  }

  @Override
  public void stall() {
    if (faulty && !stalled && tape.onceIn("freeze between calls", rates.freeze())) {
      stalled = true;
      daemon.freezes().standStill();
      stalled = false;
    }
  }

  @Override
  public void changed(RecordKey record) {
    events.announce(record);
  }

  @Override
  public void deletes(Side side, FakeRecord record) {
    tell("the loop deletes %s %s".formatted(record.object, record.id));
    deletionTruth.look(side, record);
  }

  @Override
  public void written(RecordKey key, FakeRecord record, List<String> fields) {
    hardships.erasing().written(key, record);
    hardships.moreLines().written(key, fields);
  }

  @Override
  public void injected(String fault) {
    story.fault(fault);
  }

  @Override
  public void tell(String what) {
    story.tell(what);
  }
}
