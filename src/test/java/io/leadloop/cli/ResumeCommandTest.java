package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
  @TempDir Path folder;
  private SmallWorld world;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, 12);
    world.run("go", "--yes");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void stopped() {
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      store.run(
          handle ->
              state
                  .facts()
                  .set(handle, "state.braked", "brakes.creates and so on.", Instant.now()));
    }
  }

  @Test
  void whatIsNotStoppedIsLeftAlone() {
    CommandRun resume = world.personSays("yes").run("resume");

    assertThat(resume.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(resume.out())
        .isEqualTo("Nothing is stopped. To see how it is doing: leadloop status\n");
  }

  @Test
  void itShowsWhyAndHowMuchAndAsks() {
    stopped();
    CommandRun no = world.personSays("").run("resume");

    assertThat(no.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(no.out())
        .startsWith("Stopped (braked): brakes.creates and so on.\n")
        .contains("  create in Salesforce      12\n")
        .endsWith("Nothing was changed.\n");
    assertThat(world.run("status").out())
        .containsPattern("braked +since .*: brakes.creates and so on.\n")
        .contains("Do: Stopped by a brake");
    assertThat(world.run("plan").out())
        .endsWith("Nothing is written. To let it go on: leadloop resume\n");
  }

  @Test
  void yesLetsItGoOn() {
    stopped();
    assertThat(world.run("go", "--yes").out()).endsWith("To let it go on: leadloop resume\n");
    assertThat(world.run("status", "--json").json().path("states")).hasSize(1);
    CommandRun resume = world.run("resume", "--yes");

    assertThat(resume.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(resume.out())
        .startsWith("Stopped (braked): brakes.creates and so on.\n")
        .endsWith("It goes on. To look on: leadloop journal --follow\n");
    assertThat(world.run("status", "--json").json().path("states")).isEmpty();
  }
}
