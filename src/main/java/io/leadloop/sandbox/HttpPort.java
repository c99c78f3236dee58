package io.leadloop.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One vendor's HTTP server on 127.0.0.1 with keep-alive. Paths under {@code /_sandbox/} go to the
 * control router and stay out of the call log; all others go to the vendor. Thread-safe.
 */
public final class HttpPort implements AutoCloseable {
  /** The largest request body that is read, in bytes; a larger one is answered 413. */
  public static final int BODY_BYTES_MAX = 32 * 1024 * 1024;

  /**
   * A request with this header meets no fault and is not counted to one: it stands for a person in
   * the vendor's screens, not for a client of its API.
   */
  public static final String SPARED_HEADER = "x-sandbox-spared";

  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
  private static final String CONTROL_PREFIX = "/_sandbox/";
  private static final int THREADS = 16;
  private static final int BACKLOG_MAX = 256;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Function<Request, Reply> vendor;
  private final Router control;
  private final CallLog calls;
  private final InstantSource clock;
  private final Faults faults;

  private HttpPort(
      HttpServer server,
      Function<Request, Reply> vendor,
      Router control,
      CallLog calls,
      InstantSource clock,
      Faults faults) {
    this.faults = faults;
    this.server = server;
    this.threads = Executors.newFixedThreadPool(THREADS, HttpPort::daemon);
    this.vendor = vendor;
    this.control = control;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * Opens a port and serves it.
   *
   * @param port 0 takes any free one
   * @param portOption the command-line option that chooses the port, for the message when it is in
   *     use
   * @throws PortInUse when another program holds the port
   */
  public static HttpPort open(
      int port,
      String portOption,
      Function<Request, Reply> vendor,
      Router control,
      CallLog calls,
      InstantSource clock) {
    return open(port, portOption, vendor, control, calls, clock, FaultReplies.plain());
  }

  /**
   * Opens a port whose faults answer as the vendor does.
   *
   * @throws PortInUse when another program holds the port
   */
  public static HttpPort open(
      int port,
      String portOption,
      Function<Request, Reply> vendor,
      Router control,
      CallLog calls,
      InstantSource clock,
      FaultReplies faultReplies) {
    // Without it each answer waits for the client's delayed acknowledgement (22 against 2,467
    // requests a second). It is read once, when the server's classes load.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG_MAX);
      Faults faults = new Faults(clock, faultReplies);
      FaultControl.add(control, faults);
      HttpPort opened = new HttpPort(server, vendor, control, calls, clock, faults);
      server.createContext("/", opened::serve);
      server.setExecutor(opened.threads);
      server.start();
      return opened;
    } catch (BindException e) {
      throw new PortInUse(port, portOption, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Such as {@code http://127.0.0.1:18081}, without a slash at the end. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** What goes wrong on purpose with this port's calls. */
  public Faults faults() {
    return faults;
  }

  /** Stops listening and drops open connections. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Wire.read(exchange, BODY_BYTES_MAX);
      if (request.path().startsWith(CONTROL_PREFIX)) {
        Wire.write(exchange, answer(request, true));
        return;
      }
      boolean spared = request.header(SPARED_HEADER) != null;
      FaultRule fault = spared ? null : faults.next(request.method(), request.path());
      if (fault == null) {
        Reply reply = answer(request, false);
        log(request, reply.status(), reply.records());
        Wire.write(exchange, reply);
      } else {
        strike(exchange, request, fault);
      }
    } catch (Wire.BodyTooLarge e) {
      Wire.write(exchange, Reply.text(413, "text/plain", "Payload Too Large"));
    }
  }

  /** Answers as {@code fault} has it; the call log has what the client sees, 0 for no answer. */
  private void strike(HttpExchange exchange, Request request, FaultRule fault) throws IOException {
    boolean effective =
        fault.afterEffect()
            || fault.kind() == FaultKind.DELAY
            || fault.kind() == FaultKind.TRUNCATE;
    if (fault.kind() == FaultKind.DELAY && !fault.afterEffect()) {
      pause(fault.delay());
    }
    Reply vendors = effective ? answer(request, false) : Reply.noContent();
    if (fault.afterEffect()) {
      pause(fault.delay());
    }
    switch (fault.kind()) {
      case RESET -> log(request, 0, vendors.records());
      case TRUNCATE -> {
        log(request, vendors.status(), vendors.records());
        Wire.writeHalf(exchange, vendors);
      }
      case DELAY -> {
        log(request, vendors.status(), vendors.records());
        Wire.write(exchange, vendors);
      }
      default -> {
        Reply refusal = faults.reply(fault);
        log(request, refusal.status(), vendors.records());
        Wire.write(exchange, refusal);
      }
    }
  }

  private void log(Request request, int status, int records) {
    calls.append(clock.instant(), request.method(), request.path(), status, records);
  }

  /** A late answer is late by the machine's time: the client waits by that one too. */
  private static void pause(Duration delay) {
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply answer(Request request, boolean controls) {
    try {
      return controls ? control.route(request) : vendor.apply(request);
    } catch (RuntimeException e) {
      LOG.error("sandbox handler failed method={} path={}", request.method(), request.path(), e);
      return Reply.text(500, "text/plain", "Internal Server Error");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox-http");
    thread.setDaemon(true);
    return thread;
  }
}
