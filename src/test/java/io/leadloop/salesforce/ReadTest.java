package io.leadloop.salesforce;

import static io.leadloop.salesforce.StubSalesforce.composite;
import static io.leadloop.salesforce.StubSalesforce.error;
import static io.leadloop.salesforce.StubSalesforce.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadTest {
  private final StubSalesforce salesforce = new StubSalesforce();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private static String record(String id, String extra) {
    return """
        {"Id":"%s","SystemModstamp":"2026-11-21T20:00:05.000+0000",
         "LastModifiedById":"005000000000009AAA"%s}"""
        .formatted(id, extra);
  }

  private static RecordKey lead(String id) {
    return RecordKey.salesforce("Lead", id);
  }

  @Test
  void readsOneKindWithoutAComposite() {
    salesforce.answer(
        "composite/sobjects/Lead",
        json(200, "[" + record("00Q000000000001EAA", ",\"Phone\":\"1\"") + ",null]"));

    Map<RecordKey, Snapshot> read =
        salesforce
            .crm()
            .read(List.of(lead("00Q000000000001EAA"), lead("00Q000000000002EAA")), Lane.LIVE);

    assertThat(read).containsOnlyKeys(lead("00Q000000000001EAA"));
    assertThat(read.get(lead("00Q000000000001EAA")).shows("Phone")).isEqualTo("1");
    assertThat(salesforce.requests().get(0).path("ids")).hasSize(2);
    assertThat(salesforce.calls).endsWith("retrieve live ok", "deleted live ok");
  }

  @Test
  void answersUnderTheKeyThatWasAskedFor() {
    salesforce.answer(
        "composite/sobjects/Lead", json(200, "[" + record("00Q000000000001EAA", "") + "]"));

    Map<RecordKey, Snapshot> read =
        salesforce.crm().read(List.of(lead("00Q000000000001")), Lane.LIVE);

    assertThat(read.get(lead("00Q000000000001")).key()).isEqualTo(lead("00Q000000000001EAA"));
    assertThat(salesforce.requests().get(0).at("/ids/0").asText()).isEqualTo("00Q000000000001EAA");
  }

  @Test
  void readsBothKindsInOneCall() {
    salesforce.answer(
        "composite",
        composite(
            "[" + record("00Q000000000001EAA", "") + "]",
            "[" + record("003000000000001AAA", "") + "]"));
    RecordKey contact = RecordKey.salesforce("Contact", "003000000000001AAA");

    Map<RecordKey, Snapshot> read =
        salesforce.crm().read(List.of(lead("00Q000000000001EAA"), contact), Lane.LIVE);

    assertThat(read).hasSize(2).containsKey(contact);
    assertThat(salesforce.logged()).hasSize(1);
    assertThat(salesforce.requests().get(0).at("/compositeRequest/1/url").asText())
        .isEqualTo("/services/data/v65.0/composite/sobjects/Contact");
    assertThat(salesforce.requests().get(0).at("/compositeRequest/1/method").asText())
        .isEqualTo("POST");
  }

  @Test
  void splitsByTheNumberOfIds() {
    salesforce.answer("composite", composite("[null,null]", "[null]"));
    SalesforceSettings settings =
        salesforce.settings().withBatchSizes(new BatchSizes(200, 50, 5, 2, 90_000, 1 << 26));
    List<RecordKey> keys =
        IntStream.range(0, 3).mapToObj(i -> lead("00Q%015d".formatted(i))).toList();

    assertThat(salesforce.crm(settings).read(keys, Lane.LIVE)).isEmpty();
    assertThat(salesforce.calls)
        .containsExactly("login live ok", "retrieve live ok", "deleted live ok");
  }

  @Test
  void aMergedRecordIsReadAsTheOneItWasMergedInto_P2() {
    String loser = "00Q000000000001EAA";
    String master = "00Q000000000002EAA";
    salesforce.answer(
        "composite/sobjects/Lead",
        json(200, "[null]"),
        json(200, "[" + record(master, ",\"Phone\":\"1\"") + "]"));
    salesforce.bin(record(loser, ",\"MasterRecordId\":\"" + master + "\""));

    Map<RecordKey, Snapshot> read = salesforce.crm().read(List.of(lead(loser)), Lane.LIVE);

    assertThat(read).containsOnlyKeys(lead(loser));
    assertThat(read.get(lead(loser)).key()).isEqualTo(lead(master));
    assertThat(read.get(lead(loser)).shows("Phone")).isEqualTo("1");
  }

  @Test
  void onlyWhatTheBinHoldsIsDeleted_P6() {
    String deleted = "00Q000000000001EAA";
    salesforce.bin(record(deleted, ",\"MasterRecordId\":null"));

    assertThat(
            salesforce.crm().deleted(List.of(lead(deleted), lead("00Q000000000002EAA")), Lane.LIVE))
        .containsExactly(Map.entry(lead(deleted), Instant.parse("2026-11-21T20:00:05Z")));
  }

  @Test
  void nothingToReadIsNoCall() {
    SalesforceCrm crm = salesforce.crm();

    assertThat(crm.read(List.of(), Lane.LIVE)).isEmpty();
    assertThat(crm.read(List.of(lead("no id")), Lane.LIVE)).isEmpty();
    assertThat(salesforce.calls).isEmpty();
  }

  @Test
  void aShortListIsGarbled() {
    salesforce.answer("composite/sobjects/Lead", json(200, "[null]"));

    assertThatThrownBy(
            () ->
                salesforce
                    .crm()
                    .read(
                        List.of(lead("00Q000000000001EAA"), lead("00Q000000000002EAA")), Lane.LIVE))
        .isInstanceOfSatisfying(
            CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.GARBLED))
        .hasMessageContaining("2 x Lead");
  }

  @Test
  void numbersAndBooleansArePlain() {
    salesforce.answer(
        "composite/sobjects/Lead",
        json(
            200,
            "["
                + record(
                    "00Q000000000001EAA",
                    ",\"phone\":50.00,\"Company\":false,\"LastName\":1.5E3,\"Email\":0.0")
                + "]"));

    Snapshot read =
        salesforce
            .crm()
            .read(List.of(lead("00Q000000000001EAA")), Lane.LIVE)
            .get(lead("00Q000000000001EAA"));

    assertThat(read.fields())
        .isEqualTo(Map.of("Phone", "50", "Company", "false", "LastName", "1500", "Email", "0"));
  }

  @Test
  void aRecordWithoutItsTimeIsGarbled() {
    salesforce.answer("composite/sobjects/Lead", json(200, "[{\"Id\":\"00Q000000000001EAA\"}]"));

    assertThatThrownBy(() -> salesforce.crm().read(List.of(lead("00Q000000000001EAA")), Lane.LIVE))
        .hasMessageContaining("SystemModstamp");
  }

  @Test
  void aLimitIsALimit() {
    salesforce.answer(
        "composite/sobjects/Lead",
        error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));

    assertThatThrownBy(() -> salesforce.crm().read(List.of(lead("00Q000000000001EAA")), Lane.LIVE))
        .isInstanceOfSatisfying(
            CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.LIMIT));
  }
}
