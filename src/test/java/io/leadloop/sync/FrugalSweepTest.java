package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.config.ConfigLoader;
import io.leadloop.lead.Side;
import io.leadloop.ops.FromConfig;
import io.leadloop.store.Facts;
import io.leadloop.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a side is read all the same, and when a sweep is cut short. */
class FrugalSweepTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Store store;
  private State state;
  private Sweep sweep;
  private Instant now = BEGIN;
  private String refusal = "REQUEST_LIMIT_EXCEEDED";
  private int pages = 1;
  private Runnable duringPage = () -> {};
  private final List<Lane> read = new ArrayList<>();

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
    LoopSettings settings =
        FromConfig.loop(
            Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config(), "valid")
                .settings());
    RecentSnapshots recent = new RecentSnapshots(() -> now, MINUTE);
    sweep = new Sweep(crm(), List.of(), state, recent, settings, Fence.NONE, false, () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Crm crm() {
    return (Crm)
        Proxy.newProxyInstance(
            Crm.class.getClassLoader(),
            new Class<?>[] {Crm.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "side" -> Side.SALESFORCE;
                  case "lastAnsweredAt" -> Optional.empty();
                  case "sweep" ->
                      swept(
                          (Instant) arguments[0],
                          (Lane) arguments[1],
                          (Crm.SweepPage) arguments[2]);
                  default -> null;
                });
  }

  private Instant swept(Instant since, Lane lane, Crm.SweepPage page) {
    if (lane != Lane.EXPRESS && !refusal.isEmpty()) {
      throw new CrmException(Side.SALESFORCE, CrmException.Kind.LIMIT, refusal, "none left.", null);
    }
    read.add(lane);
    page.accept(List.of(), since);
    duringPage.run();
    for (int i = 1; i <= pages; i++) {
      page.accept(List.of(), BEGIN.plusSeconds(i));
    }
    return BEGIN.plusSeconds(pages);
  }

  private void readBefore() {
    store.run(handle -> state.cursors().advance(handle, "salesforce", BEGIN, BEGIN));
  }

  private void isTold() {
    assertThatThrownBy(sweep::sweep)
        .isInstanceOfSatisfying(CrmException.class, e -> assertThat(e.code()).isEqualTo(refusal));
  }

  private Optional<Instant> position() {
    return store.read(handle -> state.cursors().position(handle, "salesforce"));
  }

  private Optional<Instant> sweptAt() {
    return store
        .read(handle -> state.facts().get(handle, FactNames.swept(Side.SALESFORCE)))
        .map(Facts.Fact::at);
  }

  @Test
  void aSideWhoseCallsAreKeptForOptOutsIsReadForThemEveryTenMinutes() {
    readBefore();
    isTold();
    assertThat(read).containsExactly(Lane.EXPRESS);
    assertThat(position()).hasValue(BEGIN.plusSeconds(1));
    assertThat(sweptAt()).hasValue(BEGIN);

    now = now.plus(MINUTE.multipliedBy(9));
    isTold();
    assertThat(read).hasSize(1);
    now = now.plus(MINUTE);
    isTold();
    assertThat(read).hasSize(2);
  }

  @Test
  void aMassChangeIsReadInSmallParts() {
    readBefore();
    pages = 8;
    isTold();
    assertThat(position()).hasValue(BEGIN.plusSeconds(5));
    assertThat(sweptAt()).isEmpty();
    now = now.plus(MINUTE.multipliedBy(10));
    isTold();
    assertThat(position()).hasValue(BEGIN.plusSeconds(8));
  }

  @Test
  void noOtherLimitIsPassedAndNoFirstLoad() {
    isTold();
    now = now.plus(MINUTE.multipliedBy(10));
    readBefore();
    refusal = "CONCURRENT_REQUESTS_LIMIT_EXCEEDED";
    isTold();
    assertThat(read).isEmpty();
  }

  @Test
  void whoeverNeedsThatNoSweepRunsWaitsForNoneAndEndsItAfterItsPage() {
    readBefore();
    refusal = "";
    pages = 3;
    List<Boolean> done = new ArrayList<>();
    duringPage =
        () -> done.add(CompletableFuture.supplyAsync(() -> sweep.between(() -> true)).join());

    assertThatThrownBy(sweep::sweep).isInstanceOf(CancellationException.class);
    assertThat(done).as("at the first page").containsExactly(false);
    assertThat(position()).hasValue(BEGIN);
    assertThat(sweep.between(() -> true)).isTrue();

    duringPage = () -> {};
    sweep.sweep();
    assertThat(position()).as("the next one goes on").hasValue(BEGIN.plusSeconds(3));
  }
}
