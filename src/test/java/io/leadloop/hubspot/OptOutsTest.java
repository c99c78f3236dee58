package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.leadloop.hubspot.HubSpotWire.READ;
import static io.leadloop.hubspot.HubSpotWire.UPDATE;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WriteOutcome.Accepted;
import io.leadloop.sync.WriteOutcome.Rejected;
import io.leadloop.sync.WritePermit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the subscription preferences answer, and what becomes of the record for it. */
class OptOutsTest {
  private static final String LEAVE_ALL =
      "/communication-preferences/2026-09/statuses/batch/unsubscribe-all";

  private static final RecordWrite OPT_OUT =
      RecordWrite.update(
          RecordKey.contact("51"),
          Map.of(
              "hs_email_optout", new Value(Type.BOOLEAN, "true"), "firstname", Value.text("Ann")),
          "t1");

  private final HubSpotWire wire = new HubSpotWire();

  @BeforeEach
  void stub() {
    address("ann@example.com");
    wire.onPost(
        UPDATE,
        json(
            200,
            "{'status':'COMPLETE','results':[{'id':'51','objectWriteTraceId':'t1',"
                + "'properties':{'firstname':'Ann'},'updatedAt':'2026-11-21T10:00:00Z'}]}"));
  }

  private void address(String email) {
    wire.onPost(
        READ,
        json(
            200,
            "{'status':'COMPLETE','results':[{'id':'51','properties':{'email':'"
                + email
                + "'},'updatedAt':'2026-11-21T10:00:00Z'}]}"));
  }

  @AfterEach
  void stop() {
    wire.close();
  }

  private WriteOutcome write() {
    return wire.crm().write(List.of(OPT_OUT), Lane.EXPRESS, WritePermit.GIVEN).get(0);
  }

  private List<String> paths() {
    return wire.server.getAllServeEvents().stream()
        .map(ServeEvent::getRequest)
        .map(request -> request.getUrl())
        .toList();
  }

  @Test
  void thePreferencesAreToldFirstAndTheAddressStaysOutOfThePath_P10() {
    wire.onPost(LEAVE_ALL, json(200, "{'status':'COMPLETE','results':[]}"));
    assertThat(write())
        .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.leftUndone()).isNull());
    assertThat(wire.posted(LEAVE_ALL + "?channel=EMAIL"))
        .containsExactly("{\"inputs\":[\"ann@example.com\"]}");
    assertThat(wire.posted(UPDATE).get(0))
        .contains("firstname")
        .doesNotContain("hs_email_optout", "leadloop_email_optout");
    // The newest first.
    assertThat(paths().get(0)).isEqualTo(UPDATE);
    assertThat(paths())
        .allSatisfy(path -> assertThat(path).doesNotContain("@", "%40", "example.com"));
  }

  @Test
  void withoutTheScopeOurPropertyIsWrittenAndSaysSo() {
    wire.onPost(LEAVE_ALL, json(403, "{'status':'error','category':'MISSING_SCOPES'}"));
    assertThat(write())
        .isInstanceOfSatisfying(
            Accepted.class,
            a ->
                assertThat(a.leftUndone().message())
                    .contains("communication_preferences.write", "leadloop_email_optout"));
    assertThat(wire.posted(UPDATE).get(0)).contains("\"leadloop_email_optout\":\"true\"");
  }

  @Test
  void withoutAnAddressOurPropertyIsWrittenAndSaysSo() {
    address("");
    assertThat(write())
        .isInstanceOfSatisfying(
            Accepted.class,
            a -> assertThat(a.leftUndone().message()).contains("has no e-mail address"));
    assertThat(wire.posted(UPDATE).get(0)).contains("\"leadloop_email_optout\":\"true\"");
  }

  @Test
  void nothingIsWrittenWhileThePreferencesCannotBeTold() {
    wire.onPost(
        LEAVE_ALL,
        json(503, "{}"),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withStatus(200).withBody("<html>"));
    assertThat(write())
        .isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.passing()).isTrue());
    assertThat(wire.posted(UPDATE)).isEmpty();
  }

  @Test
  void anOptOutIsNeverLifted() {
    RecordWrite lift =
        RecordWrite.update(
            RecordKey.contact("51"),
            Map.of(
                "hs_email_optout",
                new Value(Type.BOOLEAN, "false"),
                "firstname",
                Value.text("Ann")),
            "t1");
    wire.crm().write(List.of(lift), Lane.LIVE, WritePermit.GIVEN);
    assertThat(wire.posted(UPDATE).get(0)).doesNotContain("optout");
    assertThat(paths()).containsExactly(UPDATE);
  }
}
