package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Lease;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import io.leadloop.sync.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** Two daemons in processes of their own on one store, of which the first dies or freezes. */
class TakeoverTest {
  private static final int PEOPLE = 10;
  private static final Duration PROMISED = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private Stage stage;
  private List<String> contacts;

  @AfterEach
  void kill() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(String name) throws IOException {
    Process process = DaemonProcess.start(stage, folder.resolve(name + ".log"));
    processes.add(process);
    return process;
  }

  private Lease.Held held() {
    try (Store store = Store.open(stage.store)) {
      return store
          .read(handle -> State.of(store, "main").lease().current(handle))
          .orElse(new Lease.Held(0, "nobody", Instant.EPOCH));
    }
  }

  private void holds(Process process) {
    Eventually.see(
        "it holds the lease",
        PROMISED.multipliedBy(4),
        this::held,
        held -> held.holder().contains(Long.toString(process.pid())));
  }

  private void type(String title) {
    contacts.forEach(id -> stage.accounts.editContact(id, Map.of("jobtitle", title)));
  }

  private void arrives(String title) {
    Eventually.see(
        title,
        PROMISED.multipliedBy(4),
        () -> stage.accounts.count("Lead WHERE Title = '" + title + "'"),
        found -> found == PEOPLE);
  }

  private Set<Long> epochs() {
    Set<Long> epochs = new HashSet<>();
    for (JsonNode lead : stage.accounts.leadsByKey("Leadloop_Token__c").values()) {
      epochs.add(Token.parse(lead.get("Leadloop_Token__c").asText()).orElseThrow().epoch());
    }
    return epochs;
  }

  private Process linkedBy(String name) throws IOException {
    stage.openGate();
    stage.goLive();
    Process first = start(name);
    Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    stage.atRest();
    contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());
    return first;
  }

  @Test
  void aStandbyFollowsWithin30SecondsOfAKillWithTheLeaseAsShipped_P8() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 51))) {
      stage = opened;
      stage.change("leadloop.yaml", "lease: 3s", "lease: 20s");
      Process first = linkedBy("first");
      Process second = start("second");
      Eventually.see("it stands by", () -> log("second"), text -> text.contains("Standing by"));
      first.destroyForcibly().waitFor();
      Instant died = Instant.now();
      type("Followed");
      holds(second);
      assertThat(Duration.between(died, Instant.now())).isLessThan(PROMISED);
      arrives("Followed");
    }
  }

  private String log(String name) {
    try {
      return Files.readString(folder.resolve(name + ".log"));
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void oneThatWasFrozenBeyondItsLeaseWritesNothingWhenItWakes_P8() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 52))) {
      stage = opened;
      Process first = linkedBy("first");
      Process second = start("second");
      Eventually.see("it stands by", () -> log("second"), text -> text.contains("Standing by"));
      // An edit is on its way when it freezes.
      type("While it freezes");
      freeze(first);
      holds(second);
      type("After it froze");
      arrives("After it froze");
      long epoch = held().epoch();
      signal(first, "CONT");
      Eventually.see(
          "it knows", () -> log("first"), text -> text.contains("This process stands by"));
      type("Awake again");
      arrives("Awake again");
      stage.atRest();
      assertThat(epochs()).containsExactly(epoch);
      assertThat(held().epoch()).isEqualTo(epoch);
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
    }
  }

  /**
   * Stops it where it holds no lock of the file: one that is frozen in mid-transaction keeps all
   * others out until it goes on or ends, as {@code docs/hazards.md} says.
   */
  private void freeze(Process process) {
    Eventually.see(
        "it is frozen outside of a transaction",
        PROMISED,
        () -> {
          signal(process, "STOP");
          boolean free = isFree();
          if (!free) {
            signal(process, "CONT");
          }
          return free;
        },
        free -> free);
  }

  /** Whether a transaction that writes could begin. */
  private boolean isFree() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(2_000);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try (Connection connection =
        DriverManager.getConnection(stage.store.jdbcUrl(), config.toProperties())) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("select 1");
      connection.rollback();
      return true;
    } catch (SQLException e) {
      assertThat(e.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_BUSY.code);
      return false;
    }
  }

  private static void signal(Process process, String signal) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
