package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.SandboxClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures the sandbox on loopback, client and server in one process: {@code java -cp
 * target/test-classes:target/classes:... io.leadloop.sandbox.salesforce.Throughput}.
 */
final class Throughput {
  private static final int CLIENTS = 4;
  private static final int LEADS = 10_000;

  private Throughput() {}

  public static void main(String[] arguments) throws Exception {
    SalesforceOptions options =
        SalesforceOptions.usual(new SandboxClock())
            .withPort(0)
            .withLagMillis(0)
            .withRealLimits(false);
    try (SalesforceSandbox sandbox = SalesforceSandbox.start(options)) {
      List<String> ids = new ArrayList<>();
      SalesforceClient first = SalesforceClient.integration(sandbox);
      for (int i = 0; i < LEADS / 200; i++) {
        first
            .post(SalesforceClient.API + "/composite/sobjects", collection(i * 200))
            .body()
            .forEach(saved -> ids.add(saved.get("id").asText()));
      }
      for (int round = 0; round < 2; round++) {
        measure(sandbox, "retrieve one", 10_000, 1, (client, i) -> retrieve(client, ids, i));
        measure(sandbox, "query by id", 10_000, 1, (client, i) -> query(client, ids, i));
        measure(
            sandbox,
            "collections of 200",
            100,
            200,
            (client, i) ->
                client.post(
                    SalesforceClient.API + "/composite/sobjects", collection(1_000_000 + i * 200)));
      }
    }
  }

  private interface Call {
    void make(SalesforceClient client, int number);
  }

  private static void retrieve(SalesforceClient client, List<String> ids, int i) {
    client.get(SalesforceClient.API + "/sobjects/Lead/" + ids.get(i % ids.size()));
  }

  private static void query(SalesforceClient client, List<String> ids, int i) {
    client.query(
        "SELECT Id, LastName, Email, Owner.Email FROM Lead WHERE Id = '%s'"
            .formatted(ids.get(i % ids.size())));
  }

  private static void measure(
      SalesforceSandbox sandbox, String what, int calls, int records, Call call) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    long started = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      int from = number;
      Consumer<SalesforceClient> work =
          client -> {
            for (int i = from; i < calls; i += CLIENTS) {
              call.make(client, i);
            }
          };
      running.add(clients.submit(() -> work.accept(SalesforceClient.integration(sandbox))));
    }
    for (Future<?> one : running) {
      one.get();
    }
    clients.shutdown();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "%-20s %6.0f requests/s %8.0f records/s%n",
        what, calls / seconds, calls * records / seconds);
  }

  private static String collection(int from) {
    ArrayNode records = Json.array();
    for (int i = from; i < from + 200; i++) {
      records
          .addObject()
          .put("LastName", "Novak " + i)
          .put("Company", "Acme")
          .put("Email", "novak" + i + "@acme.example")
          .putObject("attributes")
          .put("type", "Lead");
    }
    return Json.object().set("records", records).toString();
  }
}
