package io.leadloop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DaemonOptionsTest {
  @Test
  void measuresTheDaemonAsTheLauncherStartsIt() throws IOException {
    String launcher = Files.readString(Path.of("leadloop"));
    assertThat(launcher)
        .contains(
            "options=(%s)".formatted(String.join(" ", DaemonOptions.OF_ALL)),
            "options+=(%s)".formatted(String.join(" ", DaemonOptions.OF_DAEMON)),
            DaemonOptions.ARENAS + ":-" + DaemonOptions.ARENAS_MAX);
  }
}
