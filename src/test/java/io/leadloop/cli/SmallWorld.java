package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.app.Daemon;
import io.leadloop.app.Wiring;
import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Secrets;
import io.leadloop.config.StoreLogin;
import io.leadloop.ops.FromConfig;
import io.leadloop.ops.Office;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.hubspot.HubSpotOptions;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Both sandboxes, the shipped configuration pointed at them, and a store, in one folder. */
final class SmallWorld implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final HubSpotSandbox hubspot;
  private final SalesforceSandbox salesforce;
  private final Map<String, String> environment = new HashMap<>();
  private Terminal terminal = Terminal.NONE;

  /**
   * @param leads how many invented leads HubSpot holds at the start
   */
  SmallWorld(Path folder, int leads) {
    this(folder, leads, false);
  }

  /** Accounts in which nobody has set anything up. */
  static SmallWorld bare(Path folder) {
    return new SmallWorld(folder, 0, true);
  }

  private SmallWorld(Path folder, int leads, boolean bare) {
    this.folder = folder;
    SandboxClock clock = new SandboxClock();
    hubspot =
        HubSpotSandbox.start(
            HubSpotOptions.usual(clock)
                .withPort(0)
                .withRealLimits(false)
                .withLagMillis(0)
                .withBare(bare),
            PortalLoader.invented(leads, 7));
    salesforce =
        SalesforceSandbox.start(
            SalesforceOptions.usual(clock)
                .withPort(0)
                .withRealLimits(false)
                .withLagMillis(0)
                .withBare(bare));
    environment.put("LEADLOOP_HUBSPOT_TOKEN", HubSpotSandbox.TOKEN);
    environment.put("LEADLOOP_SALESFORCE_CLIENT_ID", SalesforceSandbox.CLIENT_ID);
    environment.put("LEADLOOP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.CLIENT_SECRET);
    copyConfig();
    edit("leadloop.yaml", "https://api.hubapi.com", hubspot.baseUrl());
    edit("leadloop.yaml", "https://your-domain.my.salesforce.com", salesforce.baseUrl());
    edit("leadloop.yaml", "limits: on ", "limits: off ");
    edit("leadloop.yaml", "path: var/leadloop.db", "path: " + store());
    edit("leadloop.yaml", "sweep_every: 60s", "sweep_every: 300ms");
    edit("leadloop.yaml", "port: 9095 ", "port: off ");
    edit("leadloop.yaml", "sync_every: 1s", "sync_every: 100ms");
  }

  private void copyConfig() {
    Path from = Path.of("config");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = config().resolve(from.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path config() {
    return folder.resolve("config");
  }

  Path store() {
    return folder.resolve("leadloop.db");
  }

  Map<String, String> environment() {
    return environment;
  }

  HubSpotSandbox hubspot() {
    return hubspot;
  }

  SalesforceSandbox salesforce() {
    return salesforce;
  }

  /** A person sits at the terminal and gives this answer to every question. */
  SmallWorld personSays(String answer) {
    terminal = new Terminal(true, question -> answer);
    return this;
  }

  /** Replaces text of a file of the configuration, which must be there. */
  void edit(String file, String old, String other) {
    try {
      Path path = config().resolve(file);
      String text = Files.readString(path);
      assertThat(text).contains(old);
      Files.writeString(path, text.replace(old, other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Surroundings surroundings() {
    return new Surroundings(Wiring::vendors, InstantSource.system(), environment, terminal);
  }

  /** Runs a command on this world's configuration. */
  CommandRun run(String... arguments) {
    return CommandRun.of(surroundings(), withConfig(arguments));
  }

  String[] withConfig(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--config", config().toString()))
        .toArray(String[]::new);
  }

  /** Starts the daemon and waits until both sides were swept once. */
  Daemon daemon() {
    Config config = Objects.requireNonNull(ConfigLoader.load(config()).config());
    Secrets secrets =
        Objects.requireNonNull(Secrets.read(config.settings(), environment).secrets());
    StoreLogin login =
        Objects.requireNonNull(StoreLogin.read(config.settings().store(), environment).login());
    Store store = Store.open(FromConfig.store(config.settings().store(), login));
    Daemon daemon = new Daemon(config, secrets, store, Path.of("routes"), InstantSource.system());
    daemon.start();
    until(
        () ->
            Stream.of("swept.hubspot", "swept.salesforce")
                .allMatch(
                    fact ->
                        daemon
                            .state()
                            .store()
                            .read(handle -> daemon.state().facts().get(handle, fact))
                            .isPresent()));
    return daemon;
  }

  /** Waits for something that happens by itself. */
  static void until(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("it did not happen").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A person changes a contact in HubSpot. */
  void editContact(String id, String property, String value) {
    post(
        hubspot.baseUrl() + "/_sandbox/edit",
        "{\"id\": \"%s\", \"properties\": {\"%s\": \"%s\"}}".formatted(id, property, value));
  }

  /** HubSpot learns that a contact has a second address. */
  void addAddress(String id, String address) {
    post(
        hubspot.baseUrl() + "/_sandbox/edit",
        "{\"id\": \"%s\", \"asVendor\": true, \"properties\": {\"hs_additional_emails\": \"%s\"}}"
            .formatted(id, address));
  }

  /** Somebody fills in a form. Returns the id of the new contact. */
  String signsUp(String email, String lastName) {
    return vendor(
            "",
            "{\"properties\": {\"email\": \"%s\", \"lastname\": \"%s\"}}"
                .formatted(email, lastName))
        .path("id")
        .asText();
  }

  /** HubSpot's own deletion for good. */
  void deleteForGood(String id) {
    vendor("/gdpr-delete", "{\"objectId\": \"%s\"}".formatted(id));
  }

  private JsonNode vendor(String path, String body) {
    return send(
        HttpRequest.newBuilder(
                URI.create(hubspot.baseUrl() + "/crm/objects/2026-09/contacts" + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + HubSpotSandbox.TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** The address of a contact. */
  String emailOf(String id) {
    for (JsonNode contact : contacts()) {
      if (contact.path("id").asText().equals(id)) {
        return contact.path("properties").path("email").asText();
      }
    }
    throw new IllegalArgumentException("There is no contact " + id + ".");
  }

  int leadsInSalesforce() {
    return get(salesforce.baseUrl() + "/_sandbox/dump").path("Lead").size();
  }

  /** All contacts with their values. */
  private JsonNode contacts() {
    return get(hubspot.baseUrl() + "/_sandbox/dump").path("contacts");
  }

  private static JsonNode get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET().build());
  }

  /** Tells Salesforce's sandbox something that no vendor's API has. */
  void controlSalesforce(String path, String json) {
    post(salesforce.baseUrl() + "/_sandbox/" + path, json);
  }

  private static void post(String url, String body) {
    send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
      return answer.body().isEmpty()
          ? MissingNode.getInstance()
          : Office.parse(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hubspot.close();
    salesforce.close();
  }
}
