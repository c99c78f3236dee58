package io.leadloop.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a value of one side is on the other. */
class FieldRuleTest {
  private static final FieldRule RULE = FieldRule.of("property", "Field");
  private static final Owners OWNERS =
      new Owners(
          Map.of("7", "Ada@Example.com", "8", "bob@example.com"),
          Map.of("005A", "ada@example.com"));

  @Test
  void aTextIsCutBetweenCharactersAndNeverWithinOne() {
    assertThat(given(RULE.cutAt(3), "ab\uD83D\uDE00cd")).isEqualTo("ab\uD83D\uDE00");
    assertThat(given(RULE.cutAt(2), "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"))
        .isEqualTo("\uD83D\uDE00\uD83D\uDE00");
    assertThat(given(RULE.cutAt(5), "abcde")).isEqualTo("abcde");
    assertThat(given(RULE, "abcdef")).isEqualTo("abcdef");
  }

  @Test
  void whatIsNotOfItsFormIsNotWritten() {
    assertThat(misfit(RULE.form(Form.NUMBER), "many")).isEqualTo("not-a-number");
    assertThat(misfit(RULE.form(Form.BOOLEAN), "maybe")).isEqualTo("not-a-boolean");
    assertThat(misfit(RULE.form(Form.DATE), "soon")).isEqualTo("not-a-date");
    assertThat(misfit(RULE.form(Form.DATETIME), "soon")).isEqualTo("not-a-datetime");
  }

  @Test
  void aPhoneIsWrittenAsGivenAndComparedByItsDigits() {
    FieldRule phone = RULE.form(Form.PHONE);
    assertThat(given(phone, " +1 (555) 010 ")).isEqualTo("+1 (555) 010");
    assertThat(phone.agree("+1 555 010", "+1 (555) 010", Owners.NONE)).isTrue();
    assertThat(phone.agree("+1 555 010", "+1 555 011", Owners.NONE)).isFalse();
  }

  @Test
  void aWordThatTheTableDoesNotListFollowsItsPolicy() {
    assertThat(given(table(new UnknownValue.Park()), "hot")).isEqualTo("Hot");
    assertThat(misfit(table(new UnknownValue.Park()), "cold")).isEqualTo("unknown-value");
    assertThat(given(table(new UnknownValue.Pass()), "cold")).isEqualTo("cold");
    assertThat(given(table(new UnknownValue.Default("Other")), "cold")).isEqualTo("Other");
  }

  @Test
  void theFirstPairListedIsTheWayBack() {
    FieldRule rule = table(new UnknownValue.Park());
    assertThat(given(rule, "boiling")).isEqualTo("Hot");
    assertThat(back(rule, "Hot")).isEqualTo("hot");
  }

  @Test
  void everyChoiceOfAMultiSelectIsTranslated() {
    FieldRule rule = table(new UnknownValue.Park()).form(Form.MULTI_SELECT);
    assertThat(given(rule, "warm;hot;boiling")).isEqualTo("Hot;Warm");
    assertThat(misfit(rule, "warm;cold")).isEqualTo("unknown-value");
    assertThat(rule.agree("warm;hot", "Hot;Warm", Owners.NONE)).isTrue();
  }

  @Test
  void anOwnerIsTheActiveUserWithTheSameAddress() {
    FieldRule owner = RULE.form(Form.OWNER);
    assertThat(owner.translate(Side.HUBSPOT, "7", OWNERS)).isEqualTo(new Translated.Fits("005A"));
    assertThat(owner.translate(Side.SALESFORCE, "005A", OWNERS))
        .isEqualTo(new Translated.Fits("7"));
    assertThat(owner.translate(Side.HUBSPOT, "8", OWNERS))
        .isEqualTo(
            new Translated.Misfit(
                "unknown-owner",
                "the owner bob@example.com is no active user with the same e-mail address in"
                    + " Salesforce"));
  }

  @Test
  void anOwnerWhoLeftCanHaveAStandIn() {
    FieldRule owner =
        RULE.form(Form.OWNER)
            .values(
                new ValueTable("owners", List.of(), new UnknownValue.Default("ADA@example.com")));
    assertThat(owner.translate(Side.HUBSPOT, "8", OWNERS)).isEqualTo(new Translated.Fits("005A"));
  }

  @Test
  void aBlankIsFilledInSalesforceAloneAndTheFillerStaysThere() {
    FieldRule rule = RULE.ifBlank("(none)");
    assertThat(given(rule, "")).isEqualTo("(none)");
    assertThat(back(rule, "(none)")).isEmpty();
    assertThat(back(rule, "")).isEmpty();
  }

  @Test
  void aContactHasItsOwnFieldOrNone() {
    assertThat(RULE.contact("Other").field(Side.SALESFORCE, RecordKey.CONTACT)).isEqualTo("Other");
    assertThat(RULE.contact(null).field(Side.SALESFORCE, RecordKey.CONTACT)).isNull();
    assertThat(RULE.contact(null).field(Side.SALESFORCE, RecordKey.LEAD)).isEqualTo("Field");
  }

  @Test
  void handsOffKeepsTheSalesforceFieldAndNothingElse() {
    assertThat(RULE.handsOff(true).writesTo(Side.SALESFORCE)).isFalse();
    assertThat(RULE.handsOff(true).writesTo(Side.HUBSPOT)).isTrue();
  }

  @Test
  void aVendorCutsTrimsAndLowersWhatItIsGiven() {
    assertThat(RULE.couldBecome("Longer than most", "Longer")).isTrue();
    assertThat(RULE.couldBecome("Ada@Example.com ", "ada@example.com")).isTrue();
    assertThat(RULE.couldBecome("Longer", "Longer than most")).isFalse();
    assertThat(RULE.couldBecome("Longer", "")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "54.5, 55, true",
    "54.5, 54, true",
    "54.25, 54.3, true",
    "54.5, 54.50, true",
    "54, 55, false",
    "54.25, 54.4, false",
    "54.5, many, false"
  })
  void aVendorRoundsANumberToItsDigits(String given, String shown, boolean could) {
    assertThat(RULE.form(Form.NUMBER).couldBecome(given, shown)).isEqualTo(could);
    assertThat(RULE.couldBecome("54.5", "55")).isFalse();
  }

  private static FieldRule table(UnknownValue unknown) {
    return RULE.values(
        new ValueTable(
            "warmth",
            List.of(
                new ValueTable.Pair("hot", "Hot"),
                new ValueTable.Pair("boiling", "Hot"),
                new ValueTable.Pair("warm", "Warm")),
            unknown));
  }

  private static String given(FieldRule rule, String hubspot) {
    return ((Translated.Fits) rule.translate(Side.HUBSPOT, hubspot, Owners.NONE)).text();
  }

  private static String back(FieldRule rule, String salesforce) {
    return ((Translated.Fits) rule.translate(Side.SALESFORCE, salesforce, Owners.NONE)).text();
  }

  private static String misfit(FieldRule rule, String hubspot) {
    return ((Translated.Misfit) rule.translate(Side.HUBSPOT, hubspot, Owners.NONE)).code();
  }
}
