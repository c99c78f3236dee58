package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared lead definition, as it is shipped: an e-mail address, and no customer. */
class GateTest {
  @TempDir Path folder;

  @Test
  void whoIsBelowTheGateIsNotCreatedAndWhoIsLinkedStaysInAgreementWhenItCloses_P1() {
    try (Stage stage = Stage.with(folder, PortalLoader.empty())) {
      Accounts accounts = stage.accounts;
      String lead = person(accounts, "lead@example.com", "lead");
      String customer = person(accounts, "customer@example.com", "customer");
      String nameless = accounts.createContact(Map.of("lastname", "Nameless"));
      stage.start();
      Eventually.equal("one passes", 1L, () -> accounts.count("Lead"));
      stage.atRest();
      assertThat(accounts.leadsByKey("Email").keySet()).containsExactly(lead);

      // Who rises above the gate is created then.
      accounts.editContact(nameless, Map.of("email", "named@example.com"));
      Eventually.equal("the other one passes", 2L, () -> accounts.count("Lead"));

      // Who falls below it afterwards stays in agreement, in both directions.
      accounts.editContact(lead, Map.of("lifecyclestage", "customer"));
      stage.atRest();
      accounts.editContact(lead, Map.of("phone", "+1 555 0100"));
      Eventually.equal(
          "a marketer's edit arrives",
          "+1 555 0100",
          () -> accounts.leadsByKey("Phone").get(lead).path("Phone").asText());
      String leadId = accounts.leadsByKey("Email").get(lead).get("Id").asText();
      accounts.edit("Lead", leadId, Map.of("Title", "Buyer"));
      Eventually.equal(
          "a rep's edit arrives",
          "Buyer",
          () -> accounts.contact(lead, "jobtitle").path("jobtitle").asText());
      stage.atRest();
      assertThat(accounts.leadsByKey("Email")).doesNotContainKey(customer).hasSize(2);
    }
  }

  @Test
  void leadsOfSalesforceAreNotCreatedInHubspotUnlessTheGateSaysSo() {
    try (Stage stage = Stage.with(folder, PortalLoader.empty())) {
      stage.accounts.createLead(
          Map.of("LastName", "Novak", "Company", "Acme", "Email", "ana@example.com"));
      stage.start();
      stage.sweeps(3, 0);
      stage.atRest();
      assertThat(stage.accounts.contacts("email")).isEmpty();

      stage.stop();
      stage.change("lead-definition.yaml", "when: never", "when: always");
      stage.start();
      Eventually.equal("it is a contact now", 1, () -> stage.accounts.contacts("email").size());
      stage.atRest();
      assertThat(stage.accounts.contacts("email")).hasSize(1);
      assertThat(stage.accounts.leadsByKey("Email").keySet())
          .isEqualTo(stage.accounts.contacts("email").keySet());
    }
  }

  private static String person(Accounts accounts, String email, String stage) {
    return accounts.createContact(
        Map.of("email", email, "lastname", "Person", "lifecyclestage", stage));
  }
}
