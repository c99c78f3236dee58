package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.leadloop.hubspot.HubSpotWire.UPDATE;
import static io.leadloop.hubspot.HubSpotWire.UPSERT;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WriteOutcome.Accepted;
import io.leadloop.sync.WriteOutcome.Exists;
import io.leadloop.sync.WriteOutcome.Rejected;
import io.leadloop.sync.WriteOutcome.Unknown;
import io.leadloop.sync.WritePermit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HubSpotCrmWriteTest {
  private static final String VALIDATION =
      "{'status':'error','message':'Property values were not valid','correlationId':'c',"
          + "'category':'VALIDATION_ERROR'}";

  private final HubSpotWire wire = new HubSpotWire();

  @AfterEach
  void stop() {
    wire.close();
  }

  private static RecordWrite update(int id) {
    return RecordWrite.update(
        RecordKey.contact("" + id), Map.of("firstname", Value.text("Ann")), "t" + id);
  }

  private static RecordWrite create(int number) {
    return RecordWrite.create(
        "contacts",
        "00Q" + number,
        Map.of("email", Value.text("p" + number + "@example.com")),
        "t" + number);
  }

  private static String result(int id, String trace, String properties) {
    return "{'id':'"
        + id
        + "',"
        + (trace.isEmpty() ? "" : "'objectWriteTraceId':'" + trace + "',")
        + "'properties':{"
        + properties
        + "},'updatedAt':'2026-11-21T10:00:00Z'}";
  }

  private static String rowError(String trace, String category, String message) {
    return "{'status':'error','category':'"
        + category
        + "','message':'"
        + message
        + "','context':{'objectWriteTraceId':['"
        + trace
        + "']}}";
  }

  private static String batch(List<String> results, List<String> errors) {
    return "{'status':'COMPLETE','results':["
        + String.join(",", results)
        + "],'numErrors':"
        + errors.size()
        + ",'errors':["
        + String.join(",", errors)
        + "]}";
  }

  private List<WriteOutcome> write(RecordWrite... writes) {
    return wire.crm().write(List.of(writes), Lane.LIVE, WritePermit.GIVEN);
  }

  @Test
  void outcomesAreMatchedByTraceAndNotByOrder() {
    wire.onPost(
        UPDATE,
        json(
            207,
            batch(
                List.of(result(3, "t3", "'firstname':'Ann'"), result(1, "t1", "'firstname':'ANN'")),
                List.of(rowError("t2", "VALIDATION_ERROR", "no")))));
    List<WriteOutcome> outcomes = write(update(1), update(2), update(3));
    assertThat(((Accepted) outcomes.get(0)).shown())
        .isEqualTo(
            new Snapshot(
                RecordKey.contact("1"),
                Map.of("firstname", "ANN"),
                Instant.parse("2026-11-21T10:00:00Z"),
                false,
                "t1"));
    assertThat(outcomes.get(1)).isEqualTo(new Rejected("VALIDATION_ERROR", "no", false));
    assertThat(outcomes.get(2))
        .isInstanceOfSatisfying(
            Accepted.class, done -> assertThat(done.key()).isEqualTo(RecordKey.contact("3")));
    assertThat(wire.posted(UPDATE).get(0))
        .contains("\"objectWriteTraceId\":\"t1\"")
        .contains("\"leadloop_token\":\"t1\"");
  }

  @Test
  void withoutATraceTheTokenOrTheIdTells() {
    wire.onPost(
        UPDATE,
        json(
            200,
            batch(
                List.of(
                    result(9, "", "'firstname':'Ann','leadloop_token':'t2'"),
                    result(1, "", "'firstname':'Ann'")),
                List.of())));
    List<WriteOutcome> outcomes = write(update(1), update(2));
    assertThat(((Accepted) outcomes.get(0)).key().id()).isEqualTo("1");
    assertThat(((Accepted) outcomes.get(1)).key().id()).isEqualTo("9");
  }

  @Test
  void aRowThatTheAnswerDoesNotNameIsUnknown() {
    wire.onPost(UPDATE, json(200, batch(List.of(result(1, "t1", "")), List.of())));
    List<WriteOutcome> outcomes = write(update(1), update(2));
    assertThat(outcomes.get(1)).isInstanceOf(Unknown.class);
    // The reply does not show what was written, so the record must be read back.
    assertThat(((Accepted) outcomes.get(0)).shown()).isNull();
  }

  @Test
  void aClearedFieldIsSentEmptyAndShownBlank() {
    wire.onPost(
        UPDATE, json(200, batch(List.of(result(1, "t1", "'phone':'','city':null")), List.of())));
    List<WriteOutcome> outcomes =
        write(
            RecordWrite.update(
                RecordKey.contact("1"),
                Map.of("phone", Value.text(""), "city", Value.text("")),
                "t1"));
    Snapshot shown = ((Accepted) outcomes.get(0)).shown();
    assertThat(shown).isNotNull();
    assertThat(shown.fields()).isEmpty();
    assertThat(wire.posted(UPDATE).get(0)).contains("\"phone\":\"\"");
  }

  @Test
  void aLifecycleStageIsReadBackBecauseAStepBackIsIgnored() {
    wire.onPost(
        UPDATE, json(200, batch(List.of(result(1, "t1", "'lifecyclestage':'lead'")), List.of())));
    List<WriteOutcome> outcomes =
        write(
            RecordWrite.update(
                RecordKey.contact("1"), Map.of("lifecyclestage", Value.text("lead")), "t1"));
    assertThat(((Accepted) outcomes.get(0)).shown()).isNull();
  }

  @Test
  void createsAreUpsertsOnOurKey() {
    wire.onPost(
        UPSERT,
        json(
            200,
            batch(
                List.of(
                    result(71, "t1", "'email':'p1@example.com','leadloop_key':'00Q1'")
                        .replace("'id':'71'", "'id':'71','new':true"),
                    result(72, "t2", "'email':'p2@example.com','leadloop_key':'00Q2'")
                        .replace("'id':'72'", "'id':'72','new':false")),
                List.of())));
    List<WriteOutcome> outcomes = write(create(1), create(2));
    assertThat(((Accepted) outcomes.get(0)).created()).isTrue();
    assertThat(((Accepted) outcomes.get(1)).created()).isFalse();
    assertThat(((Accepted) outcomes.get(0)).shown().fields())
        .containsOnly(Map.entry("email", "p1@example.com"), Map.entry("leadloop_key", "00Q1"));
    assertThat(wire.posted(UPSERT).get(0))
        .contains("\"id\":\"00Q1\",\"idProperty\":\"leadloop_key\"");
  }

  @Test
  void aKnownAddressSaysWhoHasIt() {
    wire.onPost(
        UPSERT,
        json(
            207,
            batch(
                List.of(result(71, "t2", "'email':'p2@example.com'")),
                List.of(rowError("t1", "CONFLICT", "Contact already exists. Existing ID: 6001")))),
        json(
            409,
            "{'status':'error','message':'Contact already exists. Existing ID: 6002',"
                + "'correlationId':'c','category':'CONFLICT'}"));
    assertThat(write(create(1), create(2)).get(0))
        .isEqualTo(
            new Exists(RecordKey.contact("6001"), "Contact already exists. Existing ID: 6001"));
    assertThat(write(create(1)).get(0))
        .isInstanceOfSatisfying(
            Exists.class, exists -> assertThat(exists.key().id()).isEqualTo("6002"));
  }

  @Test
  void anUpdateToAnAddressOfAnotherIsRejected() {
    wire.onPost(
        UPDATE,
        json(409, "{'status':'error','message':'Existing ID: 6002','category':'CONFLICT'}"));
    assertThat(write(update(1)))
        .containsExactly(new Rejected("CONFLICT", "Existing ID: 6002", false, Set.of("email")));
  }

  @Test
  void theRowForWhichAWholeCallIsRefusedIsFoundByHalving() {
    wire.server.stubFor(
        post(UPDATE)
            .atPriority(1)
            .withRequestBody(containing("\"id\":\"5\""))
            .willReturn(json(400, VALIDATION)));
    for (int id = 0; id < 8; id++) {
      wire.server.stubFor(
          post(UPDATE)
              .atPriority(5)
              .withRequestBody(containing("\"id\":\"" + id + "\""))
              .willReturn(
                  json(
                      200,
                      batch(
                          IntStream.range(0, 8)
                              .mapToObj(i -> result(i, "t" + i, "'firstname':'Ann'"))
                              .toList(),
                          List.of()))));
    }
    List<WriteOutcome> outcomes =
        write(IntStream.range(0, 8).mapToObj(i -> update(i)).toArray(RecordWrite[]::new));
    assertThat(outcomes.get(5))
        .isEqualTo(new Rejected("VALIDATION_ERROR", "Property values were not valid", false));
    assertThat(outcomes.stream().filter(Accepted.class::isInstance)).hasSize(7);
    assertThat(wire.calls).hasSize(7);
  }

  @Test
  void rowsWithAnUnknownPropertyAreRefusedAtOnceAndTheOthersSent() {
    String unknown =
        "{'status':'error','category':'VALIDATION_ERROR','message':'no','errors':[{'message':'m',"
            + "'code':'PROPERTY_DOESNT_EXIST','context':{'propertyName':['shoe']}}]}";
    wire.onPost(
        UPDATE,
        json(400, unknown),
        json(200, batch(List.of(result(1, "t1", "'firstname':'Ann'")), List.of())));
    RecordWrite bad =
        RecordWrite.update(RecordKey.contact("2"), Map.of("shoe", Value.text("4")), "t2");
    List<WriteOutcome> outcomes = write(update(1), bad);
    assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
    assertThat(outcomes.get(1))
        .isEqualTo(new Rejected("PROPERTY_DOESNT_EXIST", "no", false, Set.of("shoe")));
    assertThat(wire.calls).hasSize(2);
  }

  @Test
  void aMissingTokenPropertyIsAQuestionForTheAdmin() {
    wire.onPost(
        UPDATE,
        json(
            400,
            "{'status':'error','category':'VALIDATION_ERROR','errors':["
                + "{'code':'PROPERTY_DOESNT_EXIST',"
                + "'context':{'propertyName':['leadloop_token']}}]}"));
    assertThatThrownBy(() -> write(update(1), update(2)))
        .isInstanceOf(CrmException.class)
        .hasMessageContaining("unknown properties leadloop_token");
    assertThat(wire.calls).hasSize(1);
  }

  @Test
  void aRuleOfTheAccountDoesNotPassByItself() {
    for (String code :
        List.of("MISSING_CONDITIONAL_REQUIRED_PROPERTY", "MISSING_REQUIRED_PROPERTY")) {
      wire.onPost(
          UPSERT,
          json(
              400,
              "{'status':'error','message':'m','category':'VALIDATION_ERROR','errors':[{'code':'"
                  + code
                  + "'}]}"));
      assertThat(write(create(1))).containsExactly(new Rejected(code, "m", false));
    }
  }

  static Stream<ResponseDefinitionBuilder> unreadable() {
    return Stream.of(
        aResponse().withStatus(200),
        aResponse().withStatus(200).withBody("<html/>"),
        json(200, "{'status':'COMPLETE','results':[{'id':'1'"),
        json(200, "{}"),
        json(200, "{'status':'COMPLETE','results':[]}"),
        json(500, "{}"),
        json(503, "{}"),
        aResponse().withStatus(502).withBody("<html/>"),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
        aResponse().withFault(Fault.EMPTY_RESPONSE));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void anAnswerThatCannotBeReadLeavesTheOutcomeOpen(ResponseDefinitionBuilder answer) {
    wire.onPost(UPDATE, answer);
    wire.onPost(UPSERT, answer);
    assertThat(write(update(1), create(2))).hasSize(2).allMatch(Unknown.class::isInstance);
  }

  @Test
  void aRefusalAfterALostAnswerLeavesTheOutcomeOpen() {
    wire.onPost(
        UPDATE,
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        json(401, "{'status':'error','category':'INVALID_AUTHENTICATION'}"));
    assertThat(write(update(1))).allMatch(Unknown.class::isInstance);
  }

  @Test
  void throwsWhenNothingWasWritten() {
    wire.onPost(UPSERT, spentDay());
    assertThatThrownBy(() -> write(create(1))).isInstanceOf(CrmException.class);
  }

  private static ResponseDefinitionBuilder spentDay() {
    return json(429, "{'status':'error','message':'You have reached your daily limit.'}");
  }

  @Test
  void keepsWhatWasWrittenBeforeTheDayWasSpent() {
    wire.onPost(UPSERT, spentDay());
    wire.onPost(UPDATE, json(200, batch(List.of(result(1, "t1", "'firstname':'Ann'")), List.of())));
    List<WriteOutcome> outcomes = write(create(2), update(1));
    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("DAILY");
              assertThat(refused.passing()).isTrue();
            });
    assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
  }

  @Test
  void aLockedRecordPasses() {
    wire.onPost(UPDATE, json(423, "{'status':'error','message':'Locked'}"));
    assertThat(write(update(1))).containsExactly(new Rejected("LOCKED", "Locked", true));
  }

  @Test
  void twoWritesOfOneRecordNeverGoInOneCall() {
    List<RecordWrite> writes =
        IntStream.range(0, 205)
            .mapToObj(
                i ->
                    i == 100
                        ? RecordWrite.update(RecordKey.contact("3"), Map.of(), "again")
                        : update(i))
            .toList();
    List<List<Integer>> groups = WriteGroups.of(writes);
    assertThat(groups.stream().mapToInt(List::size)).containsExactly(100, 100, 5);
    assertThat(groups.get(0)).contains(3).doesNotContain(100);
    assertThat(groups.get(1)).contains(100);
  }

  @Test
  void valuesGoInHubSpotsForm() {
    Map<Value, String> forms =
        Map.of(
            new Value(Type.MULTI_SELECT, ";a;b"), "a;b",
            new Value(Type.NUMBER, "1E+3"), "1000",
            new Value(Type.BOOLEAN, "TRUE"), "true",
            new Value(Type.DATE, "2026-11-21"), "2026-11-21",
            new Value(Type.DATETIME, "2026-11-21T10:00:00+02:00"), "2026-11-21T08:00:00Z",
            new Value(Type.DATETIME, "soon"), "soon",
            new Value(Type.NUMBER, "many"), "many",
            new Value(Type.TEXT, " a "), " a ",
            new Value(Type.DATE, ""), "");
    forms.forEach((value, text) -> assertThat(HubSpotValue.text(value)).isEqualTo(text));
  }
}
