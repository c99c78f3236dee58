package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.app.Daemon;
import io.leadloop.store.Database;
import io.leadloop.store.PostgresServer;
import io.leadloop.store.Store;
import io.leadloop.store.StoreAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code store backup}, {@code verify} and {@code move}, on both databases. */
class StoreCommandTest {
  private static final int LEADS = 6;

  @TempDir Path folder;
  private SmallWorld world;
  private StoreAddress postgresql;
  private final List<CommandRun> runs = new ArrayList<>();

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, LEADS);
    postgresql = Database.POSTGRESQL.address(folder);
    world.environment().put("LEADLOOP_STORE_USER", PostgresServer.USER);
    world.environment().put("LEADLOOP_STORE_PASSWORD", PostgresServer.PASSWORD);
  }

  @AfterEach
  void close() {
    world.close();
    assertThat(runs.toString())
        .as("no command tells the password")
        .doesNotContain(PostgresServer.PASSWORD);
  }

  private CommandRun run(String... arguments) {
    CommandRun run = world.run(arguments);
    runs.add(run);
    return run;
  }

  private CommandRun succeeds(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private void fails(int exitCode, String told, String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private void storeAt(String url) {
    world.edit("leadloop.yaml", "path: " + world.store(), "url: \"" + url + "\"");
  }

  private void untilLinked() {
    SmallWorld.until(
        () -> {
          JsonNode status = world.run("status", "--json").json();
          return status.path("links").asInt() == LEADS && status.path("inbox").isEmpty();
        });
  }

  @Test
  void aStoreMovesToPostgresqlAndBackAndTheLoopGoesOn() {
    Daemon daemon = world.daemon();
    succeeds("go", "--yes");
    untilLinked();
    assertThat(succeeds("store", "backup").out()).containsPattern("-v\\d+-");
    assertThat(succeeds("store", "verify").out()).contains("is sound: ").contains(", 6 links.");
    fails(
        ExitCode.STORE,
        "is in use by process " + ProcessHandle.current().pid(),
        "store",
        "move",
        "--to",
        postgresql.jdbcUrl());
    daemon.close();

    CommandRun move = succeeds("store", "move", "--to", postgresql.jdbcUrl());
    assertThat(move.out())
        .contains("Everything is moved from " + world.store())
        .contains("6 links, read again and found the same.")
        .contains("url: " + postgresql.jdbcUrl());
    fails(ExitCode.STORE, "was moved to " + postgresql.place(), "status");
    fails(ExitCode.STORE, "was moved to " + postgresql.place(), "plan");
    succeeds("store", "verify");

    storeAt(postgresql.jdbcUrl());
    assertThat(succeeds("status").out()).contains("main, live");
    Daemon onPostgresql = world.daemon();
    world.editContact("10001", "jobtitle", "Captain");
    SmallWorld.until(() -> world.run("journal", "--last", "1").out().contains("Captain"));
    untilLinked();
    Path backup = folder.resolve("backup.db");
    succeeds("store", "backup", "--to", backup.toString());
    JsonNode verified = succeeds("store", "verify", "--store", backup.toString(), "--json").json();
    assertThat(verified.path("sound").asBoolean()).isTrue();
    assertThat(verified.path("rows").path("link").asInt()).isEqualTo(LEADS);
    onPostgresql.close();
    assertThat(world.leadsInSalesforce()).as("nobody was created twice").isEqualTo(LEADS);

    Path file = folder.resolve("again.db");
    JsonNode moved = succeeds("store", "move", "--to", file.toString(), "--json").json();
    assertThat(moved.path("url").asText()).isEqualTo("jdbc:sqlite:" + file);
    assertThat(moved.path("rows").path("link").asInt()).isEqualTo(LEADS);
    fails(ExitCode.STORE, "was moved to " + file, "status");
    assertThat(succeeds("status", "--store", file.toString()).out()).contains("main, live");
  }

  @Test
  void whatIsWrongIsListedWithWhatToDo() {
    Store.open(world.store()).close();
    try (Store store = Store.open(world.store())) {
      store.run(
          handle ->
              handle.execute(
                  "insert into baseline (connection, link_id, fields, hubspot_modified_at, salesforce_modified_at)"
                      + " values ('main', 7, '{', 0, 0)"));
    }
    CommandRun verify = run("store", "verify");
    assertThat(verify.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(verify.out())
        .contains("baseline, connection main, link_id 7: What the row holds cannot be read")
        .contains("    Do: Stop the daemon, delete the row")
        .contains("1 thing is wrong in the store " + world.store());
    JsonNode json = run("store", "verify", "--json").json();
    assertThat(json.path("sound").asBoolean()).isFalse();
    assertThat(json.path("findings").path(0).path("place").asText())
        .isEqualTo("baseline, connection main, link_id 7");
  }

  @Test
  void aTargetMustBeEmptyAndAnAddressWithoutPassword() {
    Store.open(world.store()).close();
    try (Store store = Store.open(postgresql)) {
      store.run(handle -> handle.execute("insert into counter values ('main', 'link', 1)"));
    }
    fails(
        ExitCode.STORE,
        "holds data already (counter). Nothing was changed.",
        "store",
        "move",
        "--to",
        postgresql.jdbcUrl());
    fails(
        ExitCode.USAGE,
        "store move: --to: A user or a password must not stand in the address of the store.",
        "store",
        "move",
        "--to",
        postgresql.jdbcUrl() + "&password=" + PostgresServer.PASSWORD);
    fails(ExitCode.USAGE, "Missing required option: '--to=FILE|URL'", "store", "move");
    succeeds("status");
  }

  @Test
  void aDatabaseThatCannotBeEnteredIsExplained() throws IOException {
    storeAt(postgresql.jdbcUrl());
    fails(ExitCode.STORE, "there is no store jdbc:postgresql://127.0.0.1", "status");
    world.environment().put("LEADLOOP_STORE_PASSWORD", "wrong-" + PostgresServer.PASSWORD);
    fails(ExitCode.STORE, "refuses the user or the password. Nothing was changed.", "status");
    fails(ExitCode.STORE, "refuses the user or the password. Nothing was changed.", "plan");
    world.environment().remove("LEADLOOP_STORE_PASSWORD");
    fails(
        ExitCode.USAGE,
        "[missing-secret]  Missing or empty environment variable LEADLOOP_STORE_PASSWORD.",
        "status");
    world.environment().put("LEADLOOP_STORE_PASSWORD", PostgresServer.PASSWORD);
    String url = "jdbc:postgresql://127.0.0.1:%d/".formatted(PostgresServer.port());
    fails(
        ExitCode.STORE,
        "There is no database at " + url + "nowhere.",
        "plan",
        "--store",
        url + "nowhere");
    fails(
        ExitCode.STORE,
        "cannot be reached",
        "plan",
        "--store",
        "jdbc:postgresql://127.0.0.1:%d/leadloop".formatted(nobody()));
    assertThat(Files.exists(world.store())).isFalse();
  }

  private static int nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
