package io.leadloop.salesforce;

import static io.leadloop.salesforce.StubSalesforce.composite;
import static io.leadloop.salesforce.StubSalesforce.json;
import static io.leadloop.salesforce.StubSalesforce.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm.Matches;
import io.leadloop.sync.Crm.Person;
import io.leadloop.sync.Lane;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FindTest {
  private static final String LEAD_1 = "00Q000000000001EAA";
  private static final String LEAD_2 = "00Q000000000002EAA";
  private static final String CONTACT_1 = "003000000000001AAA";
  private final StubSalesforce salesforce = new StubSalesforce();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private static Person person(String hubspotId, String email) {
    return new Person(RecordKey.contact(hubspotId), email);
  }

  private static String row(String id, String key, String email, String convertedContact) {
    String type = id.startsWith("003") ? "Contact" : "Lead";
    return """
        {"attributes":{"type":"%s"},"Id":"%s","SystemModstamp":"2026-11-21T20:00:05.000+0000",
         "LastModifiedById":"005000000000009AAA","Leadloop_Key__c":%s,"Email":%s,
         "IsConverted":%s,"ConvertedContactId":%s}"""
        .formatted(
            type, id, text(key), text(email), !convertedContact.isEmpty(), text(convertedContact));
  }

  private static String text(String value) {
    return value.isEmpty() ? "null" : "\"" + value + "\"";
  }

  private Map<Person, Matches> find(Person... people) {
    return salesforce.crm().find(List.of(people), Lane.LIVE);
  }

  private static List<String> ids(List<Snapshot> records) {
    return records.stream().map(snapshot -> snapshot.key().id()).toList();
  }

  @Test
  void findsByKeyAndByAddressInOneCall() {
    salesforce.answer(
        "composite",
        composite(
            rows(row(LEAD_1, "51", "Ada@Example.com", ""), row(LEAD_2, "", "bob@x.example", "")),
            rows(row(CONTACT_1, "", "ada@example.com", ""))));
    Person ada = person("51", "ada@example.com");
    Person bob = person("52", "BOB@x.example");
    Person nobody = person("53", "");

    Map<Person, Matches> found = find(ada, bob, nobody);

    assertThat(ids(found.get(ada).byKey())).containsExactly(LEAD_1);
    assertThat(ids(found.get(ada).byEmail())).containsExactly(CONTACT_1);
    assertThat(found.get(bob).byKey()).isEmpty();
    assertThat(ids(found.get(bob).byEmail())).containsExactly(LEAD_2);
    assertThat(found.get(nobody)).isEqualTo(Matches.NONE);
    assertThat(salesforce.logged()).hasSize(1);
    String url = salesforce.requests().get(0).at("/compositeRequest/0/url").asText();
    assertThat(URLDecoder.decode(url, StandardCharsets.UTF_8))
        .endsWith(
            " FROM Lead WHERE Leadloop_Key__c IN ('51','52','53')"
                + " OR Email IN ('ada@example.com','bob@x.example')");
  }

  @Test
  void aConvertedLeadIsReplacedByItsContact() {
    salesforce.answer(
        "composite", composite(rows(row(LEAD_1, "51", "ada@example.com", CONTACT_1)), rows()));
    salesforce.answer(
        "composite/sobjects/Contact",
        json(200, "[" + row(CONTACT_1, "", "ada@new.example", "") + "]"));
    Person byKey = person("51", "");
    Person byAddress = person("52", "ada@example.com");

    Map<Person, Matches> found = find(byKey, byAddress);

    assertThat(ids(found.get(byKey).byKey())).containsExactly(CONTACT_1);
    assertThat(found.get(byKey).byEmail()).isEmpty();
    assertThat(ids(found.get(byAddress).byEmail())).containsExactly(CONTACT_1);
    assertThat(found.get(byAddress).byKey()).isEmpty();
  }

  @Test
  void aContactThatWasFoundAnywayIsNotReadAgainAndCountsOnce() {
    salesforce.answer(
        "composite",
        composite(
            rows(row(LEAD_1, "", "ada@example.com", CONTACT_1)),
            rows(row(CONTACT_1, "51", "ada@example.com", ""))));
    Person ada = person("51", "ada@example.com");

    Map<Person, Matches> found = find(ada);

    assertThat(ids(found.get(ada).byKey())).containsExactly(CONTACT_1);
    assertThat(found.get(ada).byEmail()).isEmpty();
    assertThat(salesforce.logged()).hasSize(1);
  }

  @Test
  void aConvertedLeadWhoseContactIsGoneStandsForNobody() {
    salesforce.answer(
        "composite", composite(rows(row(LEAD_1, "51", "ada@example.com", CONTACT_1)), rows()));
    salesforce.answer("composite/sobjects/Contact", json(200, "[null]"));
    Person ada = person("51", "ada@example.com");

    assertThat(find(ada).get(ada)).isEqualTo(Matches.NONE);
  }

  @Test
  void severalWithOneAddressAreAllShown() {
    salesforce.answer(
        "composite",
        composite(
            rows(row(LEAD_1, "", "ada@example.com", ""), row(LEAD_2, "99", "ADA@example.com", "")),
            rows()));
    Person ada = person("51", "ada@example.com");

    assertThat(ids(find(ada).get(ada).byEmail())).containsExactly(LEAD_1, LEAD_2);
  }

  @Test
  void aThousandPeopleNeedOneCall() {
    salesforce.answer("composite", composite(rows(), rows()));
    Person[] people =
        IntStream.range(0, 1_000)
            .mapToObj(i -> person("10000000" + i, "someone.with.a.name" + i + "@company.example"))
            .toArray(Person[]::new);

    assertThat(find(people)).hasSize(1_000);
    assertThat(salesforce.logged()).hasSize(1);
  }

  @Test
  void longQueriesAreSplit() {
    SalesforceSettings settings =
        salesforce.settings().withBatchSizes(new BatchSizes(200, 50, 5, 2_000, 400, 1 << 26));
    List<Person> people =
        IntStream.range(0, 40).mapToObj(i -> person("5" + i, "p'" + i + "@example.com")).toList();

    List<PeopleQueries.Query> queries =
        new PeopleQueries(settings, new Records(settings, Optional::empty)).queries(people);

    assertThat(queries)
        .hasSizeGreaterThan(4)
        .allSatisfy(query -> assertThat(query.soql()).hasSizeLessThanOrEqualTo(400));
    for (String object : List.of("Lead", "Contact")) {
      String all =
          queries.stream()
              .filter(query -> query.object().equals(object))
              .map(PeopleQueries.Query::soql)
              .collect(Collectors.joining());
      assertThat(people)
          .allSatisfy(
              person ->
                  assertThat(all)
                      .contains(Soql.quoted(person.otherSide().id()), Soql.quoted(person.email())));
    }
  }

  @Test
  void asksInSeveralCallsWhatDoesNotFitIntoOne() {
    salesforce.answer("composite", composite(rows()));
    SalesforceSettings settings =
        salesforce.settings().withBatchSizes(new BatchSizes(200, 50, 1, 2_000, 90_000, 1 << 26));

    salesforce.crm(settings).find(List.of(person("51", "ada@example.com")), Lane.LIVE);

    assertThat(salesforce.logged()).hasSize(2);
  }

  @Test
  void addressesThatSalesforceCannotHoldAreNotAskedFor() {
    salesforce.answer("composite", composite(rows(), rows()));

    find(person("51", "x".repeat(5_000) + "@example.com"));

    assertThat(salesforce.requests().get(0).at("/compositeRequest/0/url").asText())
        .hasSizeLessThan(500);
  }

  @Test
  void nobodyIsNoCall() {
    assertThat(find()).isEmpty();
    assertThat(salesforce.calls).isEmpty();
  }
}
