package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends before it has started ends as cleanly as any other, and says how. */
class EarlyStopTest {
  private static final Map<String, String> DATABASE_LOGIN =
      Map.of("LEADLOOP_STORE_USER", "leadloop", "LEADLOOP_STORE_PASSWORD", "hush");

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("daemon.log"));
  }

  @Test
  void aSignalWhileTheStoreIsBeingOpenedIsACleanStop() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      stage.change(
          "leadloop.yaml",
          stage.store.jdbcUrl(),
          "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/leadloop");
      Process daemon = DaemonProcess.start(stage, folder.resolve("daemon.log"), DATABASE_LOGIN);
      try (Socket asked = silent.accept()) {
        assertThat(asked.isConnected()).isTrue();
        daemon.destroy();
        assertThat(daemon.waitFor()).as(String.join("\n", log())).isZero();
      } finally {
        daemon.destroyForcibly();
      }
    }
    assertThat(log())
        .last()
        .asString()
        .endsWith("Stopped before it had started. Nothing was sent.");
    assertThat(log()).noneMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void aSignalAtAnyMomentOfTheStartLeavesNoStackTrace() throws Exception {
    Process first = DaemonProcess.start(stage, folder.resolve("first.log"));
    try {
      Eventually.see("it is ready", () -> tail("first.log"), said -> said.contains("Ready."));
    } finally {
      first.destroy();
      first.waitFor();
    }
    for (String moment : List.of("leadloop.db-wal", "leadloop.db", "daemon.log")) {
      Files.deleteIfExists(folder.resolve("daemon.log"));
      if (moment.startsWith("leadloop.db")) {
        Files.deleteIfExists(folder.resolve("leadloop.db-wal"));
        Files.deleteIfExists(folder.resolve("leadloop.db-shm"));
        Files.deleteIfExists(folder.resolve("leadloop.db"));
      }
      Process daemon = DaemonProcess.start(stage, folder.resolve("daemon.log"));
      try {
        Eventually.see(
            moment + " is there",
            () -> Files.exists(folder.resolve(moment)) || !daemon.isAlive(),
            there -> there);
        daemon.destroy();
        int code = daemon.waitFor();
        String said = tail("daemon.log");
        assertThat(code).as(moment + "\n" + said).isIn(0, 143);
        assertThat(said).as(moment).doesNotContain("\tat ");
        if (code == 143) {
          assertThat(said).as("the JVM itself had not started").doesNotContain(" INFO ");
        } else {
          assertThat(said.lines().reduce((one, next) -> next).orElse("")).contains("Stopped");
        }
      } finally {
        daemon.destroyForcibly();
      }
    }
  }

  private String tail(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStartThatFailsKeepsItsExitCode() throws Exception {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.writeString(routes.resolve("broken.camel.yaml"), "- route: { id: x, from: nothing }\n");
    Process daemon =
        DaemonProcess.start(
            stage, folder.resolve("daemon.log"), Map.of(), "--routes", routes.toString());
    try {
      assertThat(daemon.waitFor()).as(String.join("\n", log())).isEqualTo(1);
    } finally {
      daemon.destroyForcibly();
    }
  }
}
