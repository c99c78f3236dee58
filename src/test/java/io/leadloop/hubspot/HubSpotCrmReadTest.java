package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.leadloop.hubspot.HubSpotWire.READ;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Crm.Matches;
import io.leadloop.sync.Crm.Person;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotCrmReadTest {
  private static final String ANN =
      "{'id':'51','properties':{'email':'ann@example.com','firstname':'Ann','phone':null,"
          + "'leadloop_key':'00Q1','leadloop_token':'s-1-2','hs_object_id':'51',"
          + "'createdate':'2026-11-01T10:00:00.000Z',"
          + "'lastmodifieddate':'2026-11-21T10:00:00.123Z'},"
          + "'createdAt':'2026-11-01T10:00:00Z','updatedAt':'2026-11-21T10:00:05Z',"
          + "'archived':false}";
  private static final RecordKey ANN_KEY = RecordKey.contact("51");

  private final HubSpotWire wire = new HubSpotWire();

  @AfterEach
  void stop() {
    wire.close();
  }

  private static String complete(String... contacts) {
    return "{'status':'COMPLETE','results':[" + String.join(",", contacts) + "]}";
  }

  private static String notFound(String id) {
    return "{'status':'COMPLETE','results':[],'numErrors':1,'errors':[{'status':'error',"
        + "'category':'OBJECT_NOT_FOUND','message':'Could not get some CONTACT objects',"
        + "'context':{'ids':['"
        + id
        + "']}}]}";
  }

  private static String contact(String id, String email) {
    return "{'id':'"
        + id
        + "','properties':{'email':'"
        + email
        + "','lastmodifieddate':'2026-11-21T10:00:00Z'}}";
  }

  @Test
  void aSnapshotShowsTheFieldsAndKeepsOurTokenAndTheTimeBesideThem() {
    wire.onPost(READ, json(200, complete(ANN)));
    Map<RecordKey, Snapshot> read = wire.crm().read(List.of(ANN_KEY), Lane.EXPRESS);
    assertThat(read)
        .containsExactly(
            Map.entry(
                ANN_KEY,
                new Snapshot(
                    ANN_KEY,
                    Map.of("email", "ann@example.com", "firstname", "Ann", "leadloop_key", "00Q1"),
                    Instant.parse("2026-11-21T10:00:00.123Z"),
                    false,
                    "s-1-2",
                    null,
                    Instant.parse("2026-11-01T10:00:00Z"))));
    assertThat(wire.calls).containsExactly("batch-read express ok");
  }

  @Test
  void aGoneContactIsAbsent() {
    wire.onPost(READ, json(207, notFound("51")));
    assertThat(wire.crm().read(List.of(ANN_KEY), Lane.LIVE)).isEmpty();
    assertThat(wire.calls).hasSize(1);
  }

  @Test
  void aMergedContactStandsUnderTheKeyThatWasAsked() {
    wire.onPost(READ, json(200, complete(contact("99", "ann@example.com"))));
    Map<RecordKey, Snapshot> read = wire.crm().read(List.of(ANN_KEY), Lane.LIVE);
    assertThat(read.get(ANN_KEY).key()).isEqualTo(RecordKey.contact("99"));
    assertThat(wire.calls).hasSize(1);
  }

  @Test
  void theSurvivorNamesWhomItConsumed() {
    String survivor =
        "{'id':'99','properties':{'hs_merged_object_ids':'51;52',"
            + "'lastmodifieddate':'2026-11-21T10:00:00Z'}}";
    wire.onPost(READ, json(200, complete(survivor, contact("7", "bob@example.com"))));
    Map<RecordKey, Snapshot> read =
        wire.crm()
            .read(List.of(RecordKey.contact("7"), ANN_KEY, RecordKey.contact("52")), Lane.LIVE);
    assertThat(read).hasSize(3);
    assertThat(read.get(RecordKey.contact("52")).key().id()).isEqualTo("99");
    assertThat(wire.calls).hasSize(1);
  }

  @Test
  void anIdOfWhichTheAnswerSaysNothingIsAskedAlone() {
    wire.onPost(
        READ,
        json(200, complete(ANN)),
        json(200, complete(contact("99", "eve@example.com"))),
        json(207, notFound("53")));
    Map<RecordKey, Snapshot> read =
        wire.crm()
            .read(List.of(ANN_KEY, RecordKey.contact("52"), RecordKey.contact("53")), Lane.LIVE);
    assertThat(read).containsOnlyKeys(ANN_KEY, RecordKey.contact("52"));
    assertThat(wire.calls).hasSize(3);
  }

  @Test
  void aContactThatCannotBeReadNowDoesNotLookGone() {
    wire.onPost(
        READ,
        json(
            207,
            "{'status':'COMPLETE','results':[],'errors':[{'status':'error',"
                + "'category':'INTERNAL_ERROR','context':{'ids':['51']}}]}"));
    assertThatThrownBy(() -> wire.crm().read(List.of(ANN_KEY), Lane.LIVE))
        .isInstanceOf(CrmException.class);
  }

  @Test
  void readsHundredAtATimeAndEachOnce() {
    List<RecordKey> keys =
        IntStream.range(0, 250).mapToObj(i -> RecordKey.contact("" + i % 200)).toList();
    wire.onPost(READ, json(207, complete().replace("]}", "],'errors':[" + errors(0, 200) + "]}")));
    assertThat(wire.crm().read(keys, Lane.BACKFILL)).isEmpty();
    assertThat(wire.calls).containsExactly("batch-read backfill ok", "batch-read backfill ok");
  }

  private static String errors(int from, int to) {
    return "{'category':'OBJECT_NOT_FOUND','context':{'ids':["
        + String.join(",", IntStream.range(from, to).mapToObj(i -> "'" + i + "'").toList())
        + "]}}";
  }

  @Test
  void findsByKeyAndByAddressAndByFurtherAddress() {
    String more =
        "{'id':'60','properties':{'email':'bob@example.com',"
            + "'hs_additional_emails':'b@old.example;bobby@example.com',"
            + "'lastmodifieddate':'2026-11-21T10:00:00Z'}}";
    wire.onPost(READ, json(200, complete(ANN)), json(200, complete(ANN, more)));
    Person ann = new Person(RecordKey.salesforce("Lead", "00Q1"), "ann@example.com");
    Person bob = new Person(RecordKey.salesforce("Lead", "00Q2"), "bobby@example.com");
    Person eve = new Person(RecordKey.salesforce("Lead", "00Q3"), "");
    Map<Person, Matches> found = wire.crm().find(List.of(ann, bob, eve), Lane.LIVE);
    assertThat(found.get(ann).byKey()).extracting(Snapshot::key).containsExactly(ANN_KEY);
    assertThat(found.get(ann).byEmail()).isEmpty();
    assertThat(found.get(bob).byEmail())
        .extracting(Snapshot::key)
        .containsExactly(RecordKey.contact("60"));
    assertThat(found.get(eve)).isEqualTo(Matches.NONE);
    assertThat(wire.posted(READ).get(0)).contains("\"idProperty\":\"leadloop_key\"");
    assertThat(wire.posted(READ).get(1))
        .contains("\"idProperty\":\"email\"")
        .doesNotContain("\"id\":\"\"");
  }

  @Test
  void oneAddressThatHubSpotWillNotLookForDoesNotHideTheOthers() {
    wire.onPost(
        READ,
        json(200, complete()),
        json(400, "{'status':'error','category':'VALIDATION_ERROR'}"),
        json(400, "{'status':'error','category':'VALIDATION_ERROR'}"),
        json(200, complete(ANN)));
    Person odd = new Person(RecordKey.salesforce("Lead", "00Q8"), "no address");
    Person ann = new Person(RecordKey.salesforce("Lead", "00Q9"), "ann@example.com");
    Map<Person, Matches> found = wire.crm().find(List.of(odd, ann), Lane.LIVE);
    assertThat(found.get(odd)).isEqualTo(Matches.NONE);
    assertThat(found.get(ann).byEmail()).hasSize(1);
  }

  @Test
  void editTimesLeaveOutOurOwnWrites() {
    wire.onPost(
        READ,
        json(
            200,
            complete(
                "{'id':'51','properties':{},'propertiesWithHistory':{"
                    + "'phone':[{'value':'2','timestamp':'2026-11-21T12:00:00Z',"
                    + "'sourceType':'INTEGRATION','sourceId':'815'},"
                    + "{'value':'1','timestamp':'2026-11-21T11:00:00Z','sourceType':'CRM_UI',"
                    + "'sourceId':'userId:4'}],"
                    + "'firstname':[{'value':'A','timestamp':'2026-11-20T11:00:00Z',"
                    + "'sourceType':'INTEGRATION','sourceId':'816'}],"
                    + "'email':[{'value':'a','timestamp':'2026-11-20T11:00:00Z',"
                    + "'sourceType':'INTEGRATION','sourceId':'815'}],"
                    + "'leadloop_token':[{'value':'mine','timestamp':'2026-11-22T11:00:00Z',"
                    + "'sourceType':'CRM_UI','sourceId':'userId:4'},"
                    + "{'value':'s-1-2','timestamp':'2026-11-21T12:00:00Z',"
                    + "'sourceType':'INTEGRATION','sourceId':'815'}]}}")));
    Map<RecordKey, Set<String>> fields =
        Map.of(ANN_KEY, Set.of("phone", "firstname", "email", "city"));
    Instant phoneAt = Instant.parse("2026-11-21T11:00:00Z");
    assertThat(wire.crm().lastEdits(fields, Instant.EPOCH, Lane.LIVE).get(ANN_KEY))
        .containsOnly(
            Map.entry("phone", new Crm.Edit(phoneAt, "1")),
            Map.entry("firstname", new Crm.Edit(Instant.parse("2026-11-20T11:00:00Z"), "A")));
    assertThat(wire.crm().lastEdits(fields, phoneAt, Lane.LIVE).get(ANN_KEY))
        .containsOnlyKeys("phone");
  }

  @Test
  void ownersAreTheActiveOnesOfAllPages() {
    wire.server.stubFor(
        get(urlPathEqualTo("/crm/owners/2026-09"))
            .willReturn(
                json(
                    200,
                    "{'results':[{'id':'1','email':'ana@leadloop.example','archived':false},"
                        + "{'id':'9','email':'old@leadloop.example','archived':true}],"
                        + "'paging':{'next':{'after':'MQ=='}}}")));
    wire.server.stubFor(
        get(urlPathEqualTo("/crm/owners/2026-09"))
            .withQueryParam("after", equalTo("MQ=="))
            .willReturn(json(200, "{'results':[{'id':'2','email':'ben@leadloop.example'}]}")));
    assertThat(wire.crm().owners(Lane.LIVE))
        .containsExactly(
            Map.entry("1", "ana@leadloop.example"), Map.entry("2", "ben@leadloop.example"));
  }

  @Test
  void theSchemaSaysWhatCanBeWritten() {
    wire.onGet(
        "/crm/properties/2026-09/contacts",
        json(
            200,
            "{'results':[{'name':'email','type':'string','options':[]},"
                + "{'name':'hs_lead_status','type':'enumeration','options':"
                + "[{'value':'NEW','label':'New'},{'value':'OPEN','label':'Open'}]},"
                + "{'name':'hubspot_owner_id','type':'enumeration','externalOptions':true,"
                + "'options':[{'value':'1'}]},"
                + "{'name':'num_conversion_events','type':'number','calculated':true},"
                + "{'name':'createdate','type':'datetime',"
                + "'modificationMetadata':{'readOnlyValue':true}},"
                + "{'name':'leadloop_key','type':'string','hasUniqueValue':true}]}"));
    var fields = wire.crm().schema("contacts").fields();
    assertThat(fields.get("email").lengthMax()).isEqualTo(65_536);
    assertThat(fields.get("hs_lead_status").options()).containsExactlyInAnyOrder("NEW", "OPEN");
    assertThat(fields.get("hubspot_owner_id").options()).isEmpty();
    assertThat(fields.get("num_conversion_events").updatable()).isFalse();
    assertThat(fields.get("createdate").creatable()).isFalse();
    assertThat(fields.get("leadloop_key").unique()).isTrue();
  }
}
