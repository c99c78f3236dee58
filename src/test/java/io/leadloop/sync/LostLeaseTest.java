package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.config.ConfigLoader;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.ops.FromConfig;
import io.leadloop.store.Claim;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Store;
import io.leadloop.store.StoreException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that slept, and lost its lease meanwhile, plans a round while a vendor is down. */
class LostLeaseTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);

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

  private long take(String holder) {
    return store.write(
        handle ->
            state.lease().take(handle, holder, NOW, LEASE, held -> true).orElseThrow().epoch());
  }

  private Reconciler reconciler(long epoch) {
    Crm down =
        (Crm)
            Proxy.newProxyInstance(
                Crm.class.getClassLoader(),
                new Class<?>[] {Crm.class},
                (self, method, arguments) -> {
                  throw new CrmException(
                      Side.HUBSPOT, CrmException.Kind.UNAVAILABLE, "HTTP_503", "It is down.", null);
                });
    Rules rules =
        FromConfig.rules(
            Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config(), "valid"));
    Map<Side, Crm> crms = Map.of(Side.HUBSPOT, down, Side.SALESFORCE, down);
    return new Reconciler(
        rules,
        crms,
        state,
        new RecentSnapshots(() -> NOW, LEASE),
        new Directory(crms, rules, () -> NOW),
        Fence.of(state, epoch),
        () -> NOW);
  }

  private Optional<String> told() {
    return store
        .read(handle -> state.facts().get(handle, FactNames.ROUNDS_TROUBLE))
        .map(fact -> fact.value());
  }

  @Test
  void itSaysNothingMore_P8() {
    LinkRow row =
        store.write(
            handle ->
                state.links().add(handle, "51", RecordKey.salesforce("Lead", "00Q1"), true, NOW));
    List<Claim> claims = List.of(new Claim(Claim.subject(row.link().id()), 1, 1, 0));
    Reconciler slept = reconciler(take("one"));
    Reconciler other = reconciler(take("other"));

    assertThatThrownBy(() -> slept.plan(claims))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-lost-lease"));
    assertThat(told()).isEmpty();

    assertThat(other.plan(claims).works()).hasSize(1);
    assertThat(told()).hasValueSatisfying(text -> assertThat(text).contains("It is down."));
  }
}
