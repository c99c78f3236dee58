package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.clients.LoopbackClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many requests a second the sandbox answers on loopback, with its clients beside it
 * in this program. It is no test: run it by hand, with how many seconds each kind of call is to
 * take.
 */
final class Throughput {
  private static final int CONTACTS = 20_000;
  private static final int CLIENTS = 8;
  private static final long FIRST_ID = 10_001;
  private static final String BASE = "/crm/objects/2026-09/contacts";

  private final int port;
  private final long seconds;

  private record Call(String method, String path, @Nullable String body) {}

  private Throughput(int port, long seconds) {
    this.port = port;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws InterruptedException {
    long seconds = arguments.length == 0 ? 5 : Long.parseLong(arguments[0]);
    HubSpotOptions options =
        HubSpotOptions.usual(new SandboxClock()).withPort(0).withRealLimits(false).withLagMillis(0);
    PortalLoader leads = PortalLoader.invented(CONTACTS, 1);
    try (HubSpotSandbox sandbox = HubSpotSandbox.start(options, leads)) {
      Throughput measured = new Throughput(sandbox.port(), seconds);
      measured.measure("warm-up", measured::readOne);
      measured.measure("read by id", measured::readOne);
      measured.measure("batch read of 100", measured::readHundred);
      measured.measure("search by id", measured::searchOne);
      measured.measure("search page of 100 by time", measured::searchPage);
      measured.measure("search page of 100 since", measured::searchSince);
      measured.measure("update by id", measured::update);
    }
  }

  private void measure(String title, IntFunction<Call> call) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      int offset = i * 7_919;
      clients.execute(() -> answered.addAndGet(repeat(call, offset, end)));
    }
    clients.shutdown();
    clients.awaitTermination(seconds + 60, TimeUnit.SECONDS);
    System.out.printf("%-28s %,8d requests/s%n", title, answered.get() / seconds);
  }

  private long repeat(IntFunction<Call> call, int offset, long end) {
    try (LoopbackClient client = new LoopbackClient(port, HubSpotSandbox.TOKEN)) {
      long sent = 0;
      for (int turn = offset; System.nanoTime() < end; turn++, sent++) {
        Call next = call.apply(turn);
        int status = client.send(next.method(), BASE + next.path(), next.body());
        if (status != 200) {
          throw new IllegalStateException(next.path() + " answered " + status);
        }
      }
      return sent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Call readOne(int turn) {
    return new Call("GET", "/" + id(turn) + "?properties=email,firstname,lifecyclestage", null);
  }

  private Call readHundred(int turn) {
    StringBuilder inputs = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      inputs.append(i == 0 ? "" : ",").append("{\"id\":\"").append(id(turn + i)).append("\"}");
    }
    return post(
        "/batch/read",
        "{\"properties\":[\"email\",\"firstname\",\"lifecyclestage\"],\"inputs\":["
            + inputs
            + "]}");
  }

  private Call searchOne(int turn) {
    String filter = "{\"propertyName\":\"hs_object_id\",\"operator\":\"EQ\",\"value\":\"%d\"}";
    return post(
        "/search", "{\"filterGroups\":[{\"filters\":[" + filter.formatted(id(turn)) + "]}]}");
  }

  private Call searchPage(int turn) {
    return post(
        "/search",
        "{\"sorts\":[{\"propertyName\":\"lastmodifieddate\"}],\"limit\":100,\"after\":\"%d\"}"
            .formatted(turn % 90 * 100));
  }

  /** As a sweep reads: what changed since a time, oldest first. */
  private Call searchSince(int turn) {
    String filter = "{\"propertyName\":\"lastmodifieddate\",\"operator\":\"GTE\",\"value\":\"%d\"}";
    return post(
        "/search",
        "{\"filterGroups\":[{\"filters\":[%s]}],\"sorts\":[{\"propertyName\":\"lastmodifieddate\"}],\"limit\":100}"
            .formatted(filter.formatted(turn)));
  }

  private Call update(int turn) {
    return new Call("PATCH", "/" + id(turn), "{\"properties\":{\"city\":\"" + turn + "\"}}");
  }

  private static long id(int turn) {
    return FIRST_ID + turn % CONTACTS;
  }

  private static Call post(String path, String body) {
    return new Call("POST", path, body);
  }
}
