package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.gate.Gate;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.mapping.UnknownValue;
import io.leadloop.mapping.ValueTable;
import io.leadloop.ops.FromConfig;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Rules;
import io.leadloop.sync.Schema;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveCheckTest {
  private static final Place LINE = new Place("config/mappings/leads.yaml", 17, 5);

  private final Config shipped =
      Objects.requireNonNull(ConfigLoader.load(Path.of("config")).config());
  private final Map<String, Schema.Field> contacts = new HashMap<>();
  private final Map<String, Schema.Field> leads = new HashMap<>();

  @BeforeEach
  void accountsThatFit() {
    put(contacts, field("leadloop_key", "string", 0).unique());
    put(contacts, field("leadloop_token", "string", 0));
    put(leads, field("Leadloop_Key__c", "string", 32).unique());
    put(leads, field("Leadloop_Token__c", "string", 80).externalId());
    put(contacts, field("leadloop_deleted_in_salesforce", "datetime", 0));
    put(leads, field("Leadloop_Deleted_In_HubSpot__c", "datetime", 0));
    put(contacts, field("phone", "string", 0));
    put(leads, field("Phone", "phone", 40));
  }

  @Test
  void aMappingThatFitsHasNoProblem() {
    assertThat(check(FieldRule.of("phone", "Phone").form(Form.PHONE))).isEmpty();
  }

  @Test
  void aFieldThatIsNotThereIsNamedWithTheNearestOne() {
    assertThat(check(FieldRule.of("phone", "Phon").place(LINE)))
        .containsExactly(
            "config/mappings/leads.yaml:17:5  [unknown-field]  Salesforce object Lead has no field"
                + " \"Phon\".\n    Did you mean \"Phone\"?");
  }

  @Test
  void aFieldThatIsHiddenFromOurUserLooksMissing() {
    assertThat(check(FieldRule.of("favourite_colour", "Phone")))
        .singleElement()
        .asString()
        .contains("HubSpot object contacts has no field \"favourite_colour\".")
        .contains("A field that our user may not see counts as missing");
  }

  @Test
  void aTextCannotGoIntoANumber() {
    put(leads, field("Seats__c", "double", 0));

    assertThat(check(FieldRule.of("phone", "Seats__c")))
        .singleElement()
        .asString()
        .contains("[wrong-type]  Salesforce's Lead.Seats__c is of the type double and cannot take")
        .contains("as: text.");
  }

  @Test
  void aMomentCannotComeFromADay() {
    put(leads, field("Day__c", "date", 0));

    assertThat(
            check(FieldRule.of("phone", "Day__c").form(Form.DATETIME).flow(Flow.FROM_SALESFORCE)))
        .singleElement()
        .asString()
        .contains("is of the type date and cannot give as: datetime.");
  }

  @Test
  void aReadOnlyFieldMustNotBeWritten() {
    put(contacts, field("hs_email_open", "number", 0).readOnly());
    put(leads, field("Opens__c", "double", 0));
    FieldRule rule = FieldRule.of("hs_email_open", "Opens__c").form(Form.NUMBER);

    assertThat(check(rule))
        .singleElement()
        .asString()
        .contains("[not-writable]  HubSpot's contacts.hs_email_open cannot be written by our user.")
        .contains("Say flow: from_hubspot");
    assertThat(check(rule.flow(Flow.FROM_HUBSPOT))).isEmpty();
  }

  @Test
  void wordsOfATableMustBeOptions() {
    put(contacts, field("source", "enumeration", 0).options("WEB", "FAIR", "POST"));
    put(leads, field("LeadSource", "picklist", 255).options("Web", "Fair"));
    ValueTable table =
        new ValueTable(
            "sources",
            List.of(new ValueTable.Pair("WEB", "Web"), new ValueTable.Pair("FAIR", "Fairs")),
            new UnknownValue.Park());

    assertThat(check(FieldRule.of("source", "LeadSource").values(table).flow(Flow.FROM_HUBSPOT)))
        .satisfiesExactlyInAnyOrder(
            text ->
                assertThat(text)
                    .contains("[unknown-option]  Salesforce's Lead.LeadSource does not accept")
                    .contains("\"Fairs\".\n    Did you mean \"Fair\"?"),
            text ->
                assertThat(text)
                    .contains("[untranslated-option]  Warning: HubSpot has \"POST\", which")
                    .contains("values/sources.yaml lacks."));
  }

  @Test
  void optionsWithoutATableMustMeet() {
    put(contacts, field("tags", "enumeration", 0).options("a", "b"));
    put(leads, field("Tags__c", "multipicklist", 4099).options("a"));

    assertThat(check(FieldRule.of("tags", "Tags__c").form(Form.MULTI_SELECT)))
        .singleElement()
        .asString()
        .contains("Warning: HubSpot has \"b\", which Salesforce's Lead.Tags__c lacks.");
  }

  @Test
  void lengthsAreChecked() {
    put(leads, field("Why__c", "string", 100));
    put(leads, field("State__c", "string", 20));
    FieldRule why = FieldRule.of("context.why_now", "Why__c").flow(Flow.FROM_HUBSPOT);
    FieldRule state = FieldRule.of("context.engagement_state", "State__c").flow(Flow.FROM_HUBSPOT);

    assertThat(check(why))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("[context-too-long]  Warning: Salesforce's Lead.Why__c holds 100"));
    assertThat(check(why.cutAt(300)))
        .anySatisfy(text -> assertThat(text).contains("[cut-too-long]  cut_at is 300"));
    assertThat(check(why.cutAt(100), state))
        .noneSatisfy(text -> assertThat(text).contains("too-long"));
    assertThat(check(FieldRule.of("phone", "State__c").ifBlank("x".repeat(21))))
        .singleElement()
        .asString()
        .contains("[word-too-long]");
  }

  @Test
  void contextNamesTheStandardPropertiesThatAreMissing() {
    put(leads, field("Why__c", "string", 255));

    assertThat(check(FieldRule.of("context.why_now", "Why__c").flow(Flow.FROM_HUBSPOT)))
        .singleElement()
        .asString()
        .contains("[context-says-less]  Warning: HubSpot shows no first_conversion_date");
  }

  @Test
  void aDispositionMustBeAnOption() {
    put(contacts, field("said", "enumeration", 0).options("rejected", "recycled"));

    assertThat(check(FieldRule.of("said", "disposition.name").flow(Flow.FROM_SALESFORCE)))
        .hasSize(3)
        .allSatisfy(text -> assertThat(text).contains("[unknown-option]"));
  }

  @Test
  void theKeyIsUniqueAndTheTokenFits() {
    put(contacts, field("leadloop_key", "string", 0));
    put(leads, field("Leadloop_Token__c", "string", 40).externalId());
    put(leads, field("Leadloop_Key__c", "string", 32).unique().readOnly());

    assertThat(check())
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("[key-not-unique]  leadloop_key"),
            text -> assertThat(text).contains("[token-too-short]  Leadloop_Token__c"),
            text -> assertThat(text).contains("[not-writable]  Our user may not write"));
  }

  @Test
  void aTokenWithoutAnIndexIsWarnedOf() {
    put(leads, field("Leadloop_Token__c", "string", 80));

    assertThat(check())
        .singleElement()
        .asString()
        .contains("[token-not-indexed]  Warning: Leadloop_Token__c (token_field of Lead)");
    assertThat(drift(FieldRule.of("phone", "Phone"))).isEqualTo(Drift.NONE);
  }

  @Test
  void whatSalesforceRequiresMustBeFilled() {
    put(leads, field("Company", "string", 255).required());
    put(contacts, field("company", "string", 0));
    FieldRule company = FieldRule.of("company", "Company");

    assertThat(check(FieldRule.of("phone", "Phone")))
        .singleElement()
        .asString()
        .contains("Salesforce requires Company on a new Lead, and no line fills it.");
    assertThat(check(company))
        .singleElement()
        .asString()
        .contains("Warning: Salesforce requires Company on a new Lead, and HubSpot's company may");
    assertThat(check(company.ifBlank("[not given]"))).isEmpty();
  }

  @Test
  void aGateMayAskOnlyForWhatIsThere() {
    Place place = new Place("config/lead-definition.yaml", 9, 7);
    Config config =
        config(List.of(), List.of(new FieldUse(Side.HUBSPOT, "contacts", "lifecyclestge", place)));

    assertThat(texts(config))
        .singleElement()
        .asString()
        .startsWith("config/lead-definition.yaml:9:7  [unknown-field]");
  }

  @Test
  void nobodyIsCreatedWhileAnOptOutCannotBeCarriedOver() {
    FieldRule noCalls = FieldRule.of("do_not_call", "DoNotCall").form(Form.OPT_OUT);
    put(contacts, field("do_not_call", "bool", 0));

    assertThat(drift(noCalls).of(Drift.Kind.FIELD_PAUSED)).hasSize(1);
    assertThat(drift(noCalls).of(Drift.Kind.CREATES_PAUSED))
        .singleElement()
        .satisfies(entry -> assertThat(entry.line()).isEqualTo("do_not_call/DoNotCall"));
    Rules rules = FromConfig.rules(config(List.of(noCalls), List.of())).under(drift(noCalls));
    assertThat(rules.leadDefinition().createInSalesforce()).isEqualTo(Gate.NEVER);
    assertThat(rules.leadDefinition().createInHubspot()).isEqualTo(Gate.NEVER);

    put(leads, field("DoNotCall", "boolean", 0));
    assertThat(drift(noCalls)).isEqualTo(Drift.NONE);
  }

  @Test
  void aWordThatIsNotThereIsToldAndItsLineGoesOn() {
    put(contacts, field("said", "enumeration", 0).options("converted", "recycled", "rejected"));
    FieldRule said = FieldRule.of("said", "disposition.name").flow(Flow.FROM_SALESFORCE);

    Drift drift = drift(said);

    assertThat(drift.of(Drift.Kind.WORD_MISSING))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.text()).startsWith("word-missing said"));
    assertThat(drift.of(Drift.Kind.FIELD_PAUSED)).isEmpty();
  }

  @Test
  void creatingGoesOnWithoutAnyOtherField() {
    assertThat(drift(FieldRule.of("phone", "Phon")).of(Drift.Kind.CREATES_PAUSED)).isEmpty();
  }

  private Drift drift(FieldRule rule) {
    return LiveCheck.drift(
        config(List.of(rule), List.of()),
        Map.of(RecordKey.HUBSPOT_CONTACTS, new Schema(RecordKey.HUBSPOT_CONTACTS, contacts)),
        Map.of(RecordKey.LEAD, new Schema(RecordKey.LEAD, leads)));
  }

  private List<String> check(FieldRule... rules) {
    return texts(config(List.of(rules), List.of()));
  }

  private List<String> texts(Config config) {
    return LiveCheck.check(
            config,
            Map.of(RecordKey.HUBSPOT_CONTACTS, new Schema(RecordKey.HUBSPOT_CONTACTS, contacts)),
            Map.of(RecordKey.LEAD, new Schema(RecordKey.LEAD, leads)))
        .stream()
        .map(Problem::text)
        .toList();
  }

  private Config config(List<FieldRule> rules, List<FieldUse> uses) {
    return new Config(
        shipped.settings(),
        new Mapping(rules),
        shipped.leadDefinition(),
        shipped.engagement(),
        shipped.dispositions(),
        uses,
        shipped.settingsPlace());
  }

  private static void put(Map<String, Schema.Field> fields, TestField field) {
    fields.put(field.made.name(), field.made);
  }

  private static TestField field(String name, String type, int length) {
    return new TestField(new Schema.Field(name, type, length, true, true, false, false, Set.of()));
  }

  /** A field of a schema, writable unless it says otherwise. */
  private record TestField(Schema.Field made) {
    TestField unique() {
      return with(made.creatable(), made.required(), true, made.options());
    }

    TestField externalId() {
      return new TestField(
          new Schema.Field(
              made.name(),
              made.type(),
              made.lengthMax(),
              made.creatable(),
              made.updatable(),
              made.required(),
              made.unique(),
              true,
              made.options(),
              made.words()));
    }

    TestField readOnly() {
      return with(false, made.required(), made.unique(), made.options());
    }

    TestField required() {
      return with(made.creatable(), true, made.unique(), made.options());
    }

    TestField options(String... options) {
      return with(made.creatable(), made.required(), made.unique(), Set.of(options));
    }

    private TestField with(
        boolean writable, boolean required, boolean unique, Set<String> options) {
      return new TestField(
          new Schema.Field(
              made.name(),
              made.type(),
              made.lengthMax(),
              writable,
              writable,
              required,
              unique,
              options));
    }
  }
}
