package io.leadloop.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.setup.FieldNeed.Index;
import io.leadloop.setup.SalesforceFound.Field;
import io.leadloop.setup.SalesforceFound.Granted;
import io.leadloop.setup.SalesforceFound.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Awkward accounts: what is wrong, why it is not setup's to change, and who can. */
class SetupPlannerTest {
  private static final PropertyNeed KEY =
      new PropertyNeed("leadloop_key", "Key", "string", "text", List.of(), true, true);
  private static final PropertyNeed STATE =
      new PropertyNeed(
          "leadloop_state", "State", "enumeration", "select", List.of("hot", "cold"), false, true);
  private static final PropertyNeed TAGS =
      new PropertyNeed("tags", "Tags", "enumeration", "checkbox", List.of(), false, false);
  private static final FieldNeed FIELD =
      new FieldNeed("Lead", "Key__c", "Key", FieldNeed.Kind.TEXT, 32, Index.KEY, List.of());
  private static final User ANA = new User("005000000000001AAA", "ana@example.com");

  private static Needs needs(PropertyNeed... properties) {
    return new Needs(List.of(properties), List.of(), List.of(), List.of(), Map.of(), false, false);
  }

  private static HubSpotFound portal(Map<String, HubSpotFound.Property> properties) {
    return new HubSpotFound(Set.of(), properties);
  }

  private static HubSpotFound.Property property(String type, boolean unique, String... options) {
    return new HubSpotFound.Property(type, unique, Set.of(options));
  }

  private static List<Told> told(Needs needs, HubSpotFound found) {
    return SetupPlanner.plan(needs, found, null).told();
  }

  private static void said(List<Told> told, Side side, String text, String nextStep) {
    assertThat(told)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.side()).isEqualTo(side);
              assertThat(one.text()).contains(text);
              assertThat(one.nextStep()).contains(nextStep);
            });
  }

  @Test
  void aPropertyOfAnotherTypeIsNotTouched() {
    said(
        told(needs(KEY), portal(Map.of("leadloop_key", property("number", true)))),
        Side.HUBSPOT,
        "leadloop_key is of the type number and has to be leadloop_key (string, unique values)",
        "Somebody who may edit properties: rename or archive it");
  }

  @Test
  void uniqueValuesCannotBeSetLater() {
    said(
        told(needs(KEY), portal(Map.of("leadloop_key", property("string", false)))),
        Side.HUBSPOT,
        "does not ask for unique values, and HubSpot sets that at the creation only",
        "Name another property under hubspot.key_property");
  }

  @Test
  void optionsThatAreMissingAreNamed() {
    said(
        told(needs(STATE), portal(Map.of("leadloop_state", property("enumeration", false, "hot")))),
        Side.HUBSPOT,
        "lacks the options cold.",
        "Somebody who may edit properties: add them in HubSpot, Settings > Properties.");
  }

  @Test
  void aNameOfHubSpotsOwnAndASlipAreNotCreated() {
    PropertyNeed own =
        new PropertyNeed("hs_leed_status", "?", "string", "text", List.of(), false, false);
    PropertyNeed slip =
        new PropertyNeed("jobtitel", "?", "string", "text", List.of(), false, false);
    said(
        told(needs(own), portal(Map.of())),
        Side.HUBSPOT,
        "only HubSpot can create one of that name",
        "Correct the name in config/mappings/leads.yaml");
    said(
        told(needs(slip), portal(Map.of("jobtitle", property("string", false)))),
        Side.HUBSPOT,
        "There is no contact property jobtitel. Did you mean jobtitle?",
        "create the property by hand");
  }

  @Test
  void aChoiceWhoseWordsNobodyKnowsIsLeftToAPerson() {
    said(
        told(needs(TAGS), portal(Map.of())),
        Side.HUBSPOT,
        "which options it should have cannot be told",
        "Create it by hand (multiple checkboxes)");
  }

  @Test
  void aGateAsksOnlyForWhatIsThere() {
    Needs needs =
        new Needs(
            List.of(), List.of("lifecyclestge"), List.of(), List.of(), Map.of(), false, false);
    said(
        told(needs, portal(Map.of())),
        Side.HUBSPOT,
        "no contact property lifecyclestge, which the lead definition asks about",
        "config/lead-definition.yaml");
  }

  private static Field text(int length, boolean unique, boolean externalId) {
    return new Field("Text", length, unique, externalId, true, "Key__c", List.of());
  }

  private static SetupPlan org(Map<String, Field> fields, @Nullable User user, String userName) {
    return org(fields, user, userName, List.of(), Map.of());
  }

  private static SetupPlan org(
      List<FieldNeed> needed, Map<String, Field> fields, User user, String userName) {
    return org(needed, fields, user, userName, List.of(), Map.of());
  }

  private static SetupPlan org(
      Map<String, Field> fields,
      @Nullable User user,
      String userName,
      List<Access> access,
      Map<String, Granted> grants) {
    List<FieldNeed> needed = fields.isEmpty() ? List.of() : List.of(FIELD);
    return org(needed, fields, user, userName, access, grants);
  }

  private static SetupPlan org(
      List<FieldNeed> needed,
      Map<String, Field> fields,
      @Nullable User user,
      String userName,
      List<Access> access,
      Map<String, Granted> grants) {
    Map<String, Granted> objects = new HashMap<>();
    SalesforceNeeds.OBJECTS.forEach(object -> objects.put(object, new Granted("1", true)));
    return SetupPlanner.plan(
        new Needs(List.of(), List.of(), needed, access, Map.of(), false, false),
        null,
        new SalesforceFound(
            fields,
            "0PS000000000001",
            objects,
            grants,
            Optional.ofNullable(user),
            userName,
            false));
  }

  @Test
  void aFieldOfAnotherTypeATooShortOneAndOneThatIsNoKeyAreNotTouched() {
    said(
        org(
                Map.of(
                    "Lead.Key__c", new Field("Number", 18, true, true, true, "Key__c", List.of())),
                ANA,
                "")
            .told(),
        Side.SALESFORCE,
        "Lead.Key__c is of the type Number and has to be Lead.Key__c (Text 32, External ID",
        "Somebody with Customize Application, in Setup > Object Manager: rename or delete it");
    said(
        org(Map.of("Lead.Key__c", text(18, true, true)), ANA, "").told(),
        Side.SALESFORCE,
        "Lead.Key__c holds 18 characters and needs 32.",
        "Somebody with Customize Application, in Setup > Object Manager: make it longer.");
    said(
        org(Map.of("Lead.Key__c", text(32, true, false)), ANA, "").told(),
        Side.SALESFORCE,
        "Lead.Key__c is no External ID with unique values",
        "tick External ID and Unique");
  }

  @Test
  void aTokenWithoutAnIndexIsToldAndNotTouched() {
    FieldNeed token =
        new FieldNeed(
            "Lead", "Token__c", "T", FieldNeed.Kind.TEXT, 80, Index.EXTERNAL_ID, List.of());
    assertThat(token.text()).isEqualTo("Lead.Token__c (Text 80, External ID)");
    assertThat(SalesforceAdmin.json(token).path("Metadata").path("externalId").asBoolean())
        .isTrue();
    assertThat(SalesforceAdmin.json(token).path("Metadata").has("unique")).isFalse();
    said(
        org(List.of(token), Map.of("Lead.Token__c", text(80, false, false)), ANA, "").told(),
        Side.SALESFORCE,
        "Lead.Token__c is no External ID, so Salesforce keeps no index of it",
        "Setup > Object Manager: edit it, tick External ID.");
    assertThat(org(List.of(token), Map.of("Lead.Token__c", text(80, false, true)), ANA, "").told())
        .isEmpty();
  }

  @Test
  void aFieldWhoseNameIsNotOursIsNotCreated() {
    said(
        org(Map.of(), ANA, "", List.of(new Access("Lead", "Budget__c", true)), Map.of()).told(),
        Side.SALESFORCE,
        "There is no field Lead.Budget__c, and its name is not ours to create.",
        "Somebody with Customize Application, in Setup > Object Manager: create it; or correct");
  }

  @Test
  void whatThePermissionSetGrantsBesideIsNotTakenAway() {
    said(
        org(Map.of(), ANA, "", List.of(), Map.of("Lead.Secret__c", new Granted("1", true))).told(),
        Side.SALESFORCE,
        "also grants Lead.Secret__c, which this configuration does not use",
        "Somebody who manages permission sets: take it away, or leave it.");
  }

  @Test
  void theRightToDeleteIsGrantedWhereItIsConfigured() {
    SetupPlan plan =
        SetupPlanner.plan(
            new Needs(List.of(), List.of(), List.of(), List.of(), Map.of(), false, true),
            null,
            new SalesforceFound(
                Map.of(),
                "0PS000000000001",
                Map.of("Lead", new Granted("1", false), "Contact", new Granted("2", true)),
                Map.of(),
                Optional.of(ANA),
                "",
                true));
    assertThat(plan.steps()).containsExactly(new Step.GrantObject("Lead", "1", true));
    assertThat(plan.steps().get(0).text())
        .isEqualTo("let the permission set read, create, edit, delete and view all of Lead");
  }

  @Test
  void nobodyIsAssignedWhereNobodyIsKnown() {
    SetupPlan unknown = org(Map.of(), null, "");
    said(
        unknown.told(),
        Side.SALESFORCE,
        "the daemon's own client credentials are not set or do not log in",
        "assign the permission set Leadloop to that user by hand");
    SetupPlan noSuchUser = org(Map.of(), null, "anna@example.com");
    said(
        noSuchUser.told(),
        Side.SALESFORCE,
        "There is no user anna@example.com, as whom the daemon logs in.",
        "Correct salesforce.user_name in config/leadloop.yaml");
    assertThat(unknown.steps()).isEmpty();
    assertThat(noSuchUser.steps()).isEmpty();
    assertThat(org(Map.of(), ANA, "").steps())
        .containsExactly(new Step.Assign(ANA.id(), ANA.name()));
  }
}
