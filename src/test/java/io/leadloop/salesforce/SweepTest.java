package io.leadloop.salesforce;

import static io.leadloop.salesforce.StubSalesforce.composite;
import static io.leadloop.salesforce.StubSalesforce.compositeBody;
import static io.leadloop.salesforce.StubSalesforce.firstRows;
import static io.leadloop.salesforce.StubSalesforce.json;
import static io.leadloop.salesforce.StubSalesforce.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T20:00:00.900Z");
  private final StubSalesforce salesforce = new StubSalesforce();
  private final List<Snapshot> seen = new ArrayList<>();
  private final List<Instant> covered = new ArrayList<>();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private Instant sweep() {
    return salesforce
        .crm()
        .sweep(
            SINCE,
            Lane.LIVE,
            (records, to) -> {
              seen.addAll(records);
              covered.add(to);
            });
  }

  private static String lead(int number, String second) {
    return """
        {"attributes":{"type":"Lead"},"Id":"00Q%015d","CreatedDate":"2026-11-20T08:00:00.000+0000","SystemModstamp":"2026-11-21T20:00:%s.500+0000",
         "LastModifiedById":"005000000000009AAA","Leadloop_Key__c":"51","Leadloop_Token__c":null,
         "IsConverted":false,"ConvertedContactId":null,"LastName":"Lovelace","Company":"Analytical",
         "Email":"ada@example.com","Phone":null}"""
        .formatted(number, second);
  }

  private static String contact(int number, String second) {
    return lead(number, second).replace("00Q", "003").replace("\"Lead\"", "\"Contact\"");
  }

  private static Instant at(String second) {
    return Instant.parse("2026-11-21T20:00:" + second + ".500Z");
  }

  @Test
  void asksForBothKindsInOneCall() {
    salesforce.answer("composite", composite(rows(lead(1, "07")), rows(contact(1, "03"))));

    assertThat(sweep()).isEqualTo(at("07"));

    assertThat(salesforce.calls).containsExactly("login live ok", "sweep live ok");
    assertThat(seen)
        .extracting(snapshot -> snapshot.key().label())
        .containsExactly("Contact 003000000000000001", "Lead 00Q000000000000001");
    String url = salesforce.requests().get(0).at("/compositeRequest/0/url").asText();
    assertThat(URLDecoder.decode(url, StandardCharsets.UTF_8))
        .isEqualTo(
            "/services/data/v65.0/query?q=SELECT Id,CreatedDate,SystemModstamp,LastModifiedById,"
                + "Leadloop_Key__c,Leadloop_Token__c,Email,IsConverted,ConvertedContactId,"
                + rest(url)
                + " FROM Lead WHERE SystemModstamp >= 2026-11-21T20:00:00Z"
                + " ORDER BY SystemModstamp,Id");
  }

  /** The mapped fields, in whatever order the settings hold them. */
  private static String rest(String url) {
    String soql = URLDecoder.decode(url, StandardCharsets.UTF_8);
    return soql.substring(soql.indexOf("ContactId,") + 10, soql.indexOf(" FROM"));
  }

  @Test
  void showsTheMappedFieldsOnly() {
    String converted =
        lead(1, "07")
            .replace("\"IsConverted\":false", "\"IsConverted\":true")
            .replace("\"ConvertedContactId\":null", "\"ConvertedContactId\":\"003000000000000009\"")
            .replace("005000000000009AAA", StubSalesforce.OWN_USER)
            .replace("\"Leadloop_Token__c\":null", "\"Leadloop_Token__c\":\"s-1-2\"");
    salesforce.answer("composite", composite(rows(lead(2, "06"), converted), rows()));

    sweep();

    assertThat(seen.get(0))
        .isEqualTo(
            new Snapshot(
                RecordKey.salesforce("Lead", "00Q000000000000002"),
                Map.of("LastName", "Lovelace", "Company", "Analytical", "Email", "ada@example.com"),
                at("06"),
                false,
                null,
                "51",
                Instant.parse("2026-11-20T08:00:00Z")));
    assertThat(seen.get(1).modifiedByUs()).isTrue();
    assertThat(seen.get(1).token()).isEqualTo("s-1-2");
    assertThat(seen.get(1).fields())
        .containsEntry("IsConverted", "true")
        .containsEntry("ConvertedContactId", "003000000000000009");
  }

  @Test
  void promisesOnlyWhatBothKindsHaveReached() {
    String more = "/services/data/v65.0/query/01g-2000";
    salesforce.answer(
        "composite",
        composite(firstRows(more, lead(1, "02"), lead(2, "04")), rows(contact(1, "09"))),
        composite(firstRows(more, lead(3, "06"))),
        composite(rows(lead(4, "08"))));

    assertThat(sweep()).isEqualTo(at("09"));

    assertThat(covered).containsExactly(at("04"), at("06"), at("09"));
    assertThat(seen).hasSize(5);
    assertThat(salesforce.requests().get(1).at("/compositeRequest/0/url").asText()).isEqualTo(more);
    assertThat(salesforce.requests().get(1).path("compositeRequest")).hasSize(1);
  }

  @Test
  void readsTheFurtherPagesOfBothKindsTogether() {
    salesforce.answer(
        "composite",
        composite(
            firstRows("/services/data/v65.0/query/a", lead(1, "05")),
            firstRows("/services/data/v65.0/query/b", contact(1, "03"))),
        composite(rows(lead(2, "06")), rows(contact(2, "04"))));

    assertThat(sweep()).isEqualTo(at("06"));

    assertThat(covered).containsExactly(at("03"), at("06"));
    assertThat(salesforce.logged()).hasSize(2);
  }

  @Test
  void nothingChangedIsNoPage() {
    salesforce.answer("composite", composite(rows(), rows()));

    assertThat(sweep()).isEqualTo(SINCE);
    assertThat(covered).isEmpty();
  }

  @Test
  void aFieldThatIsNotThereIsAQuestionForTheAdmin() {
    String error =
        "[{\"message\":\"\\nPhone, Foo__c FROM Lead\\n  ^\\nERROR at Row:1:Column:12\\nNo such column"
            + " 'Foo__c' on entity 'Lead'.\",\"errorCode\":\"INVALID_FIELD\"}]";
    salesforce.answer("composite", json(200, compositeBody(400, error, error)));

    assertThatThrownBy(this::sweep)
        .isInstanceOfSatisfying(
            CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.QUESTION))
        .hasMessage(
            "Salesforce refused to read what changed: INVALID_FIELD (HTTP 400), No such column"
                + " 'Foo__c' on entity 'Lead'.");
  }

  @Test
  void anAnswerWithTooFewPartsIsGarbled() {
    salesforce.answer("composite", composite(rows()));

    assertThatThrownBy(this::sweep)
        .isInstanceOfSatisfying(
            CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.GARBLED));
    assertThat(salesforce.logged()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"totalSize\":1,\"done\":true}",
        "{\"totalSize\":1,\"done\":true,\"records\":[]}",
        "{\"totalSize\":1,\"done\":false,\"records\":[]}",
        "{\"totalSize\":1,\"done\":true,\"records\":[null]}",
        "null"
      })
  void aPageWithoutItsRowsIsGarbled(String page) {
    salesforce.answer("composite", composite(page, rows()));

    assertThatThrownBy(this::sweep)
        .isInstanceOfSatisfying(
            CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.GARBLED));
  }
}
