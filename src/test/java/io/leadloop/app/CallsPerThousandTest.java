package io.leadloop.app;

import io.leadloop.sandbox.Call;
import io.leadloop.sandbox.CallLog;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a thousand records cost in calls: {@code mvn test -Dtest=CallsPerThousandTest
 * -Dleadloop.measure=true}. Prints, and asserts nothing about the figures. What sweeps call
 * afterwards (our own echo, the overlap), while nothing changes, and at the daemon's start is told
 * apart; so is the one search for namesakes of a thousand new leads, since it finds nobody.
 */
@EnabledIfSystemProperty(named = "leadloop.measure", matches = "true")
class CallsPerThousandTest {
  private static final int PEOPLE = 1_000;

  /** The active users of the sandbox, whom the daemon asks for at its start. */
  private static final int USERS_MAX = 5;

  @TempDir Path folder;

  @Test
  void countsTheCallsOfCreatesAndUpdates() {
    try (Stage stage = Stage.with(folder, PortalLoader.invented(PEOPLE, 9))) {
      stage.openGate();
      stage.change(
          "leadloop.yaml", "sweep_every: 500ms, overlap: 2s", "sweep_every: 6s, overlap: 1s");
      stage.change("leadloop.yaml", "long_overlap: 10s", "long_overlap: 1s");
      Accounts accounts = stage.accounts;
      measure(
          stage,
          "1,000 created HubSpot -> Salesforce",
          () -> accounts.count("Lead WHERE Leadloop_Key__c != null"));

      Map<String, String> phones = new LinkedHashMap<>();
      Map<String, String> companies = new LinkedHashMap<>();
      accounts
          .leadsByKey("Email")
          .forEach(
              (contact, lead) -> {
                phones.put(contact, "+1 555 " + contact);
                companies.put(lead.get("Id").asText(), "Company " + contact);
              });
      // Between two sweeps, as people's edits are: the daemon sees all of them at once.
      accounts.editContacts("phone", phones);
      stage.atRest();
      measure(
          stage,
          "1,000 updated HubSpot -> Salesforce",
          () -> accounts.count("Lead WHERE Phone LIKE '+1 555 %'"));

      accounts.editLeads("Company", companies);
      stage.atRest();
      measure(
          stage,
          "1,000 updated Salesforce -> HubSpot",
          () ->
              accounts.contacts("company").values().stream()
                  .filter(contact -> contact.get("company").asText().startsWith("Company "))
                  .count());
    }
  }

  /** Starts a daemon, and stops it once all arrived and two idle sweeps are over. */
  private static void measure(Stage stage, String what, Supplier<Long> arrived) {
    Tally work = new Tally(stage);
    Map<String, Long> evidenceBefore = stage.evidenceCalls();
    stage.start();
    Eventually.equal("all arrive", (long) PEOPLE, arrived);
    Eventually.equal("all is recorded", 0L, stage::openIntents);
    work.tell(what);
    Tally echo = new Tally(stage);
    stage.sweeps(1, stage.accounts.lastHubspotCall());
    stage.atRest();
    echo.tell("  afterwards: the next sweep of each side, with our echo");
    Tally idle = new Tally(stage);
    stage.sweeps(2, stage.accounts.lastHubspotCall());
    stage.atRest();
    idle.tell("  afterwards: two sweeps of each side");
    Map<String, Long> evidence = stage.evidenceCalls();
    evidence.replaceAll((side, calls) -> calls - evidenceBefore.getOrDefault(side, 0L));
    stage.stop();
    System.out.printf("  of these, evidence calls: %s%n", evidence);
  }

  /** The daemon's calls since it was made, by vendor, operation and size. */
  private static final class Tally {
    private final Stage stage;
    private final long hubspot;
    private final long salesforce;
    private final long ownHubspot;
    private final long ownSalesforce;

    Tally(Stage stage) {
      this.stage = stage;
      this.hubspot = last(stage.hubspot.calls());
      this.salesforce = last(stage.salesforce.calls());
      this.ownHubspot = stage.accounts.apis.hubspotCalls();
      this.ownSalesforce = stage.accounts.apis.salesforceCalls();
    }

    void tell(String what) {
      Map<String, Integer> working = new TreeMap<>();
      int[] total = new int[2];
      int[] beside = new int[2];
      long ownH = stage.accounts.apis.hubspotCalls() - ownHubspot;
      long ownS = stage.accounts.apis.salesforceCalls() - ownSalesforce;
      stage
          .hubspot
          .calls()
          .since(hubspot)
          .forEach(
              call -> {
                total[0]++;
                beside[0] += isBeside(call) ? 1 : 0;
                working.merge(
                    "HubSpot %s %s (%s)"
                        .formatted(call.method(), call.path(), size(call.records())),
                    1,
                    Integer::sum);
              });
      stage
          .salesforce
          .calls()
          .since(salesforce)
          .forEach(
              call -> {
                total[1]++;
                beside[1] += isBeside(call) ? 1 : 0;
                working.merge(
                    "Salesforce %s %s (%s)"
                        .formatted(call.method(), call.path(), size(call.records())),
                    1,
                    Integer::sum);
              });
      System.out.printf(
          "%n%s: HubSpot %d, Salesforce %d calls of the daemon, besides %d and %d of its start and"
              + " of sweeps that saw nothing (and %d and %d of people)%n",
          what,
          total[0] - ownH - beside[0],
          total[1] - ownS - beside[1],
          beside[0],
          beside[1],
          ownH,
          ownS);
      working.forEach((call, times) -> System.out.printf("  %5d  %s%n", times, call));
    }

    private static boolean isBeside(Call call) {
      boolean start = call.path().contains("/owners/") || call.path().endsWith("/token");
      boolean sweep = call.path().endsWith("/search") || call.path().endsWith("/composite");
      return start || (sweep && call.records() <= USERS_MAX);
    }

    private static String size(int records) {
      return records == 0 ? "no records" : records == 1 ? "1 record" : "more records";
    }

    private static long last(CallLog log) {
      var calls = log.since(0);
      return calls.isEmpty() ? 0 : calls.get(calls.size() - 1).number();
    }
  }
}
