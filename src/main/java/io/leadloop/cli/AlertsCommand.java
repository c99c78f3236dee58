package io.leadloop.cli;

import io.leadloop.alert.Alert;
import io.leadloop.alert.Channel;
import io.leadloop.alert.Channels;
import io.leadloop.config.AlertSecrets;
import io.leadloop.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop alerts --test}. */
@Command(
    name = "alerts",
    description = {
      "Sends one test message through each channel that config/leadloop.yaml names under alerts.",
      "Which alerts stand, and what could not be delivered: leadloop status"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 every channel took the message; 1 one did not; 2 the command line or the configuration is wrong.")
final class AlertsCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  @Option(names = "--test", description = "Send the test message.")
  private boolean test;

  AlertsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(() -> send(screen));
  }

  private int send(Screen screen) {
    if (!test) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "nothing-to-do",
          "say --test to send a test message. Which alerts stand: leadloop status");
    }
    Settings settings = Workplace.config(options, screen).settings();
    AlertSecrets.Found found = AlertSecrets.read(settings.alerts(), surroundings.environment());
    AlertSecrets secrets = found.secrets();
    if (secrets == null) {
      throw new ConfigFailure(found.problems());
    }
    try (Channels channels = Channels.of(settings.alerts(), secrets)) {
      if (channels.all().isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "no-channel",
            "there is nobody to tell: config/leadloop.yaml has neither alerts.webhook nor alerts.mail.");
      }
      return send(
          screen, channels, Alert.test(settings.connection(), surroundings.clock().instant()));
    }
  }

  private static int send(Screen screen, Channels channels, Alert alert) {
    Map<String, String> told = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    boolean all = true;
    for (Channel channel : channels.all()) {
      String outcome = "delivered";
      try {
        channel.deliver(alert);
      } catch (Channel.NotDelivered e) {
        outcome = "not delivered: " + e.getMessage();
        all = false;
      }
      told.put(channel.name(), outcome);
      lines.add(channel.name() + ": " + outcome + ".");
    }
    screen.answer(Map.of("ok", all, "channels", told), String.join("\n", lines));
    return all ? ExitCode.OK : ExitCode.FAILED;
  }
}
