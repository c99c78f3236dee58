package io.leadloop.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import io.leadloop.sandbox.Call;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.sync.Crm;
import io.leadloop.sync.CrmContract;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WriteOutcome.Accepted;
import io.leadloop.sync.WriteOutcome.Rejected;
import io.leadloop.sync.WritePermit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract against a Salesforce on this machine, over HTTP. */
class SalesforceCrmContractTest extends CrmContract {
  private static final String DATA = "/services/data/v65.0/";

  private final Instant start = Instant.parse("2026-11-21T09:00:00Z");
  private final SandboxClock clock = new SandboxClock(() -> start);
  private final HttpClient http = HttpClient.newHttpClient();
  private SalesforceSandbox sandbox;
  private DefaultCamelContext camel;
  private SalesforceConnection connection;
  private SalesforceCrm crm;
  private String personToken = "";

  @BeforeEach
  void open() {
    sandbox =
        SalesforceSandbox.start(
            SalesforceOptions.usual(clock).withPort(0).withRealLimits(false).withLagMillis(0));
    SalesforceSettings settings =
        SalesforceSettings.of(
            URI.create(sandbox.baseUrl()),
            () -> SalesforceSandbox.CLIENT_ID,
            () -> SalesforceSandbox.CLIENT_SECRET,
            Set.of(
                "LastName",
                "FirstName",
                "Company",
                "Email",
                "Phone",
                "Status",
                "OwnerId",
                "DoNotCall",
                "Budget__c",
                "Interest_Tags__c",
                "Leadloop_Last_Activity__c"),
            Set.of("LastName", "FirstName", "Email", "Phone"));
    camel = new DefaultCamelContext();
    connection = SalesforceConnection.open(camel, settings, (side, operation, lane, outcome) -> {});
    camel.start();
    crm = new SalesforceCrm(connection, settings);
    personToken =
        json(
                "POST",
                "/services/oauth2/token",
                "grant_type=client_credentials&client_id="
                    + SalesforceSandbox.PERSON_ID
                    + "&client_secret="
                    + SalesforceSandbox.PERSON_SECRET,
                "application/x-www-form-urlencoded")
            .path("access_token")
            .asText();
  }

  @AfterEach
  void close() {
    camel.stop();
    sandbox.close();
  }

  @Override
  protected Crm crm() {
    return crm;
  }

  @Override
  protected String object() {
    return RecordKey.LEAD;
  }

  @Override
  protected RecordKey otherSide(int number) {
    return RecordKey.contact(Integer.toString(1_000 + number));
  }

  @Override
  protected String emailField() {
    return "Email";
  }

  @Override
  protected String textField() {
    return "FirstName";
  }

  @Override
  protected String otherTextField() {
    return "Phone";
  }

  @Override
  protected Map<String, Value> required() {
    return Map.of("LastName", Value.text("Novak"), "Company", Value.text("Acme"));
  }

  @Override
  protected Map.Entry<String, Value> refused() {
    return Map.entry("Status", Value.text("No such status"));
  }

  @Override
  protected Map<String, Typed> ofEachType() {
    return Map.of(
        "FirstName",
        new Typed(Value.text("Ann"), "Ann"),
        "DoNotCall",
        new Typed(new Value(Type.BOOLEAN, "true"), "true"),
        "Budget__c",
        new Typed(new Value(Type.NUMBER, "12500.50"), "12500.5"),
        "Interest_Tags__c",
        new Typed(new Value(Type.MULTI_SELECT, tags()), tags()),
        "Leadloop_Last_Activity__c",
        new Typed(new Value(Type.DATETIME, "2026-11-20T08:15:00Z"), "2026-11-20T08:15:00.000+0000"),
        "Status",
        new Typed(Value.text("Working - Contacted"), "Working - Contacted"));
  }

  /** Two choices that the sandbox knows, in its own order. */
  private String tags() {
    JsonNode fields = json("GET", DATA + "sobjects/Lead/describe", "", "application/json");
    for (JsonNode field : fields.path("fields")) {
      if (field.path("name").asText().equals("Interest_Tags__c")) {
        return field.at("/picklistValues/0/value").asText()
            + ";"
            + field.at("/picklistValues/1/value").asText();
      }
    }
    throw new AssertionError("The sandbox has no Interest_Tags__c.");
  }

  @Override
  protected Collection<String> ownerEmails() {
    return List.of(
        "ana@leadloop.example",
        "ben@leadloop.example",
        "chi@leadloop.example",
        "dev@leadloop.example",
        "integration@leadloop.example");
  }

  @Override
  protected Map.Entry<String, String> option() {
    return Map.entry("Status", "Nurture");
  }

  @Override
  protected void personEdits(RecordKey key, String field, String text) {
    json(
        "PATCH",
        DATA + "sobjects/" + key.object() + "/" + key.id(),
        "{\"" + field + "\":\"" + text + "\"}",
        "application/json");
  }

  @Override
  protected void personDeletes(RecordKey key) {
    json("DELETE", DATA + "sobjects/" + key.object() + "/" + key.id(), "", "application/json");
  }

  @Override
  protected void later() {
    clock.advance(Duration.ofSeconds(5));
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected int recordsOfSeveralPages() {
    return 2_050;
  }

  private JsonNode json(String method, String path, String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body));
    if (!personToken.isEmpty()) {
      request.header("Authorization", "Bearer " + personToken);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return response.body().isEmpty() ? Json.object() : StubSalesforce.parse(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private RecordWrite lead(int number) {
    return RecordWrite.create(
        RecordKey.LEAD,
        otherSide(number).id(),
        Map.of(
            "LastName", Value.text("Novak"),
            "Company", Value.text("Acme"),
            "Email", Value.text("person" + number + "@example.com")),
        "t-" + number);
  }

  private RecordKey made(int number) {
    return ((Accepted) crm.write(List.of(lead(number)), Lane.LIVE, WritePermit.GIVEN).get(0)).key();
  }

  private RecordKey convert(RecordKey lead) {
    JsonNode answer =
        json("POST", "/_sandbox/convert", "{\"leadId\":\"" + lead.id() + "\"}", "application/json");
    later();
    return RecordKey.salesforce(RecordKey.CONTACT, answer.path("contactId").asText());
  }

  @Test
  void aConvertedLeadStandsForItsContactAndTakesNoWrites() {
    RecordKey lead = made(1);
    RecordKey contact = convert(lead);
    Crm.Person person = new Crm.Person(otherSide(1), "person1@example.com");

    Crm.Matches found = crm.find(List.of(person), Lane.LIVE).get(person);

    assertThat(found.byKey()).extracting(Snapshot::key).containsExactly(contact);
    assertThat(found.byEmail()).isEmpty();
    Snapshot shown = crm.read(List.of(lead), Lane.LIVE).get(lead);
    assertThat(shown.shows("IsConverted")).isEqualTo("true");
    assertThat(shown.shows("ConvertedContactId")).isEqualTo(contact.id());
    WriteOutcome late =
        crm.write(
                List.of(RecordWrite.update(lead, Map.of("Phone", Value.text("1")), "t")),
                Lane.LIVE,
                WritePermit.GIVEN)
            .get(0);
    assertThat(late)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("CANNOT_UPDATE_CONVERTED_LEAD");
              assertThat(rejected.passing()).isFalse();
            });
  }

  @Test
  void leadsAndContactsAreReadAndWrittenTogether() {
    RecordKey lead = made(1);
    RecordKey contact = convert(made(2));
    List<WriteOutcome> outcomes =
        crm.write(
            List.of(
                RecordWrite.update(contact, Map.of("Phone", Value.text("2")), "t-c"),
                RecordWrite.update(lead, Map.of("Phone", Value.text("1")), "t-l")),
            Lane.LIVE,
            WritePermit.GIVEN);

    assertThat(outcomes)
        .containsExactly(new Accepted(contact, false, null), new Accepted(lead, false, null));
    Map<RecordKey, Snapshot> read = crm.read(List.of(lead, contact), Lane.LIVE);
    assertThat(read.get(lead).shows("Phone")).isEqualTo("1");
    assertThat(read.get(contact).shows("Phone")).isEqualTo("2");
    assertThat(read.get(contact).token()).isEqualTo("t-c");
  }

  @Test
  void ourOwnChangesAreToldFromAPersons() {
    RecordKey lead = made(1);
    assertThat(crm.read(List.of(lead), Lane.LIVE).get(lead).modifiedByUs()).isTrue();

    personEdits(lead, "Phone", "1");
    later();

    assertThat(crm.read(List.of(lead), Lane.LIVE).get(lead).modifiedByUs()).isFalse();
  }

  @Test
  void anExpiredSessionIsNotNoticed() {
    RecordKey lead = made(1);
    json("POST", "/_sandbox/expire-tokens", "", "application/json");

    assertThat(crm.read(List.of(lead), Lane.LIVE)).containsKey(lead);
  }

  @Test
  void aLockedRowIsRefusedForNow() {
    RecordKey lead = made(1);
    json(
        "POST",
        "/_sandbox/lock",
        "{\"id\":\"" + lead.id() + "\",\"millis\":60000}",
        "application/json");

    WriteOutcome outcome =
        crm.write(
                List.of(RecordWrite.update(lead, Map.of("Phone", Value.text("1")), "t")),
                Lane.LIVE,
                WritePermit.GIVEN)
            .get(0);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("UNABLE_TO_LOCK_ROW");
              assertThat(rejected.passing()).isTrue();
            });
  }

  /** What a thousand records cost: one call each to write, read back, find and sweep. */
  @Test
  void aThousandRecordsCostOneCallEach() {
    List<RecordWrite> writes = new ArrayList<>();
    Set<Crm.Person> people = new HashSet<>();
    for (int number = 0; number < 1_000; number++) {
      writes.add(lead(number));
      people.add(new Crm.Person(otherSide(number), "person" + number + "@example.com"));
    }

    List<RecordKey> keys =
        crm.write(writes, Lane.BACKFILL, WritePermit.GIVEN).stream()
            .map(done -> ((Accepted) done).key())
            .toList();
    assertThat(crm.read(keys, Lane.BACKFILL)).hasSize(1_000);
    assertThat(crm.find(people, Lane.BACKFILL).values())
        .hasSize(1_000)
        .allSatisfy(matches -> assertThat(matches.byKey()).hasSize(1));
    crm.sweep(Instant.EPOCH, Lane.BACKFILL, (records, to) -> assertThat(records).hasSize(1_000));

    assertThat(sandbox.calls().since(0))
        .extracting(Call::path)
        .filteredOn(path -> path.startsWith(DATA))
        .hasSize(4);
    assertThat(connection.usage()).isPresent();
  }
}
