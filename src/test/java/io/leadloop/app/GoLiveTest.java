package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.cli.Commands;
import io.leadloop.cli.ExitCode;
import io.leadloop.cli.Terminal;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Secrets;
import io.leadloop.lead.Side;
import io.leadloop.ops.Office;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotOptions;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Store;
import io.leadloop.store.StoreAddress;
import io.leadloop.sync.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * From two awkward accounts to a live connection, as an admin goes that way: everything is told
 * before it could hurt, and what is written is what was planned.
 */
class GoLiveTest {
  private static final int AMBIGUOUS = 40;
  private static final int ON_BOTH_SIDES = 500;
  private static final int NEW = 30;
  private static final String APP_TOKEN = "the-daemons-service-key";
  private static final String PROPERTIES = "/crm/properties/" + VendorApis.VERSION + "/contacts";

  /** Fields and words that somebody made before, and not as Leadloop needs them. */
  private static final String AWKWARD =
      """
      objects:
        Lead:
          fields:
            Leadloop_Token__c: { type: string, length: 40 }
            Leadloop_Why_Now__c: { type: double }
            MobilePhone: { type: phone, granted: none }
            Status:
              values:
                - { value: Open - Not Contacted, default: true }
                - Working - Contacted
                - Rejected
                - Recycled
                - Closed - Converted
                - Unqualified
        Contact: { granted: [read] }
      """;

  @TempDir Path folder;
  private HubSpotSandbox hubspot;
  private SalesforceSandbox salesforce;
  private Accounts accounts;
  private Path config;
  private StoreAddress store;

  /** What a command said. */
  private record Said(int exitCode, String out, String err) {
    JsonNode json() {
      return Office.parse(out, JsonNode.class);
    }
  }

  @BeforeEach
  void open() throws IOException {
    SandboxClock clock = new SandboxClock();
    Path extra = Files.writeString(folder.resolve("awkward.yaml"), AWKWARD);
    hubspot =
        HubSpotSandbox.start(
            HubSpotOptions.usual(clock)
                .withPort(0)
                .withRealLimits(false)
                .withLagMillis(0)
                .withBare(true));
    salesforce =
        SalesforceSandbox.start(
            SalesforceOptions.usual(clock)
                .withPort(0)
                .withRealLimits(false)
                .withLagMillis(0)
                .withExtraObjects(extra)
                .withBare(true));
    hubspot.grant(APP_TOKEN, List.of("crm.objects.contacts.read", "crm.schemas.contacts.read"));
    accounts = new Accounts(new VendorApis(hubspot.baseUrl(), salesforce.baseUrl()));
    for (String name : List.of("leadloop_key", "salesforceleadid")) {
      accounts.apis.hubspot(
          "POST",
          PROPERTIES,
          """
          {"name":"%s","label":"Salesforce id","groupName":"contactinformation","type":"string","fieldType":"text"}
          """
              .formatted(name));
    }
    people();
    config = folder.resolve("config");
    store = StoreAddress.file(folder.resolve("leadloop.db"));
    try (Stream<Path> files = Files.walk(Path.of("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = config.resolve(Path.of("config").relativize(file));
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(file, to);
      }
    }
    settings("leadloop_key", "Leadloop_Token__c");
  }

  @AfterEach
  void close() {
    hubspot.close();
    salesforce.close();
  }

  private void people() {
    for (int i = 0; i < AMBIGUOUS + ON_BOTH_SIDES + NEW; i++) {
      String name = "Person" + i;
      String email = "person" + i + "@example.com";
      accounts.createContact(
          Map.of("email", email, "lastname", name, "company", "Acme", "phone", "+1 555 " + i));
      for (int lead = 0;
          lead < (i < AMBIGUOUS ? 2 : i < AMBIGUOUS + ON_BOTH_SIDES ? 1 : 0);
          lead++) {
        accounts.createLead(Map.of("Email", email, "LastName", name, "Company", "Acme"));
      }
    }
  }

  private void settings(String keyProperty, String tokenField) throws IOException {
    Files.writeString(
        config.resolve("leadloop.yaml"),
        """
        connection: main
        store: { url: "%s" }
        hubspot: { base_url: "%s", limits: off, key_property: %s }
        salesforce: { login_url: "%s", token_field: %s }
        schedule: { sweep_every: 300ms, overlap: 2s, long_overlap: 10s, long_overlap_every: 60s, sync_every: 50ms, fresh_for: 5s }
        caps: { creates_per_hour: off, changes_per_hour: off, clears_per_hour: off }
        lease: 3s
        """
            .formatted(
                store.jdbcUrl(), hubspot.baseUrl(), keyProperty, salesforce.baseUrl(), tokenField));
  }

  private void change(String file, String before, String after) throws IOException {
    String text = Files.readString(config.resolve(file));
    assertThat(text).as(file).contains(before);
    Files.writeString(config.resolve(file), text.replace(before, after));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("LEADLOOP_HUBSPOT_TOKEN", APP_TOKEN);
    environment.put("LEADLOOP_SALESFORCE_CLIENT_ID", SalesforceSandbox.CLIENT_ID);
    environment.put("LEADLOOP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.CLIENT_SECRET);
    environment.put("LEADLOOP_SETUP_HUBSPOT_TOKEN", HubSpotSandbox.PERSON_TOKEN);
    environment.put("LEADLOOP_SETUP_SALESFORCE_CLIENT_ID", SalesforceSandbox.ADMIN_ID);
    environment.put("LEADLOOP_SETUP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.ADMIN_SECRET);
    return environment;
  }

  private Said leadloop(String... words) {
    return saying("y", words);
  }

  private Said saying(String answer, String... words) {
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create().name("leadloop"));
    Terminal person = new Terminal(true, question -> answer);
    Commands.all(Wiring::vendors, InstantSource.system(), environment(), person)
        .forEach(line::addSubcommand);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all =
        Stream.concat(Stream.of(words), Stream.of("--config", config.toString()))
            .toArray(String[]::new);
    return new Said(line.execute(all), out.toString(), err.toString());
  }

  @Test
  void fromAwkwardAccountsToALiveConnection_P4() throws Exception {
    Said first = leadloop("check", "--live");
    assertThat(first.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(first.err())
        .as("everything at once")
        .contains("missing permissions crm.objects.contacts.write")
        .contains("missing permissions crm.objects.owners.read")
        .contains("communication_preferences.write")
        .contains("Our user may not change Contacts in Salesforce")
        .contains("[native-connector]  Warning: HubSpot's own Salesforce connector")
        .contains("[key-not-unique]  leadloop_key (key_property of contacts)")
        .contains("[token-too-short]  Leadloop_Token__c (token_field of Lead) holds 40 characters")
        .contains("[wrong-type]  Salesforce's Lead.Leadloop_Why_Now__c is of the type double")
        .contains("Salesforce object Lead has no field \"MobilePhone\"")
        .contains("Salesforce object Lead has no field \"Leadloop_Key__c\"")
        .contains("Salesforce object Contact has no field \"Specialization__c\"")
        .contains("HubSpot object contacts has no field \"leadloop_disposition\"")
        .contains("[unknown-option]  Salesforce's Lead.Status has no value \"Nurture\"")
        .contains(
            "[unknown-option]  Salesforce's Lead.Status has no value \"Closed - Not Converted\"")
        .contains("[history-unknown]  Warning: Salesforce does not tell");

    repairWhatOnlyAPersonCan();
    Said setup = leadloop("setup");
    assertThat(setup.exitCode()).as(setup.out() + setup.err()).isEqualTo(ExitCode.OK);
    assertThat(setup.out())
        .contains("+ create the contact property leadloop_sf_key (string, unique values)")
        .contains("+ create the field Contact.Leadloop_Mark__c (Text 80, External ID)")
        .contains("+ let the permission set edit Lead.MobilePhone");
    assertThat(leadloop("setup").out()).startsWith("Nothing to do.");

    Said second = leadloop("check", "--live");
    assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCode.OK);
    assertThat(second.err().lines().filter(line -> line.contains("  [")))
        .allMatch(line -> line.contains("[history-unknown]  Warning"));

    try (Daemon daemon = daemon()) {
      watchThenGo(daemon.state());
    }
  }

  private void repairWhatOnlyAPersonCan() throws IOException {
    Said told = saying("n", "setup");
    assertThat(told.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(told.out())
        .contains("leadloop_key does not ask for unique values")
        .contains("Lead.Leadloop_Token__c holds 40 characters and needs 80")
        .contains("Lead.Leadloop_Why_Now__c is of the type Number")
        .contains("There is no field Lead.Specialization__c")
        .contains("Nothing was changed.");
    hubspot.grant(APP_TOKEN, null);
    accounts.apis.hubspot("DELETE", PROPERTIES + "/salesforceleadid", "");
    settings("leadloop_sf_key", "Leadloop_Mark__c");
    change("mappings/leads.yaml", "Leadloop_Why_Now__c, ", "Leadloop_Why__c,     ");
    // Salesforce's checkbox is never blank: a line for it writes a second time for each new Lead.
    change("mappings/leads.yaml", "  - { hubspot: do_not_call", "  # { hubspot: do_not_call");
    for (String field : List.of("specialization", "occupation", "interest_tags")) {
      change("mappings/leads.yaml", "  - { hubspot: " + field, "  # { hubspot: " + field);
    }
    Files.delete(config.resolve("mappings/leads_test.yaml"));
    change("dispositions.yaml", "[Nurture]", "[Recycled]");
    change("dispositions.yaml", "[Closed - Not Converted]", "[Unqualified]");
  }

  private Daemon daemon() {
    var loaded = Objects.requireNonNull(ConfigLoader.load(config).config());
    Secrets secrets =
        Objects.requireNonNull(Secrets.read(loaded.settings(), environment()).secrets());
    Daemon daemon =
        new Daemon(loaded, secrets, Store.open(store), Path.of("routes"), InstantSource.system());
    daemon.start();
    return daemon;
  }

  private void watchThenGo(State state) {
    String before = salesforce.org().dump().get("Lead").toString();
    JsonNode counts =
        Eventually.see(
            "everybody is planned",
            () -> leadloop("plan", "--all", "--json").json().path("counts"),
            // One side alone may be read by now; then nobody is new.
            seen ->
                seen.path("subjects").asInt() >= AMBIGUOUS + ON_BOTH_SIDES + NEW
                    && seen.path("createInSalesforce").asInt() == NEW
                    && seen.path("links").asInt() == ON_BOTH_SIDES);
    assertThat(counts.path("createInSalesforce").asInt()).isEqualTo(NEW);
    assertThat(counts.path("links").asInt()).isEqualTo(ON_BOTH_SIDES);
    assertThat(counts.path("updateSalesforce").asInt()).isEqualTo(ON_BOTH_SIDES);
    assertThat(counts.path("waits").asInt()).isGreaterThanOrEqualTo(AMBIGUOUS);
    assertThat(salesforce.org().dump().get("Lead").toString())
        .as("watching writes nothing")
        .isEqualTo(before);

    Said go = leadloop("go", "--yes", "--json");
    assertThat(go.exitCode()).as(go.err()).isEqualTo(ExitCode.OK);
    assertThat(go.json().path("counts")).as("what go shows is the plan").isEqualTo(counts);
    Supplier<List<JournalRow>> journal =
        () -> state.store().read(handle -> state.journal().after(handle, 0, 10_000));
    Eventually.see(
        "everybody new is created",
        journal,
        rows -> accepted(rows, Side.SALESFORCE, "create") == NEW);
    List<JournalRow> written = Eventually.still("it is at rest", Duration.ofSeconds(3), journal);
    assertThat(accepted(written, Side.SALESFORCE, "create"))
        .isEqualTo(counts.path("createInSalesforce").asLong());
    assertThat(accepted(written, Side.SALESFORCE, "update"))
        .isEqualTo(counts.path("updateSalesforce").asLong());
    assertThat(accepted(written, Side.HUBSPOT, "update"))
        .isEqualTo(counts.path("updateHubspot").asLong());
    int keyed = 0;
    for (JsonNode lead : salesforce.org().dump().get("Lead")) {
      keyed += lead.path("Leadloop_Key__c").asText("").matches("\\d+") ? 1 : 0;
    }
    assertThat(keyed).as("leads that are linked").isEqualTo(ON_BOTH_SIDES + NEW);
    assertThat(salesforce.org().dump().get("Lead"))
        .as("nobody twice")
        .hasSize(2 * AMBIGUOUS + ON_BOTH_SIDES + NEW);
    long parked =
        state.store().read(handle -> state.problems().all(handle, 1_000)).stream()
            .filter(problem -> problem.code().equals("ambiguous-match"))
            .filter(problem -> problem.subject().contains("hubspot"))
            .count();
    assertThat(parked).isEqualTo(AMBIGUOUS);
  }

  private static long accepted(List<JournalRow> rows, Side side, String operation) {
    return rows.stream()
        .filter(row -> side == row.side() && row.operation().equals(operation))
        .filter(row -> row.outcome().equals("accepted"))
        .count();
  }
}
