package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Lease;
import io.leadloop.store.Store;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Mode;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P2 in the one open window: people edit the very field that is being written, at each point
 * between the read and the look at what was written. The real loop on a real store.
 */
class EditsBetweenTest {
  private static final String LONG = "Marketing Lead";

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final Moments moments = new Moments();
  private final FakeHubSpot hubspot = new FakeHubSpot(Tape.calm(), clock, Duration.ZERO, moments);
  private final FakeSalesforce salesforce =
      new FakeSalesforce(Tape.calm(), clock, Duration.ZERO, moments);
  private Store store;
  private State state;
  private Loop loop;
  private FakeRecord contact;
  private FakeRecord lead;

  @BeforeEach
  void linkTwoRecords() {
    store = Store.open(folder.resolve("state.db"));
    state = State.of(store, "main");
    store.run(handle -> Mode.LIVE.set(state.facts(), handle, clock.instant()));
    start();
    contact =
        hubspot.create(
            "contacts", Map.of("email", "ada@example.com", "phone", "1", "title", "Boss"));
    cycle();
    lead = salesforce.records().iterator().next();
    assertThat(lead.fields).containsEntry("Phone", "1");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void start() {
    clock.advance(Duration.ofSeconds(31));
    Lease.Held held =
        store
            .write(
                handle -> state.lease().take(handle, "a", clock.instant(), Duration.ofSeconds(30)))
            .orElseThrow();
    loop =
        new Loop(
            SimulatedRules.rules(),
            Map.of(Side.HUBSPOT, hubspot, Side.SALESFORCE, salesforce),
            hubspot,
            state,
            LoopSettings.usual("main"),
            held.epoch(),
            clock);
  }

  private void cycle() {
    clock.advance(Duration.ofSeconds(5));
    loop.sweep(Side.HUBSPOT);
    loop.sweep(Side.SALESFORCE);
    for (int round = 0; round < 10; round++) {
      clock.advance(Duration.ofSeconds(3));
      loop.round();
    }
  }

  private static void unreachable() {
    throw new CrmException(
        Side.SALESFORCE, CrmException.Kind.UNAVAILABLE, "503", "not reachable", null);
  }

  private List<JournalRow> overwrote() {
    return rows("overwrote");
  }

  private List<JournalRow> rows(String outcome) {
    return store.read(handle -> state.journal().lastWith(handle, outcome, 10));
  }

  @Test
  void anEditBeforeOurWriteIsJournalledOnSalesforce() {
    hubspot.change(contact, Map.of("phone", "2"));
    moments.before("write", () -> salesforce.change(lead, Map.of("Phone", "3")));
    cycle();
    assertThat(lead.fields).containsEntry("Phone", "2");
    assertThat(overwrote())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.side()).isEqualTo(Side.SALESFORCE);
              assertThat(row.fields())
                  .singleElement()
                  .satisfies(
                      field -> {
                        assertThat(field.name()).isEqualTo("phone/Phone");
                        assertThat(field.salesforce()).isEqualTo("3");
                        assertThat(field.hubspot()).isEqualTo("2");
                        assertThat(field.after()).isEqualTo("2");
                      });
            });
    assertThat(store.<Long>read(handle -> state.volumes().windowMillisMax(handle, clock.instant())))
        .isPositive();
  }

  @Test
  void anEditBeforeOurWriteIsJournalledOnHubspot() {
    salesforce.change(lead, Map.of("Phone", "2"));
    moments.before("write", () -> hubspot.change(contact, Map.of("phone", "3")));
    cycle();
    assertThat(contact.fields).containsEntry("phone", "2");
    assertThat(overwrote())
        .singleElement()
        .satisfies(row -> assertThat(row.fields().get(0).hubspot()).isEqualTo("3"));
  }

  @Test
  void anEditBeforeAWriteWhoseAnswerIsLostIsJournalled() {
    hubspot.change(contact, Map.of("phone", "2"));
    moments.before("write", () -> salesforce.change(lead, Map.of("Phone", "3")));
    moments.after("write", EditsBetweenTest::unreachable);
    cycle();
    assertThat(lead.fields).containsEntry("Phone", "2");
    assertThat(overwrote()).hasSize(1);
  }

  @Test
  void aHistoryThatCannotBeAskedIsAskedAgain() {
    hubspot.change(contact, Map.of("phone", "2"));
    moments.before("write", () -> salesforce.change(lead, Map.of("Phone", "3")));
    moments.before("history", EditsBetweenTest::unreachable);
    cycle();
    assertThat(lead.fields).containsEntry("Phone", "2");
    assertThat(overwrote()).hasSize(1);
  }

  @Test
  void anEditOfAnotherFieldIsNoLoss() {
    hubspot.change(contact, Map.of("phone", "2"));
    moments.before("write", () -> salesforce.change(lead, Map.of("Website", "w")));
    cycle();
    assertThat(overwrote()).isEmpty();
    assertThat(contact.fields).containsEntry("phone", "2").containsEntry("website", "w");
  }

  @Test
  void aTextThatAPersonShortensRightAfterOurWriteIsTheirs() {
    hubspot.change(contact, Map.of("title", LONG));
    moments.after("write", () -> salesforce.change(lead, Map.of("Title", "Marketing")));
    cycle();
    assertThat(lead.fields).containsEntry("Title", "Marketing");
    assertThat(contact.fields).containsEntry("title", "Marketing");
    assertThat(overwrote()).isEmpty();
  }

  @Test
  void aTextThatAPersonShortensAfterALostAnswerIsTheirs() {
    hubspot.change(contact, Map.of("title", LONG));
    moments.after(
        "write",
        () -> {
          salesforce.change(lead, Map.of("Title", "Marketing"));
          unreachable();
        });
    cycle();
    assertThat(lead.fields).containsEntry("Title", "Marketing");
    assertThat(contact.fields).containsEntry("title", "Marketing");
  }

  @Test
  void aTextThatTheVendorCutsIsNobodysEdit() {
    hubspot.change(contact, Map.of("firstname", "Maximiliane"));
    moments.after("write", () -> salesforce.change(lead, Map.of("Website", "w")));
    cycle();
    assertThat(lead.fields).containsEntry("FirstName", "Maximili");
    assertThat(contact.fields).containsEntry("firstname", "Maximiliane");
    assertThat(overwrote()).isEmpty();
  }

  @Test
  void aTokenThatThisStoreDoesNotKnowIsJournalled() {
    salesforce.change(lead, Map.of("Leadloop_Token__c", "somebody-else", "Phone", "9"));
    cycle();
    assertThat(rows("unknown"))
        .singleElement()
        .satisfies(row -> assertThat(row.operation()).isEqualTo("rebase"));
  }

  /** Faults that happen when told, once each. */
  private static final class Moments implements Faults {
    private final Queue<Moment> waiting = new ArrayDeque<>();

    private record Moment(String when, String operation, Runnable act) {}

    void before(String operation, Runnable act) {
      waiting.add(new Moment("before", operation, act));
    }

    void after(String operation, Runnable act) {
      waiting.add(new Moment("within", operation, act));
    }

    @Override
    public int lostRequest() {
      return 0;
    }

    @Override
    public int lostAnswer() {
      return 0;
    }

    @Override
    public int refusal() {
      return 0;
    }

    @Override
    public int limit() {
      return 0;
    }

    @Override
    public int doubled() {
      return 0;
    }

    @Override
    public int lagMillis() {
      return 0;
    }

    @Override
    public int late() {
      return 0;
    }

    @Override
    public boolean storeIsPutBack() {
      return false;
    }

    @Override
    public void between() {}

    @Override
    public void crash(String point) {
      Moment next = waiting.peek();
      if (next != null && point.startsWith(next.when()) && point.endsWith(next.operation())) {
        waiting.remove();
        next.act().run();
      }
    }

    @Override
    public void changed(RecordKey record) {}

    @Override
    public void injected(String fault) {}

    @Override
    public void tell(String what) {}
  }
}
