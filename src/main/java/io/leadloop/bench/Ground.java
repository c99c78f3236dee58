package io.leadloop.bench;

import io.leadloop.config.Secrets;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a measurement stands on: both local vendors in a process of their own, a configuration that
 * lets every contact pass, and a folder that is gone afterwards.
 */
final class Ground implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(5);
  private static final Duration START_OF_A_LEAD = Duration.ofMillis(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String READY = "Ctrl-C stops both.";
  private static final Pattern HUBSPOT = Pattern.compile("HubSpot +(http\\S+)");
  private static final Pattern SALESFORCE = Pattern.compile("Salesforce +(http\\S+)");

  /** What both local vendors let in. */
  static final Secrets SECRETS =
      new Secrets(
          HubSpotSandbox.TOKEN, SalesforceSandbox.CLIENT_ID, SalesforceSandbox.CLIENT_SECRET);

  private final SyncOptions options;
  private final Path folder;
  private final ChildProgram sandbox;
  private final VendorApis apis;

  private Ground(SyncOptions options, Path folder, ChildProgram sandbox, VendorApis apis) {
    this.options = options;
    this.folder = folder;
    this.sandbox = sandbox;
    this.apis = apis;
  }

  /** Starts both vendors with so many invented leads in HubSpot. */
  static Ground lay(SyncOptions options) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("leadloop-bench");
      ChildProgram sandbox =
          ChildProgram.start(
              DaemonOptions.vendors(),
              Map.of(),
              folder,
              folder.resolve("sandbox.log"),
              List.of(
                  "sandbox",
                  "--hubspot-port=0",
                  "--salesforce-port=0",
                  "--leads=" + options.leads(),
                  "--limits=" + (options.realLimits() ? "real" : "off"),
                  "--lag=" + options.lag().toMillis()));
      Waiting.until(
          "the sandbox is ready",
          START_MAX.plus(START_OF_A_LEAD.multipliedBy(options.leads())),
          LOOK,
          () -> {
            sandbox.requireAlive();
            return sandbox.said().contains(READY);
          });
      String said = sandbox.said();
      String hubspot = address(HUBSPOT, said);
      String salesforce = address(SALESFORCE, said);
      Ground ground = new Ground(options, folder, sandbox, new VendorApis(hubspot, salesforce));
      ground.configure(hubspot, salesforce);
      return ground;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String address(Pattern pattern, String said) {
    Matcher found = pattern.matcher(said);
    if (!found.find()) {
      throw new BenchFailure("the sandbox did not say where it listens: " + said);
    }
    return found.group(1);
  }

  private void configure(String hubspot, String salesforce) throws IOException {
    Path config = config();
    copy(options.config(), config);
    Files.writeString(
        config.resolve("lead-definition.yaml"), "create_in_salesforce: { when: always }\n");
    long overlap = options.overlap().toMillis();
    Files.writeString(
        config.resolve("leadloop.yaml"),
        """
        connection: main
        store: { path: "%s" }
        hubspot: { base_url: "%s", limits: %s, requests_per_10s: %d }
        salesforce: { login_url: "%s" }
        schedule: { sweep_every: %dms, overlap: %dms, long_overlap: %dms }
        caps: { creates_per_hour: off, changes_per_hour: off, clears_per_hour: off, unlinks_per_hour: off, deletes_per_hour: off }
        brakes: { creates: { at_most: off }, changes: { at_most: off, share: off }, clears: { at_most: off, share: off }, unlinks: { at_most: off, share: off }, deletes: { at_most: off, share: off } }
        management: { port: off }
        """
            .formatted(
                store(),
                hubspot,
                options.realLimits() ? "on" : "off",
                HubSpotSandbox.REQUESTS_PER_10S,
                salesforce,
                options.sweepEvery().toMillis(),
                overlap,
                overlap));
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(from)) {
      files = walked.toList();
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file).toString()));
    }
  }

  SyncOptions options() {
    return options;
  }

  /** The folder with the daemon's configuration. */
  Path config() {
    return folder.resolve("config");
  }

  /** The file of the state. */
  Path store() {
    return folder.resolve("leadloop.db");
  }

  /** Both accounts, as people see them. */
  VendorApis apis() {
    return apis;
  }

  /** The processor time that both vendors used so far. */
  Duration vendorsProcessorTime() {
    return sandbox.processorTime();
  }

  /**
   * Starts a daemon.
   *
   * @param name of the files in which it writes what it has to say
   */
  MeasuredDaemon startDaemon(String name) {
    Path collections = folder.resolve(name + "-collections.log");
    List<String> java = new ArrayList<>(DaemonOptions.daemon(options.daemonOptions()));
    java.add("-Xlog:gc:file=" + collections);
    ChildProgram program =
        ChildProgram.start(
            java,
            Map.of(
                DaemonOptions.ARENAS,
                DaemonOptions.ARENAS_MAX,
                "LEADLOOP_HUBSPOT_TOKEN",
                HubSpotSandbox.TOKEN,
                "LEADLOOP_SALESFORCE_CLIENT_ID",
                SalesforceSandbox.CLIENT_ID,
                "LEADLOOP_SALESFORCE_CLIENT_SECRET",
                SalesforceSandbox.CLIENT_SECRET),
            folder,
            folder.resolve(name + ".log"),
            List.of("run", "--config=config", "--routes=" + options.routes().toAbsolutePath()));
    return new MeasuredDaemon(program, collections);
  }

  @Override
  public void close() {
    sandbox.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("bench: " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
