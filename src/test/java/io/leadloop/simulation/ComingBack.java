package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.store.LinkRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * P5: whoever sends a form again after sales rejected their Lead comes back exactly once, as the
 * configuration says: as a new Lead, or as a Task on the old one.
 */
final class ComingBack {
  private final World world;
  private final Findings findings;
  private final Agreement agreement;

  ComingBack(World world, Findings findings, Agreement agreement) {
    this.world = world;
    this.findings = findings;
    this.agreement = agreement;
  }

  /** Everybody whose Lead was rejected comes back, where the configuration knows what to do. */
  void check() {
    if (world.newLeads()) {
      newLeads();
    } else if (world.tasks()) {
      tasks();
    }
  }

  /** One new Lead each, and nobody else gets one. */
  private void newLeads() {
    Map<FakeRecord, FakeRecord> rejected = rejected();
    int before = world.salesforce.records().size();
    raiseHands(rejected.keySet());
    Map<String, String> leads = new HashMap<>();
    world
        .remembered
        .links()
        .forEach(link -> leads.put(link.link().hubspotId(), world.salesforce.of(link).id));
    int made = world.salesforce.records().size() - before;
    if (world.storeIsPutBack()) {
      // To an old store a hand-raise may be history.
      findings.check(
          made <= rejected.size(), "P5 exactly once", made + " new Leads for " + rejected.size());
      return;
    }
    rejected.forEach(
        (contact, former) ->
            findings.check(
                former.left && !former.id.equals(leads.getOrDefault(contact.id, former.id)),
                "P5 exactly once",
                "contact %s came back and has no new Lead".formatted(contact.id)));
    findings.check(
        made == rejected.size(),
        "P5 exactly once",
        "%d new Leads for %d people who came back".formatted(made, rejected.size()));
  }

  /** One Task each on the Lead that was rejected. */
  private void tasks() {
    Map<FakeRecord, FakeRecord> rejected = rejected();
    FakeTasks tasks = world.salesforce.tasks();
    Map<FakeRecord, Integer> before = new HashMap<>();
    rejected.forEach((contact, lead) -> before.put(contact, tasks.of(lead.id).size()));
    raiseHands(rejected.keySet());
    rejected.forEach(
        (contact, lead) -> {
          List<String> all = tasks.of(lead.id);
          findings.check(
              new HashSet<>(all).size() == all.size(),
              "P5 exactly once",
              "a Task stands twice: " + all);
          int made = all.size() - before.getOrDefault(contact, 0);
          // To an old store a hand-raise may be history.
          findings.check(
              made == 1 || world.storeIsPutBack(),
              "P5 exactly once",
              "contact %s came back, and %d Tasks were made".formatted(contact.id, made));
        });
  }

  /** The contacts whose Leads sales is done with, each with its Lead. */
  private Map<FakeRecord, FakeRecord> rejected() {
    Map<FakeRecord, FakeRecord> rejected = new LinkedHashMap<>();
    for (LinkRow link : Promises.links(world)) {
      if (world.salesforce.of(link).object.equals(RecordKey.LEAD)) {
        rejected.put(world.hubspot.of(link), world.salesforce.of(link));
      }
    }
    return rejected;
  }

  /** All of them send a form while anything goes wrong, long after sales said its word. */
  private void raiseHands(Set<FakeRecord> contacts) {
    world.clock.advance(Promises.SURELY_LATER);
    contacts.forEach(world.people::raiseHand);
    world.onlyFaults();
    world.run(Promises.STEPS_ON_OWN_FIELDS);
    world.calmDown();
    agreement.check();
  }
}
