package io.leadloop.route;

import io.leadloop.watch.Finding;
import io.leadloop.watch.Metrics;
import io.leadloop.watch.Pulse;
import io.leadloop.watch.Readiness;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

/** Camel's management server: {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class ManagementServer {
  private static final int WORKERS = 2;

  private ManagementServer() {}

  /** The address cannot be listened on. The message says which option chooses another. */
  public static final class AddressTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AddressTaken(String host, int port, IOException cause) {
      super(
          "%s:%d cannot be listened on for health and metrics: %s. Nothing was started. Choose another with management.port in config/leadloop.yaml (0 for any free one, off for none)."
              .formatted(host, port, cause.getMessage()),
          cause);
    }
  }

  /**
   * Finds out before anything starts whether the address can be listened on: the server itself only
   * writes a line into the log when it cannot.
   *
   * @throws AddressTaken when it cannot
   */
  public static void requireFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new AddressTaken(host, port, e);
    }
  }

  /** Adds the server to a program that is not started yet. */
  public static void add(
      Main camel, String host, int port, Metrics metrics, Pulse pulse, Readiness readiness) {
    camel.bind("metricsRegistry", metrics.registry());
    camel.bind("vertxOptions", frugal());
    camel.bind("liveCheck", Check.ofLife("routes-turn", () -> turning(pulse)));
    camel.bind("leaseCheck", Check.ofReadiness("lease", readiness::lease));
    camel.bind("storeCheck", Check.ofReadiness("store", readiness::store));
    camel.bind("sweepsCheck", Check.ofReadiness("sweeps", readiness::sweeps));
    camel
        .configure()
        .httpManagementServer()
        .withEnabled(true)
        .withHost(host)
        .withPort(port)
        .withHealthCheckEnabled(true)
        .withHealthPath("/health")
        .withMetricsEnabled(true);
    camel
        .configure()
        .health()
        .withEnabled(true)
        .withRegistryEnabled(true)
        .withExposureLevel("full")
        .setConsumersEnabled(false);
    camel.bind("prometheus", prometheus());
    camel.configure().metrics().setEnabled(true);
  }

  /** The port that a started program listens on; empty when it does not. */
  public static OptionalInt port(Main camel) {
    VertxPlatformHttpServer server =
        camel.getCamelContext() == null
            ? null
            : camel.getCamelContext().hasService(VertxPlatformHttpServer.class);
    return server == null || server.getPort() <= 0
        ? OptionalInt.empty()
        : OptionalInt.of(server.getPort());
  }

  private static Finding turning(Pulse pulse) {
    List<String> silent = pulse.silent();
    return new Finding(
        silent.isEmpty(), silent.isEmpty() ? "The routes turn." : String.join(" ", silent));
  }

  /** Camel's own meters would double ours, at the cost of a timer around each step. */
  private static MicrometerPrometheus prometheus() {
    MicrometerPrometheus prometheus = new MicrometerPrometheus();
    prometheus.setPath("/metrics");
    prometheus.setEnableRoutePolicy(false);
    prometheus.setEnableExchangeEventNotifier(false);
    prometheus.setEnableRouteEventNotifier(false);
    prometheus.setClearOnReload(false);
    prometheus.setSkipCamelInfo(true);
    return prometheus;
  }

  /** One question now and then needs few threads, and no folder for files that nobody serves. */
  private static VertxOptions frugal() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(WORKERS)
        .setInternalBlockingPoolSize(WORKERS)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }
}
