package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lease, intents, journal and volumes on both databases, and places that are no store of ours. */
@ParameterizedClass
@EnumSource(Database.class)
class StoreTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @Parameter Database database;
  @TempDir Path folder;

  @Test
  void p8OnlyOneHoldsTheLeaseAndTheOneBeforeIsFenced() {
    Lease lease = new Lease("main");
    try (Store store = store()) {
      Optional<Lease.Held> first =
          store.write(handle -> lease.take(handle, "one", NOW, Duration.ofSeconds(30)));
      assertThat(first.orElseThrow().epoch()).isEqualTo(1);
      assertThat(
              store.<Optional<Lease.Held>>write(
                  handle -> lease.take(handle, "two", NOW.plusSeconds(29), Duration.ofSeconds(30))))
          .isEmpty();
      store.run(handle -> lease.renew(handle, 1, NOW.plusSeconds(60)));
      assertThat(
              store.<Optional<Lease.Held>>write(
                  handle -> lease.take(handle, "two", NOW.plusSeconds(31), Duration.ofSeconds(30))))
          .isEmpty();
      Optional<Lease.Held> second =
          store.write(
              handle -> lease.take(handle, "two", NOW.plusSeconds(60), Duration.ofSeconds(30)));
      assertThat(second.orElseThrow().epoch()).isEqualTo(2);
      assertThatThrownBy(() -> store.run(handle -> lease.fence(handle, 1)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Another process has taken over connection \"main\"");
      assertThatThrownBy(() -> store.run(handle -> lease.renew(handle, 1, NOW.plusSeconds(999))))
          .isInstanceOf(StoreException.class);
      store.run(handle -> lease.fence(handle, 2));
    }
  }

  @Test
  void aReleasedLeaseIsFreeAtOnce() {
    Lease lease = new Lease("main");
    try (Store store = store()) {
      store.run(handle -> lease.take(handle, "one", NOW, Duration.ofSeconds(30)));
      store.run(handle -> lease.release(handle, 1));
      assertThat(
              store.<Optional<Lease.Held>>write(
                  handle -> lease.take(handle, "two", NOW, Duration.ofSeconds(30))))
          .isPresent();
    }
  }

  @Test
  void aSideAndASubjectHaveOneOpenIntent() {
    Intents intents = new Intents("main");
    try (Store store = store()) {
      store.run(
          handle ->
              intents.save(
                  handle,
                  List.of(
                      intent(Side.HUBSPOT, "link:1", "t1"),
                      intent(Side.SALESFORCE, "link:1", "t2"))));
      store.run(handle -> intents.save(handle, List.of(intent(Side.HUBSPOT, "link:1", "t3"))));
      assertThat(
              store.read(handle -> intents.open(handle, List.of("link:1", "link:2"))).get("link:1"))
          .containsExactlyInAnyOrder(
              intent(Side.HUBSPOT, "link:1", "t3"), intent(Side.SALESFORCE, "link:1", "t2"));
      assertThat(
              store.<Map<String, Intent>>read(
                  handle -> intents.byToken(handle, List.of("t2", "t1"))))
          .containsOnlyKeys("t2");
      store.run(handle -> intents.close(handle, List.of("t2", "t3")));
      assertThat(store.<Long>read(intents::count)).isZero();
    }
  }

  @Test
  void anHeirTakesOverWhatIsOpenUnlessItHasItsOwn() {
    Intents intents = new Intents("main");
    try (Store store = store()) {
      store.run(
          handle -> {
            intents.save(
                handle,
                List.of(
                    intent(Side.HUBSPOT, "a", "t1"),
                    intent(Side.SALESFORCE, "a", "t2"),
                    intent(Side.SALESFORCE, "b", "t3")));
            intents.move(handle, "a", "b");
          });
      assertThat(
              store.<Map<String, Intent>>read(
                  handle -> intents.byToken(handle, List.of("t1", "t2", "t3"))))
          .containsOnlyKeys("t1", "t3");
      assertThat(store.read(handle -> intents.open(handle, List.of("b"))).get("b")).hasSize(2);
    }
  }

  @Test
  void aDeletionIsToldFromAWriteAndWhatItLeavesBehindToo() {
    Intents intents = new Intents("main");
    Links links = new Links("main");
    Intent deletion =
        Intent.deletion("link:1", "t1", RecordKey.contact("5"), NOW.minusSeconds(5), NOW);
    try (Store store = store()) {
      store.run(
          handle ->
              intents.save(handle, List.of(deletion, intent(Side.SALESFORCE, "link:1", "t2"))));
      assertThat(store.read(handle -> intents.open(handle, List.of("link:1"))).get("link:1"))
          .containsExactlyInAnyOrder(deletion, intent(Side.SALESFORCE, "link:1", "t2"));
      LinkRow row =
          store.write(
              handle -> links.add(handle, "5", RecordKey.salesforce("Lead", "00Q"), true, NOW));
      for (Gone.Other other : Gone.Other.values()) {
        Gone gone = new Gone(Side.HUBSPOT, NOW, other);
        store.run(handle -> links.save(handle, List.of(row.withGone(gone))));
        assertThat(
                store.<List<LinkRow>>read(handle -> links.byId(handle, List.of(row.link().id()))))
            .singleElement()
            .extracting(LinkRow::gone)
            .isEqualTo(gone);
      }
    }
  }

  @Test
  void aJournalRowComesBackAsItWent() {
    Journal journal = new Journal("main");
    JournalRow row =
        new JournalRow(
            1,
            NOW,
            7L,
            "link:7",
            Side.SALESFORCE,
            "update",
            "salesforce:Lead:00Q",
            "token",
            "accepted",
            "updated",
            List.of(
                new JournalRow.Field("phone/Phone", "leads.yaml:3", "1", "2", "1", "why \"so\"")));
    JournalRow bare =
        new JournalRow(
            2, NOW, null, "hubspot:contacts:5", null, "park", "x", null, "parked", "", List.of());
    try (Store store = store()) {
      store.run(handle -> journal.append(handle, List.of(row, bare)));
      assertThat(store.<List<JournalRow>>read(handle -> journal.after(handle, 0, 10)))
          .containsExactly(row, bare);
      assertThat(store.<List<JournalRow>>read(handle -> journal.last(handle, "link:7", 10)))
          .containsExactly(row);
      assertThat(
              store.<List<JournalRow>>read(
                  handle -> journal.last(handle, "hubspot:contacts:5", 10)))
          .containsExactly(bare);
      assertThat(store.<Integer>write(handle -> journal.forgetBefore(handle, NOW.plusMillis(1))))
          .isEqualTo(2);
    }
  }

  @Test
  void volumesCountTheLastHourAndOnlySinceTheCapsWereConfirmed() {
    Volumes volumes = new Volumes("main");
    try (Store store = store()) {
      store.run(
          handle -> {
            volumes.add(handle, new Volume(1, 2, 3, 0, 0), NOW.minusSeconds(3_700));
            volumes.add(handle, new Volume(10, 20, 30, 0, 0), NOW.minusSeconds(1_800));
            volumes.add(handle, new Volume(100, 200, 300, 0, 0), NOW);
          });
      assertThat(store.<Volume>read(handle -> volumes.lastHour(handle, NOW)))
          .isEqualTo(new Volume(110, 220, 330, 0, 0));
      store.run(volumes::forget);
      assertThat(store.<Volume>read(handle -> volumes.lastHour(handle, NOW)))
          .isEqualTo(Volume.NONE);
    }
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    Intents intents = new Intents("main");
    try (Store store = store()) {
      assertThatThrownBy(
              () ->
                  store.run(
                      handle -> {
                        intents.save(handle, List.of(intent(Side.HUBSPOT, "link:1", "t1")));
                        throw new IllegalStateException("on purpose");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(store.<Long>read(intents::count)).isZero();
    }
  }

  @Test
  void anotherProgramsTablesAreNoStore() {
    database.sql(folder, "create table diary (day text)");
    refused("store-foreign", "it holds another program's tables");
  }

  @Test
  void aStoreOfANewerVersionIsLeftAlone() {
    store().close();
    database.sql(
        folder,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, installed_on, execution_time, success) select 99, '999',"
            + " 'later', 'SQL', 'V999__later.sql', 1, 'x', installed_on, 1, success"
            + " from flyway_schema_history limit 1");
    refused("store-newer", "was written by a newer version of Leadloop");
  }

  private Store store() {
    return database.open(folder);
  }

  private void refused(String code, String why) {
    assertThatThrownBy(() -> store().close())
        .isInstanceOfSatisfying(
            StoreException.class, thrown -> assertThat(thrown.code()).isEqualTo(code))
        .hasMessageContaining(database.address(folder).place())
        .hasMessageContaining(why)
        .hasMessageContaining("Nothing was changed");
  }

  private static Intent intent(Side side, String subject, String token) {
    return new Intent(
        side,
        subject,
        token,
        RecordKey.contact("5"),
        Map.of("phone>Phone", new JournalRow.Field("phone/Phone", "", "0", "2", "1", "why")),
        NOW.minusSeconds(5),
        NOW);
  }
}
