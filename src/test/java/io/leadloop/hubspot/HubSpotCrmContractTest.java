package io.leadloop.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.hubspot.HubSpotSettings.Pace;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.hubspot.HubSpotOptions;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sync.Crm;
import io.leadloop.sync.CrmContract;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract against a HubSpot on this machine, over HTTP. */
class HubSpotCrmContractTest extends CrmContract {
  private static final String CONTACTS = "/crm/objects/2026-09/contacts/";

  private final Instant start = Instant.parse("2026-11-21T09:00:00Z");
  private final SandboxClock clock = new SandboxClock(() -> start);
  private HubSpotSandbox sandbox;
  private HubSpotClient client;
  private HubSpotCrm crm;

  @BeforeEach
  void open() {
    sandbox =
        HubSpotSandbox.start(
            HubSpotOptions.usual(clock).withPort(0).withRealLimits(false).withLagMillis(2_000));
    client = new HubSpotClient(settings(properties()), (side, operation, lane, outcome) -> {});
    crm = new HubSpotCrm(client);
  }

  @AfterEach
  void close() {
    client.close();
    sandbox.close();
  }

  private HubSpotSettings settings(List<String> properties) {
    return HubSpotSettings.of(() -> HubSpotSandbox.TOKEN, properties)
        .withBaseUrl(URI.create(sandbox.baseUrl()))
        .withPace(Pace.OFF);
  }

  private static List<String> properties() {
    return List.of(
        "email",
        "firstname",
        "phone",
        "hs_lead_status",
        "interest_tags",
        "do_not_call",
        "leadloop_disposition_at",
        "hs_additional_emails");
  }

  @Override
  protected Crm crm() {
    return crm;
  }

  @Override
  protected String object() {
    return RecordKey.HUBSPOT_CONTACTS;
  }

  @Override
  protected RecordKey otherSide(int number) {
    return RecordKey.salesforce(RecordKey.LEAD, String.format("00Q%015d", number));
  }

  @Override
  protected String emailField() {
    return "email";
  }

  @Override
  protected String textField() {
    return "firstname";
  }

  @Override
  protected String otherTextField() {
    return "phone";
  }

  @Override
  protected Map<String, Value> required() {
    return Map.of();
  }

  @Override
  protected Map.Entry<String, Value> refused() {
    return Map.entry("hs_lead_status", Value.text("No such status"));
  }

  @Override
  protected Map<String, Typed> ofEachType() {
    return Map.of(
        "firstname",
        new Typed(Value.text(" Ann"), " Ann"),
        "do_not_call",
        new Typed(new Value(Type.BOOLEAN, "true"), "true"),
        "leadloop_disposition_at",
        new Typed(new Value(Type.DATETIME, "2026-11-20T08:15:00Z"), "2026-11-20T08:15:00Z"),
        "hs_lead_status",
        new Typed(Value.text("IN_PROGRESS"), "IN_PROGRESS"));
  }

  @Override
  protected Collection<String> ownerEmails() {
    return List.of(
        "ana@leadloop.example",
        "ben@leadloop.example",
        "chi@leadloop.example",
        "dev@leadloop.example",
        "old@leadloop.example");
  }

  @Override
  protected Map.Entry<String, String> option() {
    return Map.entry("hs_lead_status", "IN_PROGRESS");
  }

  @Override
  protected void personEdits(RecordKey key, String field, String text) {
    person("PATCH", key.id(), "{\"properties\":{\"" + field + "\":\"" + text + "\"}}");
  }

  @Override
  protected void personDeletes(RecordKey key) {
    person("DELETE", key.id(), "");
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
  protected boolean emailIsUnique() {
    return true;
  }

  private void person(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + CONTACTS + path))
            .header("Authorization", "Bearer " + HubSpotSandbox.PERSON_TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
      assertThat(status).isBetween(200, 299);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMultiSelectReplacesTheChoicesInsteadOfAddingToThem() {
    String tag = crm.schema("contacts").fields().get("interest_tags").options().iterator().next();
    Value one = new Value(Type.MULTI_SELECT, ";" + tag);
    RecordWrite create =
        RecordWrite.create(
            "contacts",
            otherSide(1).id(),
            Map.of("email", Value.text("ann@example.com"), "interest_tags", one),
            "t1");
    WriteOutcome.Accepted made =
        (WriteOutcome.Accepted) crm.write(List.of(create), Lane.LIVE, WritePermit.GIVEN).get(0);
    assertThat(crm.read(List.of(made.key()), Lane.LIVE).get(made.key()).shows("interest_tags"))
        .isEqualTo(tag);
  }

  @Test
  void moreReadPropertiesThanASearchHoldsAreReadInBatches() {
    List<String> all = List.copyOf(crm.schema("contacts").fields().keySet());
    assertThat(String.join(",", all)).hasSizeGreaterThan(ContactSweep.BODY_CHARS_MAX / 2);
    List<String> twice = new ArrayList<>(all);
    all.forEach(name -> twice.add(name + "_that_this_account_does_not_have"));
    try (HubSpotClient wide = new HubSpotClient(settings(twice), (s, o, l, c) -> {})) {
      List<RecordWrite> writes = new ArrayList<>();
      for (int number = 0; number < 150; number++) {
        writes.add(
            RecordWrite.create(
                "contacts",
                otherSide(number).id(),
                Map.of("email", Value.text("p" + number + "@example.com")),
                "t" + number));
      }
      HubSpotCrm wideCrm = new HubSpotCrm(wide, absent -> {});
      wideCrm.write(writes, Lane.BACKFILL, WritePermit.GIVEN);
      later();
      Set<String> emails = new HashSet<>();
      wideCrm.sweep(
          Instant.EPOCH,
          Lane.BACKFILL,
          (records, to) -> records.forEach(record -> emails.add(record.shows("email"))));
      assertThat(emails).hasSize(150).doesNotContain("");
    }
  }

  private List<RecordKey> people(int from, int to) {
    List<RecordWrite> writes = new ArrayList<>();
    for (int number = from; number < to; number++) {
      Value email = Value.text("p" + number + "@example.com");
      writes.add(
          RecordWrite.create(
              "contacts", otherSide(number).id(), Map.of("email", email), "t" + number));
    }
    return crm.write(writes, Lane.BACKFILL, WritePermit.GIVEN).stream()
        .map(outcome -> ((WriteOutcome.Accepted) outcome).key())
        .toList();
  }

  private long searches() {
    return sandbox.calls().since(0).stream().filter(c -> c.path().endsWith("/search")).count();
  }

  @Test
  void aThousandChangesTakeFiveSearches() {
    for (int number = 0; number < 1_000; number++) {
      people(number, number + 1);
      clock.advance(Duration.ofMillis(10));
    }
    later();
    sandbox.calls().clear();
    List<RecordKey> swept = new ArrayList<>();
    crm.sweep(
        Instant.EPOCH, Lane.LIVE, (page, to) -> page.forEach(record -> swept.add(record.key())));
    assertThat(swept).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(searches()).isEqualTo(5);
  }

  @Test
  void moreContactsOfOneTimeThanHubSpotPagesThroughAreAllHandedOver() {
    people(0, 50);
    clock.advance(Duration.ofMillis(1));
    people(50, 10_250);
    clock.advance(Duration.ofMillis(1));
    people(10_250, 10_300);
    later();
    Set<RecordKey> swept = new HashSet<>();
    crm.sweep(
        Instant.EPOCH,
        Lane.BACKFILL,
        (page, to) -> page.forEach(record -> swept.add(record.key())));
    assertThat(swept).hasSize(10_300);
  }

  @Test
  void contactsThatChangeDuringASweepDoNotHideTheirNeighbours() {
    List<RecordKey> keys = new ArrayList<>();
    for (int from = 0; from < 600; from += 3) {
      keys.addAll(people(from, from + 3));
      clock.advance(Duration.ofMillis(1));
    }
    later();
    Set<RecordKey> swept = new HashSet<>();
    crm.sweep(
        Instant.EPOCH,
        Lane.LIVE,
        (page, to) -> {
          if (swept.isEmpty()) {
            for (RecordKey key : keys.subList(0, 30)) {
              personEdits(key, "firstname", "Eve");
            }
            later();
          }
          page.forEach(record -> swept.add(record.key()));
        });
    assertThat(swept).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void aNoteIsFoundByItsReference() {
    RecordWrite create =
        RecordWrite.create(
            "contacts", otherSide(1).id(), Map.of("email", Value.text("a@example.com")), "t1");
    String id =
        ((WriteOutcome.Accepted) crm.write(List.of(create), Lane.LIVE, WritePermit.GIVEN).get(0))
            .key()
            .id();
    HubSpotTimeline timeline = new HubSpotTimeline(client);
    assertThat(timeline.present(RecordKey.contact(id), List.of("d-1", "d-2"), Lane.LIVE)).isEmpty();
    Item item = new Item("d-1", clock.instant(), "Rejected by sales:\n<no budget> & no plan");
    assertThat(timeline.append(RecordKey.contact(id), item, Lane.LIVE, WritePermit.GIVEN))
        .isInstanceOf(WriteOutcome.Accepted.class);
    assertThat(timeline.present(RecordKey.contact(id), List.of("d-1", "d-2"), Lane.LIVE))
        .containsExactly("d-1");
  }
}
