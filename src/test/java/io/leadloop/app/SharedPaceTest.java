package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Secrets;
import io.leadloop.hubspot.HubSpotPace;
import io.leadloop.store.Store;
import io.leadloop.sync.RoundLog;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many clients of one HubSpot account there are, they keep within its limits together. */
class SharedPaceTest {
  private static final Secrets SECRETS = new Secrets("token", "client", "secret");

  @TempDir Path folder;

  private static Config config(Path from) {
    return Objects.requireNonNull(ConfigLoader.load(from).config(), "valid");
  }

  /** The same configuration, but for what the account allows. */
  private Path slower() throws IOException {
    Path draft = folder.resolve("config");
    Stage.copy(Path.of("config"), draft);
    Path file = draft.resolve("leadloop.yaml");
    String text = Files.readString(file);
    assertThat(text).contains("requests_per_10s: 100");
    Files.writeString(file, text.replace("requests_per_10s: 100", "requests_per_10s: 77"));
    return draft;
  }

  private static Workings opened(Config config, State state, @Nullable HubSpotPace known) {
    return Workings.of(
        config,
        SECRETS,
        state,
        (side, operation, lane, outcome) -> {},
        RoundLog.NONE,
        known,
        InstantSource.system());
  }

  @Test
  void whatIsOpenedBesideSharesThePaceUnlessTheLimitsAreOthers() throws IOException {
    Config config = config(Path.of("config"));
    Config slower = config(slower());
    try (Store store = Store.open(folder.resolve("store.db"))) {
      State state = State.of(store, "main");
      try (Workings running = opened(config, state, null);
          Workings beside = opened(config, state, running.pace());
          Workings other = opened(slower, state, running.pace())) {
        assertThat(beside.pace()).isSameAs(running.pace());
        assertThat(other.pace()).isNotSameAs(running.pace());
      }
    }
  }

  @Test
  void aDraftIsAskedAtThePaceThatIsInForce() throws IOException {
    Config running = config(Path.of("config"));
    Path draft = slower();
    List<Config> opened = new ArrayList<>();
    DraftPlan plan =
        new DraftPlan(
            running,
            SECRETS,
            (config, secrets) -> {
              opened.add(config);
              throw new IllegalStateException("far enough");
            });

    assertThatThrownBy(() -> plan.of(draft.toString())).hasMessage("far enough");

    assertThat(opened)
        .singleElement()
        .satisfies(one -> assertThat(Wiring.pace(one)).isEqualTo(Wiring.pace(running)));
  }
}
