package io.leadloop.salesforce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.leadloop.salesforce.StubSalesforce.composite;
import static io.leadloop.salesforce.StubSalesforce.compositeBody;
import static io.leadloop.salesforce.StubSalesforce.error;
import static io.leadloop.salesforce.StubSalesforce.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {
  private final StubSalesforce salesforce = new StubSalesforce();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private static String id(int number) {
    return "00Q%012dAAA".formatted(number);
  }

  private static RecordWrite update(int number) {
    return RecordWrite.update(
        RecordKey.salesforce("Lead", id(number)),
        Map.of("Phone", Value.text("1")),
        "s-1-" + number);
  }

  private static RecordWrite create(int number) {
    return RecordWrite.create(
        "Lead", "5" + number, Map.of("LastName", Value.text("L" + number)), "s-1-" + number);
  }

  private static String done(int number) {
    return "{\"id\":\"%s\",\"success\":true,\"errors\":[]}".formatted(id(number));
  }

  private static String created(int number) {
    return "{\"id\":\"%s\",\"success\":true,\"created\":true,\"errors\":[]}".formatted(id(number));
  }

  private static String failed(String code, String message) {
    return "{\"success\":false,\"errors\":[{\"statusCode\":\"%s\",\"message\":\"%s\",\"fields\":[]}]}"
        .formatted(code, message);
  }

  private static String list(String... results) {
    return "[" + String.join(",", results) + "]";
  }

  private static String list(Stream<String> results) {
    return results.collect(Collectors.joining(",", "[", "]"));
  }

  private List<WriteOutcome> write(RecordWrite... writes) {
    return salesforce.crm().write(List.of(writes), Lane.LIVE, WritePermit.GIVEN);
  }

  private static WriteOutcome accepted(int number, boolean created) {
    return new WriteOutcome.Accepted(RecordKey.salesforce("Lead", id(number)), created, null);
  }

  @Test
  void createsByKeyAndUpdatesByIdInSeparateCalls() {
    salesforce.answer(
        "composite",
        composite(list(created(1), created(2).replace("\"created\":true", "\"created\":false"))),
        composite(list(done(3))));

    List<WriteOutcome> outcomes = write(create(1), update(3), create(2));

    assertThat(outcomes).containsExactly(accepted(1, true), accepted(3, false), accepted(2, false));
    assertThat(salesforce.calls)
        .containsExactly("login live ok", "upsert live ok", "update live ok");
    JsonNode creates = salesforce.requests().get(0).at("/compositeRequest/0");
    assertThat(creates.path("method").asText()).isEqualTo("PATCH");
    assertThat(creates.path("url").asText())
        .isEqualTo("/services/data/v65.0/composite/sobjects/Lead/Leadloop_Key__c");
    assertThat(creates.at("/body/allOrNone").booleanValue()).isFalse();
    assertThat(creates.at("/body/records/0"))
        .isEqualTo(
            StubSalesforce.parse(
                """
                {"attributes":{"type":"Lead"},"LastName":"L1","Leadloop_Key__c":"51",
                 "Leadloop_Token__c":"s-1-1"}"""));
    JsonNode updates = salesforce.requests().get(1).at("/compositeRequest/0");
    assertThat(updates.path("url").asText()).isEqualTo("/services/data/v65.0/composite/sobjects");
    assertThat(updates.at("/body/records/0"))
        .isEqualTo(
            StubSalesforce.parse(
                """
                {"attributes":{"type":"Lead"},"id":"%s","Phone":"1","Leadloop_Token__c":"s-1-3"}"""
                    .formatted(id(3))));
  }

  @Test
  void assignsByRulesOnCreatesAndNeverOnUpdates() {
    salesforce.answer("composite", composite(list(created(1))), composite(list(done(2))));

    write(create(1), update(2));

    assertThat(salesforce.logged().get(0).getHeader("Sforce-Auto-Assign")).isEqualTo("TRUE");
    assertThat(salesforce.logged().get(1).getHeader("Sforce-Auto-Assign")).isEqualTo("FALSE");
    assertThat(salesforce.requests())
        .extracting(
            request -> request.at("/compositeRequest/0/httpHeaders/Sforce-Auto-Assign").asText())
        .containsExactly("TRUE", "FALSE");
  }

  @Test
  void leavesTheOwnerAloneOnCreatesToo() {
    salesforce.answer("composite", composite(list(created(1))));

    salesforce
        .crm(salesforce.settings().withAssignment(Assignment.OWNER))
        .write(List.of(create(1)), Lane.LIVE, WritePermit.GIVEN);

    assertThat(salesforce.logged().get(0).getHeader("Sforce-Auto-Assign")).isEqualTo("FALSE");
  }

  @Test
  void aThousandUpdatesAreOneCall() {
    salesforce.answer(
        "composite",
        composite(
            IntStream.range(0, 5)
                .mapToObj(
                    part ->
                        list(
                            IntStream.range(part * 200, part * 200 + 200)
                                .mapToObj(WriteTest::done)))
                .toArray(String[]::new)));
    RecordWrite[] writes =
        IntStream.range(0, 1_000).mapToObj(WriteTest::update).toArray(RecordWrite[]::new);

    assertThat(write(writes)).hasSize(1_000).endsWith(accepted(999, false));
    assertThat(salesforce.logged()).hasSize(1);
  }

  @Test
  void leadsAndContactsTravelInOneCall() {
    String contactId = "003000000000001AAA";
    salesforce.answer(
        "composite", composite(list(done(1)), list(done(1).replace(id(1), contactId))));
    RecordKey contact = RecordKey.salesforce("Contact", contactId);

    assertThat(write(update(1), RecordWrite.update(contact, Map.of(), "t")))
        .containsExactly(accepted(1, false), new WriteOutcome.Accepted(contact, false, null));
  }

  @Test
  void oneBadRecordDoesNotStopTheOthers() {
    salesforce.answer(
        "composite",
        composite(
            list(
                done(1),
                failed("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead"),
                "{\"success\":false,\"errors\":[{\"statusCode\":\"STRING_TOO_LONG\",\"message\":"
                    + "\"Last Name: data value too large\",\"fields\":[\"LastName\"]}]}",
                done(4))));

    assertThat(write(update(1), update(2), update(3), update(4)))
        .containsExactly(
            accepted(1, false),
            new WriteOutcome.Rejected(
                "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", false),
            new WriteOutcome.Rejected(
                "STRING_TOO_LONG",
                "Last Name: data value too large (LastName)",
                false,
                Set.of("LastName")),
            accepted(4, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duplicate value found: Leadloop_Key__c duplicates value on record with id: 00Q000000000007",
        "doppelter Wert gefunden: Leadloop_Key__c enthält den Wert des Datensatzes 00Q000000000007",
        "値が重複しています: Leadloop_Key__c (00Q000000000007)"
      })
  void aFieldThatMustBeUniqueIsNamedInWordsOfAnyLanguage(String words) {
    salesforce.answer("composite", composite(list(failed("DUPLICATE_VALUE", words))));

    assertThat(write(update(1)))
        .containsExactly(
            new WriteOutcome.Rejected("DUPLICATE_VALUE", words, false, Set.of("Leadloop_Key__c")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"duplicateResult", "duplicateResut"})
  void duplicatesAreNamedHoweverTheVendorSpellsThem(String spelling) {
    salesforce.answer(
        "composite",
        composite(
            list(
                """
                {"success":false,"errors":[{"statusCode":"DUPLICATES_DETECTED",
                 "message":"Use one of these records?","fields":[],
                 "%s":{"allowSave":true,"duplicateRule":"Standard_Rule",
                  "matchResults":[{"entityType":"Lead","matchRecords":[
                   {"matchConfidence":100.0,"record":{"attributes":{"type":"Lead",
                    "url":"/services/data/v65.0/sobjects/Lead/00Q000000000007AAA"},
                    "Id":"00Q000000000007AAA"}}]}]}}]}"""
                    .formatted(spelling))));

    assertThat(write(create(1)))
        .containsExactly(
            new WriteOutcome.Rejected(
                "DUPLICATES_DETECTED",
                "Use one of these records? Matches: Lead 00Q000000000007AAA.",
                false));
  }

  @Test
  void lockedRowsAreTriedOnceMore() {
    String locked = failed("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access");
    salesforce.answer(
        "composite", composite(list(done(1), locked, locked)), composite(list(done(2), locked)));

    assertThat(write(update(1), update(2), update(3)))
        .containsExactly(
            accepted(1, false),
            accepted(2, false),
            new WriteOutcome.Rejected(
                "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access", true));
    assertThat(salesforce.logged()).hasSize(2);
    assertThat(salesforce.requests().get(1).at("/compositeRequest/0/body/records")).hasSize(2);
  }

  @Test
  void aValueOfAnotherFormNeverTravels() {
    salesforce.answer("composite", composite(list(done(2))));
    RecordWrite bad =
        RecordWrite.update(
            RecordKey.salesforce("Lead", id(1)),
            Map.of("Budget__c", new Value(Type.NUMBER, "much")),
            "t");

    assertThat(write(bad, update(2)))
        .containsExactly(
            new WriteOutcome.Rejected(
                "INVALID_VALUE", "The value of Budget__c has not the form of its type.", false),
            accepted(2, false));
  }

  @Test
  void aCollectionThatIsRefusedAsAWholeIsSplitUntilTheBadRowIsFound() {
    String refusal = "[{\"message\":\"bad row\",\"errorCode\":\"JSON_PARSER_ERROR\"}]";
    ResponseDefinitionBuilder badHalf =
        json(
            200,
            compositeBody(400, refusal, "\"\"")
                .replaceFirst(
                    "\\{\"body\":\"\",\"httpHeaders\":\\{},\"httpStatusCode\":400",
                    "{\"body\":[%s,%s],\"httpHeaders\":{},\"httpStatusCode\":200"
                        .formatted(done(3), done(4))));
    salesforce.answer(
        "composite",
        json(200, compositeBody(400, refusal)),
        badHalf,
        json(
            200,
            compositeBody(400, refusal, "\"\"")
                .replaceFirst(
                    "\\{\"body\":\"\",\"httpHeaders\":\\{},\"httpStatusCode\":400",
                    "{\"body\":[%s],\"httpHeaders\":{},\"httpStatusCode\":200"
                        .formatted(done(2)))));

    assertThat(write(update(1), update(2), update(3), update(4)))
        .containsExactly(
            new WriteOutcome.Rejected("JSON_PARSER_ERROR", "bad row", false),
            accepted(2, false),
            accepted(3, false),
            accepted(4, false));
  }

  @Test
  void aFaultOfEveryRowIsNotSplitForEver() {
    String refusal = "[{\"message\":\"No such column 'X'\",\"errorCode\":\"INVALID_FIELD\"}]";
    salesforce.answer(
        "composite",
        json(200, compositeBody(400, refusal)),
        json(200, compositeBody(400, refusal, refusal)),
        json(200, compositeBody(400, refusal, refusal, refusal, refusal)));
    RecordWrite[] writes =
        IntStream.range(0, 200).mapToObj(WriteTest::update).toArray(RecordWrite[]::new);

    assertThat(write(writes))
        .hasSize(200)
        .containsOnly(new WriteOutcome.Rejected("INVALID_FIELD", "No such column 'X'", false));
    assertThat(salesforce.logged()).hasSize(3);
  }

  static Stream<Arguments> unknowns() {
    return Stream.of(
        Arguments.of("empty", json(200, "")),
        Arguments.of("cut", json(200, "{\"compositeResponse\":[{\"body\":[")),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("503", aResponse().withStatus(503).withBody("<html>")),
        Arguments.of("no part", composite()),
        Arguments.of("short list", composite(list(done(1)))),
        Arguments.of("null body", composite("null")),
        Arguments.of("part failed", json(200, compositeBody(500, "[]"))),
        Arguments.of("other records", composite(list(done(8), done(9)))),
        Arguments.of("other shape", composite(list("{}", "{}"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unknowns")
  void whatNobodyKnowsIsUnknownAndNeverRepeated(String name, ResponseDefinitionBuilder reply) {
    salesforce.answer("composite", reply);

    assertThat(write(update(1), update(2)))
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class));
    assertThat(salesforce.logged()).hasSize(1);
  }

  @Test
  void afterALostAnswerTheRestIsNotSent() {
    salesforce.answer("composite", aResponse().withFault(Fault.EMPTY_RESPONSE));
    List<RecordWrite> writes = new ArrayList<>(List.of(create(1)));
    writes.add(update(2));

    List<WriteOutcome> outcomes = salesforce.crm().write(writes, Lane.LIVE, WritePermit.GIVEN);

    assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.passing()).isTrue();
              assertThat(rejected.message()).startsWith("Not sent: ");
            });
    assertThat(salesforce.logged()).hasSize(1);
  }

  @Test
  void aLimitBeforeAnythingWasSentIsThrown() {
    salesforce.answer(
        "composite", error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));

    assertThatThrownBy(() -> write(create(1), update(2)))
        .isInstanceOfSatisfying(
            CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.LIMIT));
    assertThat(salesforce.calls).endsWith("upsert live limited");
  }

  @Test
  void aLimitInTheMiddleKeepsWhatWasDone() {
    salesforce.answer(
        "composite",
        composite(list(created(1))),
        error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));

    List<WriteOutcome> outcomes = write(create(1), update(2));

    assertThat(outcomes.get(0)).isEqualTo(accepted(1, true));
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
              assertThat(rejected.passing()).isTrue();
            });
  }

  @Test
  void nothingToWriteIsNoCall() {
    assertThat(write()).isEmpty();
    assertThat(salesforce.calls).isEmpty();
  }
}
