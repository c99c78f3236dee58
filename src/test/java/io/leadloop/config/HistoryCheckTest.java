package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a field whose later edit is to win, and whose edits Salesforce does not keep. */
class HistoryCheckTest {
  private static final Place LINE = new Place("config/mappings/leads.yaml", 17, 5);
  private static final Standing.History NOTHING_KEPT = new Standing.History(false, Map.of());
  private static final FieldRule RULE = FieldRule.of("budget", "Budget__c").place(LINE);

  private final Config shipped =
      Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config());

  private Config config(FieldRule... rules) {
    return new Config(
        shipped.settings(),
        new Mapping(List.of(rules)),
        shipped.leadDefinition(),
        shipped.engagement(),
        shipped.dispositions(),
        List.of(),
        shipped.settingsPlace());
  }

  private static Standing.History kept(Map<String, Boolean> tracked) {
    return new Standing.History(true, tracked);
  }

  private List<String> said(Map<String, Standing.History> histories, FieldRule... rules) {
    return HistoryCheck.check(config(rules), histories).stream().map(Problem::text).toList();
  }

  @Test
  void aFieldThatIsTrackedIsFine() {
    assertThat(said(Map.of("Lead", kept(Map.of("Budget__c", true))), RULE)).isEmpty();
  }

  @Test
  void oneThatIsNotIsAWarningAtItsLineThatSaysWhoCan() {
    assertThat(said(Map.of("Lead", kept(Map.of("Budget__c", false))), RULE))
        .containsExactly(
            "config/mappings/leads.yaml:17:5  [history-not-tracked]  Warning: Salesforce does not"
                + " keep the history of Lead.Budget__c, so both_changed: latest goes by the time of"
                + " the whole record there.\n    A Salesforce admin: Setup > Object Manager > Lead >"
                + " Fields & Relationships > Set History Tracking. Or say both_changed: hubspot,"
                + " salesforce or park.");
  }

  @Test
  void anObjectWithoutHistoryIsSaidOnce() {
    assertThat(said(Map.of("Lead", NOTHING_KEPT), RULE, FieldRule.of("phone", "Phone").place(LINE)))
        .singleElement()
        .asString()
        .contains(
            "[no-history]  Warning: Salesforce keeps no history of Leads, or does not show it");
  }

  @Test
  void whatSalesforceDoesNotTellIsSaidOnceForAllFields() {
    assertThat(said(Map.of("Lead", kept(Map.of())), RULE, FieldRule.of("phone", "Phone")))
        .singleElement()
        .asString()
        .contains("[history-unknown]")
        .contains("the history of Lead's Budget__c, Phone, for which both_changed: latest asks");
  }

  @Test
  void aContactHasFieldsOfItsOwn() {
    FieldRule address = FieldRule.of("address", "Street").contact("MailingStreet").place(LINE);
    FieldRule onlyLeads = FieldRule.of("company", "Company").contact(null).place(LINE);
    assertThat(HistoryCheck.fields(config(address, onlyLeads)))
        .isEqualTo(Map.of("Lead", Set.of("Street", "Company"), "Contact", Set.of("MailingStreet")));
    assertThat(said(Map.of("Contact", kept(Map.of("MailingStreet", false))), address, onlyLeads))
        .singleElement()
        .asString()
        .contains("Contact.MailingStreet")
        .contains("Object Manager > Contact >");
  }

  @Test
  void onlyWhereTheLaterEditDecidesIsAnythingAsked() {
    assertThat(
            HistoryCheck.fields(
                config(
                    RULE.bothChanged(BothChanged.PARK),
                    RULE.bothChanged(BothChanged.SALESFORCE),
                    RULE.flow(Flow.FROM_HUBSPOT),
                    RULE.handsOff(true),
                    FieldRule.of("do_not_call", "DoNotCall").form(Form.OPT_OUT),
                    FieldRule.of("said", "disposition.name"))))
        .isEmpty();
  }

  @Test
  void anAccountThatCouldNotBeAskedIsNotCheckedHere() {
    assertThat(said(Map.of(), RULE)).isEmpty();
  }
}
