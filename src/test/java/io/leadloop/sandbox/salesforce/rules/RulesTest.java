package io.leadloop.sandbox.salesforce.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules alone, as any likeness of Salesforce may keep them. */
class RulesTest {
  @Test
  void textIsTrimmedAndNeverCut() {
    assertThat(TextRule.kept("  a b ")).isEqualTo("a b");
    assertThat(TextRule.kept(" ")).isNull();
    assertThat(TextRule.refuse("City", 3, "abc")).isNull();
    assertThat(TextRule.refuse("City", 3, "abcd"))
        .isEqualTo(
            new Refusal("STRING_TOO_LONG", "City: data value too large: abcd (max length=3)"));
  }

  @Test
  void addressesHaveAForm() {
    assertThat(EmailRule.refuse("Email", "Ada@Acme.example")).isNull();
    assertThat(EmailRule.refuse("Email", "ada@acme"))
        .isEqualTo(new Refusal("INVALID_EMAIL_ADDRESS", "Email: invalid email address: ada@acme"));
  }

  @Test
  void restrictedPicklistsTakeTheirOwnValuesToTheLetter() {
    List<String> values = List.of("Hot", "Cold");
    assertThat(PicklistRule.refuse("Rating", values, false, "Hot")).isNull();
    assertThat(PicklistRule.refuse("Rating", values, false, "hot"))
        .isEqualTo(
            new Refusal(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                "Rating: bad value for restricted picklist field: hot"));
    assertThat(PicklistRule.refuse("Tags", values, true, "Hot;Cold")).isNull();
    assertThat(PicklistRule.refuse("Tags", values, false, "Hot;Cold")).isNotNull();
  }

  @Test
  void numbersAreRoundedAndMomentsLoseTheirMillis() {
    assertThat(NumberRule.kept(1, new BigDecimal("7.25"))).isEqualTo(7.3);
    assertThat(NumberRule.refuse("Budget", 3, 1, 99.9)).isNull();
    assertThat(NumberRule.refuse("Budget", 3, 1, 100)).isNotNull();
    assertThat(MomentRule.kept(Instant.parse("2026-11-21T10:00:00.999Z")))
        .isEqualTo("2026-11-21T10:00:00Z");
  }

  @Test
  void caseDoesNotMakeAValueAnotherOne() {
    assertThat(UniqueRule.key("Ab")).isEqualTo(UniqueRule.key("aB"));
    assertThat(UniqueRule.refusal("Key__c", "00Q5f0000000001").message())
        .isEqualTo(
            "duplicate value found: Key__c duplicates value on record with id: 00Q5f0000000001");
  }

  @Test
  void convertedLeadsAreReadOnly() {
    assertThat(ConvertedLeadRule.refuse(false)).isNull();
    assertThat(ConvertedLeadRule.refuse(true))
        .isEqualTo(new Refusal("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead"));
  }

  @Test
  void duplicatesShareAllFieldsOfAMatch() {
    DuplicateRule.Match match = new DuplicateRule.Match("m", "Lead", List.of("Email", "City"));
    Map<String, String> ada = Map.of("Email", "ada@acme.example", "City", "Brno");
    assertThat(match.same(ada, Map.of("Email", " ADA@acme.example", "City", "brno"))).isTrue();
    assertThat(match.same(ada, Map.of("Email", "ada@acme.example"))).isFalse();
    assertThat(match.same(Map.of(), Map.of())).isFalse();
    DuplicateRule alert = new DuplicateRule("r", "Lead", true, "x", List.of(match));
    assertThat(alert.stops(false)).isTrue();
    assertThat(alert.stops(true)).isFalse();
    assertThat(new DuplicateRule("r", "Lead", false, "x", List.of(match)).stops(true)).isTrue();
  }

  @Test
  void whatIsRequiredIsToldByName() {
    assertThat(RequiredRule.missing(List.of("LastName", "Company"), "Company"::equals))
        .containsExactly("LastName");
    assertThat(RequiredRule.refusal(List.of("LastName")))
        .isEqualTo(
            new Refusal("REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]"));
  }

  @Test
  void historyTellsNoLongText() {
    assertThat(HistoryRule.tellsValues(255, true)).isTrue();
    assertThat(HistoryRule.tellsValues(256, true)).isFalse();
    assertThat(HistoryRule.tellsValues(1_000, false)).isTrue();
  }

  @Test
  void aConversionCarriesWhatAContactHas() {
    assertThat(ConversionRule.onContact("Title", false)).isEqualTo("Title");
    assertThat(ConversionRule.onContact("City", false)).isEqualTo("MailingCity");
    assertThat(ConversionRule.onContact("Mine__c", true)).isEqualTo("Mine__c");
    assertThat(ConversionRule.onContact("Company", false)).isNull();
    assertThat(ConversionRule.fills(null)).isTrue();
    assertThat(ConversionRule.fills("a")).isFalse();
  }
}
