package io.leadloop.app;

import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code leadloop run} on a stage, in a process of its own. */
final class DaemonProcess {
  private DaemonProcess() {}

  /**
   * @param log where its output is added
   */
  static Process start(Stage stage, Path log) throws IOException {
    return start(stage, log, Map.of());
  }

  /**
   * @param log where its output is added
   * @param environment more of it
   * @param options more of them
   */
  static Process start(Stage stage, Path log, Map<String, String> environment, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.leadloop.app.Main",
                "run",
                "--config",
                stage.config.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LEADLOOP_HUBSPOT_TOKEN", HubSpotSandbox.TOKEN);
    builder.environment().put("LEADLOOP_SALESFORCE_CLIENT_ID", SalesforceSandbox.CLIENT_ID);
    builder.environment().put("LEADLOOP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.CLIENT_SECRET);
    // The tests' own log configuration stands first in this class path.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }
}
