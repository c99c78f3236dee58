package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.merge.FieldDecision;
import io.leadloop.merge.Verdict;
import io.leadloop.plan.Brakes;
import io.leadloop.plan.Caps;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.Limit;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.Volume;
import io.leadloop.store.Claim;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brakes, caps and a store that was put back let through of a batch. */
class LetThroughTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Brakes FEW_CREATES =
      new Brakes(new Limit(2, -1), Limit.OFF, Limit.OFF, Limit.OFF, Limit.OFF, 0);
  private static final Brakes NO_CHANGES =
      new Brakes(Limit.OFF, new Limit(0, -1), Limit.OFF, Limit.OFF, Limit.OFF, 0);
  private static final Volume NO_LIMIT = new Volume(-1, -1, -1, -1, -1);

  @TempDir Path folder;
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
  void createsThatWaitForARestoredStoreToBeReadPullNoBrake() {
    store.run(handle -> NamedState.RESTORED.begin(state.facts(), handle, "put back", NOW));

    assertThat(prepare(new Caps(NO_LIMIT, FEW_CREATES), creates(3)).heldBack).hasSize(3);
    assertThat(isBraked()).isFalse();

    store.run(handle -> NamedState.RESTORED.end(state.facts(), handle, NOW));
    prepare(new Caps(NO_LIMIT, FEW_CREATES), creates(3));
    assertThat(isBraked()).as("once they need not wait").isTrue();
  }

  @ParameterizedTest(name = "looked at {0} times before")
  @ValueSource(ints = {0, 1, 5})
  void anOptOutPassesABrakeAndTheOtherFieldsOfItsLinkDoNot(int attempts) {
    store.run(handle -> NamedState.BRAKED.begin(state.facts(), handle, "too much", NOW));

    Prepared prepared = prepare(new Caps(NO_LIMIT), List.of(optingOut(attempts)));

    assertThat(written(prepared)).containsExactly("DoNotCall");
  }

  @Test
  void whatIsWrittenBesideAnOptOutThatWasTriedBeforePullsABrake() {
    Prepared prepared = prepare(new Caps(NO_LIMIT, NO_CHANGES), List.of(optingOut(1)));

    assertThat(isBraked()).isTrue();
    assertThat(written(prepared)).containsExactly("DoNotCall");
  }

  @Test
  void anOptOutThatGoesFirstPullsNoBrake() {
    Prepared prepared = prepare(new Caps(NO_LIMIT, NO_CHANGES), List.of(optingOut(0)));

    assertThat(isBraked()).isFalse();
    assertThat(written(prepared)).containsExactly("DoNotCall");
  }

  @ParameterizedTest(name = "looked at {0} times before")
  @ValueSource(ints = {0, 1, 5})
  void anOptOutPassesACapAndTheOtherFieldsOfItsLinkDoNot(int attempts) {
    Prepared prepared =
        prepare(new Caps(new Volume(-1, 0, -1, -1, -1)), List.of(optingOut(attempts)));

    assertThat(written(prepared)).containsExactly("DoNotCall");
  }

  @Test
  void aCapThatIsReachedKeepsBackItsOwnKindAlone() {
    List<Work> works = new ArrayList<>(creates(2));
    works.add(changed());

    Prepared prepared = prepare(new Caps(new Volume(1, 5, -1, -1, -1)), works);

    assertThat(prepared.heldBack).containsOnlyKeys(works.get(1).claim().subject());
    assertThat(prepared.pending)
        .extracting(pending -> pending.intent().subject())
        .containsExactly(works.get(0).claim().subject(), works.get(2).claim().subject());
    String told =
        store.read(handle -> state.facts().get(handle, FactNames.CAPPED)).orElseThrow().value();
    assertThat(told).contains("creates");
  }

  @Test
  void aNoteWaitsForABrakeAndForNoCap() {
    List<Work> telling = List.of(telling());
    store.run(handle -> NamedState.BRAKED.begin(state.facts(), handle, "too much", NOW));
    Prepared prepared = prepare(new Caps(NO_LIMIT), telling);

    assertThat(prepared.heldBack.values()).containsExactly("too much");
    assertThat(prepared.openNotes).isEmpty();

    store.run(handle -> NamedState.BRAKED.end(state.facts(), handle, NOW));
    Prepared capped = prepare(new Caps(new Volume(0, 0, 0, 0, 0)), telling);
    assertThat(capped.heldBack).isEmpty();
    assertThat(capped.openNotes).hasSize(1);
  }

  /** A link that agrees, and of which a task is to be made. */
  private Work telling() {
    Work.Linked linked = (Work.Linked) optingOut(0);
    Item task = new Item(Item.Kind.TASK, "came-back", NOW, "Ana came back.");
    return new Work.Linked(
        linked.claim(),
        false,
        linked.row(),
        linked.hubspot(),
        linked.salesforce(),
        new LinkPlan(RecordKey.LEAD, List.of()),
        Map.of(),
        List.of(task),
        null,
        false,
        Work.Findings.NONE);
  }

  @Test
  void whereNothingHoldsAnOptOutThatWasTriedBeforeKeepsNothingBack() {
    assertThat(written(prepare(new Caps(NO_LIMIT), List.of(optingOut(1)))))
        .containsExactlyInAnyOrder("DoNotCall", "Title");
  }

  private static Set<String> written(Prepared prepared) {
    return prepared.pending.get(0).write().values().keySet();
  }

  /** A link of which an opt-out and a title are to be written. */
  private Work optingOut(int attempts) {
    RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q5f00000ABCDEEA1");
    LinkRow row = store.write(handle -> state.links().add(handle, "51", lead, true, NOW));
    return new Work.Linked(
        new Claim(Claim.subject(row.link().id()), 0, 1, attempts),
        false,
        row,
        new Snapshot(RecordKey.contact("51"), Map.of(), NOW, false, null),
        new Snapshot(lead, Map.of(), NOW, false, null),
        new LinkPlan(
            RecordKey.LEAD,
            List.of(
                step(FieldRule.of("do_not_call", "DoNotCall").form(Form.OPT_OUT), "true"),
                step(FieldRule.of("jobtitle", "Title"), "Buyer"))),
        Map.of(),
        List.of(),
        null,
        false,
        Work.Findings.NONE);
  }

  /** A link of which a title is to be written. */
  private Work changed() {
    Work.Linked linked = (Work.Linked) optingOut(0);
    return linked.with(
        new LinkPlan(RecordKey.LEAD, List.of(step(FieldRule.of("jobtitle", "Title"), "Buyer"))));
  }

  private boolean isBraked() {
    return NamedState.BRAKED.in(store.read(state.facts()::known)).isPresent();
  }

  private Prepared prepare(Caps caps, List<Work> works) {
    LoopSettings usual = LoopSettings.usual("main");
    LoopSettings settings =
        new LoopSettings(
            "main",
            usual.keyField(),
            usual.claimLimits(),
            usual.sweeps(),
            usual.retryFirst(),
            usual.retryMost(),
            Duration.ofMinutes(2),
            caps,
            0);
    return store.write(
        handle ->
            new Preparation(state, settings, new Tokens("main", "store", 1), handle, NOW)
                .prepare(works));
  }

  private static List<Work> creates(int number) {
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      RecordKey contact = RecordKey.contact(String.valueOf(51 + i));
      works.add(
          new Work.Create(
              new Claim(contact.text(), 0, 1, 0),
              new Snapshot(contact, Map.of(), NOW, false, null),
              RecordKey.LEAD,
              new LinkPlan(
                  RecordKey.LEAD, List.of(step(FieldRule.of("lastname", "LastName"), "Novak"))),
              null,
              null,
              Work.Findings.NONE));
    }
    return works;
  }

  private static FieldStep step(FieldRule rule, String value) {
    return new FieldStep(
        rule,
        new FieldDecision(Verdict.TAKE_HUBSPOT, "HubSpot has it"),
        value,
        "",
        Side.SALESFORCE,
        value,
        null);
  }
}
