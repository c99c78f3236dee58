package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.WriteOutcome.Accepted;
import io.leadloop.sync.WriteOutcome.Rejected;
import io.leadloop.sync.WriteOutcome.Unknown;
import io.leadloop.sync.WritePermit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotTimelineTest {
  private static final String NOTES = "/crm/objects/2026-09/notes";
  private static final String NOTES_READ = NOTES + "/batch/read";
  private static final String ASSOCIATIONS = "/crm/associations/2026-09/contacts/notes/batch/read";
  private static final Item ITEM =
      new Item("d-7", Instant.parse("2026-11-21T10:00:00Z"), "Rejected: <none> & \"no\"\nBudget");

  private final HubSpotWire wire = new HubSpotWire();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void aNoteCarriesItsTimeItsLinesAndItsReference() {
    wire.onPost(NOTES, json(201, "{'id':'900','properties':{}}"));
    assertThat(
            wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.EXPRESS, WritePermit.GIVEN))
        .isEqualTo(new Accepted(new RecordKey(Side.HUBSPOT, "notes", "900"), true, null));
    assertThat(wire.posted(NOTES).get(0))
        .isEqualTo(
            "{\"properties\":{\"hs_timestamp\":\"2026-11-21T10:00:00Z\",\"hs_note_body\":"
                + "\"Rejected: &lt;none&gt; &amp; \\\"no\\\"<br>Budget<br>(Leadloop d-7)\"},"
                + "\"associations\":[{\"to\":{\"id\":\"51\"},\"types\":[{\"associationCategory\":"
                + "\"HUBSPOT_DEFINED\",\"associationTypeId\":202}]}]}");
    assertThat(wire.calls).containsExactly("note express ok");
  }

  @Test
  void aNoteThatMayHaveArrivedIsNeverSentAgain() {
    wire.onPost(NOTES, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.LIVE, WritePermit.GIVEN))
        .isInstanceOf(Unknown.class);
    assertThat(wire.calls).containsExactly("note live unknown");
  }

  @Test
  void aServerThatAsksForAnImmediateRepetitionGetsNone() {
    wire.onPost(NOTES, json(503, "{}").withHeader("Retry-After", "0"), json(201, "{'id':'900'}"));
    assertThat(wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.LIVE, WritePermit.GIVEN))
        .isInstanceOf(Unknown.class);
    assertThat(wire.posted(NOTES)).hasSize(1);
  }

  @Test
  void aNoteThatALimitRefusedIsSentAgain() {
    wire.onPost(
        NOTES,
        json(429, "{'status':'error','policyName':'TEN_SECONDLY_ROLLING'}"),
        json(201, "{'id':'900'}"));
    assertThat(wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.LIVE, WritePermit.GIVEN))
        .isInstanceOf(Accepted.class);
    assertThat(wire.posted(NOTES)).hasSize(2);
  }

  @Test
  void aRefusedNoteSaysWhy() {
    wire.onPost(
        NOTES, json(400, "{'status':'error','category':'VALIDATION_ERROR','message':'invalid'}"));
    assertThat(wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.LIVE, WritePermit.GIVEN))
        .isEqualTo(new Rejected("VALIDATION_ERROR", "invalid", false));
    wire.onPost(NOTES, json(201, "{}"));
    assertThat(wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.LIVE, WritePermit.GIVEN))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void nothingWasSentWhenHubSpotCannotBeAsked() {
    wire.onPost(NOTES, json(401, "{'status':'error','category':'INVALID_AUTHENTICATION'}"));
    assertThatThrownBy(
            () ->
                wire.timeline().append(RecordKey.contact("51"), ITEM, Lane.LIVE, WritePermit.GIVEN))
        .isInstanceOf(CrmException.class);
  }

  @Test
  void referencesAreLookedForInTheNotesOfAllPages() {
    wire.onPost(
        ASSOCIATIONS,
        json(
            200,
            "{'status':'COMPLETE','results':[{'from':{'id':'51'},'to':[{'toObjectId':900}],"
                + "'paging':{'next':{'after':'900'}}}]}"),
        json(
            200,
            "{'status':'COMPLETE','results':[{'from':{'id':'51'},'to':[{'toObjectId':901}]}]}"));
    wire.onPost(
        NOTES_READ,
        json(
            200,
            "{'status':'COMPLETE','results':["
                + "{'id':'900','properties':{'hs_note_body':'<p>a<br>(Leadloop d-7)</p>'}},"
                + "{'id':'901','properties':{'hs_note_body':null}}]}"));
    assertThat(
            wire.timeline()
                .present(RecordKey.contact("51"), List.of("d-7", "d-70", "d"), Lane.LIVE))
        .containsExactly("d-7");
    assertThat(wire.posted(ASSOCIATIONS).get(1)).contains("\"after\":\"900\"");
  }

  @Test
  void aContactWithoutNotesHasNone() {
    wire.onPost(
        ASSOCIATIONS,
        json(
            207,
            "{'status':'COMPLETE','results':[],'errors':[{'status':'error',"
                + "'category':'OBJECT_NOT_FOUND',"
                + "'subCategory':'crm.associations.NO_ASSOCIATIONS_FOUND'}]}"));
    assertThat(wire.timeline().present(RecordKey.contact("51"), List.of("d-7"), Lane.LIVE))
        .isEmpty();
    assertThat(wire.timeline().present(RecordKey.contact("51"), List.of(), Lane.LIVE)).isEmpty();
    assertThat(wire.calls).hasSize(1);
  }

  @Test
  void aNoteThatIsNotShownDoesNotLookAbsent() {
    wire.onPost(
        ASSOCIATIONS,
        json(
            200,
            "{'status':'COMPLETE','results':[{'from':{'id':'51'},'to':[{'toObjectId':'900'}]}]}"));
    wire.onPost(NOTES_READ, json(200, "{'status':'COMPLETE','results':[]}"));
    assertThatThrownBy(
            () -> wire.timeline().present(RecordKey.contact("51"), List.of("d-7"), Lane.LIVE))
        .isInstanceOf(CrmException.class);
  }
}
