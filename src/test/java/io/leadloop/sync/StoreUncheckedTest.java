package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side answers everything but the question for the greatest token. */
class StoreUncheckedTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Store store;
  private State state;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private boolean fails = true;
  private CrmException.Kind kind = CrmException.Kind.UNAVAILABLE;
  private int asked;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Crm crm(Side side) {
    return (Crm)
        Proxy.newProxyInstance(
            Crm.class.getClassLoader(),
            new Class<?>[] {Crm.class},
            (self, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("greatestToken");
              if (side == Side.SALESFORCE) {
                asked++;
                if (fails) {
                  throw new CrmException(side, kind, "QUERY_TIMEOUT", "it took long.", null);
                }
              }
              return Optional.empty();
            });
  }

  private Restoration restoration() {
    long epoch =
        store.write(
            handle ->
                state.lease().take(handle, "here", now, Duration.ofDays(1)).orElseThrow().epoch());
    return new Restoration(
        Map.of(Side.HUBSPOT, crm(Side.HUBSPOT), Side.SALESFORCE, crm(Side.SALESFORCE)),
        state,
        epoch,
        () -> now);
  }

  private static boolean atOnce(Runnable work) {
    work.run();
    return true;
  }

  private StatusReport status() {
    return new StatusReader("main", state, MINUTE, () -> now).read();
  }

  @Test
  void itHasANameWithCauseAndNextStepUntilTheSideAnswers_P9() {
    Restoration restoration = restoration();
    Instant begun = now;
    assertThat(restoration.isDone(StoreUncheckedTest::atOnce)).isFalse();
    assertThat(status().states()).as("it may pass").isEqualTo(List.of());
    now = now.plus(MINUTE);
    assertThat(restoration.isDone(StoreUncheckedTest::atOnce)).isFalse();

    assertThat(status().states())
        .containsExactly(
            new StatusReport.Named(
                "store-unchecked",
                "Salesforce does not say what this store wrote there last, so nobody knows whether"
                    + " the store is an older copy that was put back: it took long."
                    + " [UNAVAILABLE QUERY_TIMEOUT]",
                begun.plus(MINUTE)));
    assertThat(status().nextSteps())
        .anySatisfy(step -> assertThat(step).contains("make it an External ID"));

    fails = false;
    now = now.plus(MINUTE);
    assertThat(restoration.isDone(StoreUncheckedTest::atOnce)).isTrue();
    assertThat(status().states()).isEqualTo(List.of());
  }

  @Test
  void whatOnlyAnAdminCanChangeIsToldAtOnce() {
    kind = CrmException.Kind.QUESTION;
    assertThat(restoration().isDone(StoreUncheckedTest::atOnce)).isFalse();
    assertThat(status().states()).extracting(StatusReport.Named::name).contains("store-unchecked");
  }

  @Test
  void aQuestionThatFailsForEverIsAskedMoreAndMoreRarely() {
    Restoration restoration = restoration();
    for (int second = 0; second < 600; second++) {
      restoration.isDone(StoreUncheckedTest::atOnce);
      now = now.plusSeconds(1);
    }
    assertThat(asked).isBetween(10, 15);
  }
}
