package io.leadloop.simulation;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Timeline;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Tasks of a Salesforce org. One goes along when its Lead is converted or merged, and does not
 * move the time of its record.
 */
final class FakeTasks implements Timeline {
  private final FakeSalesforce salesforce;
  private final List<Task> tasks = new ArrayList<>();

  FakeTasks(FakeSalesforce salesforce) {
    this.salesforce = salesforce;
  }

  private record Task(String who, String reference) {}

  /** How many there are. */
  int count() {
    return tasks.size();
  }

  /** The references of those of a record, each as often as there is a Task. */
  List<String> of(String id) {
    return tasks.stream()
        .filter(task -> standing(task.who()).equals(standing(id)))
        .map(Task::reference)
        .toList();
  }

  private String standing(String id) {
    FakeRecord living = salesforce.living(id);
    if (living == null) {
      return id;
    }
    return living.converted() ? standing(living.shows("ConvertedContactId")) : living.id;
  }

  @Override
  public Set<String> present(RecordKey record, Collection<String> references, Lane lane) {
    salesforce.before("tasks", lane);
    Set<String> present = new LinkedHashSet<>(references);
    present.retainAll(of(record.id()));
    return present;
  }

  @Override
  public WriteOutcome append(RecordKey record, Item item, Lane lane, WritePermit permit) {
    salesforce.before("task", lane);
    salesforce.faults.stall();
    permit.check();
    if (salesforce.living(record.id()) == null) {
      return salesforce.gone();
    }
    tasks.add(new Task(record.id(), item.reference()));
    salesforce.faults.tell("the loop makes a Task for " + record.label());
    salesforce.faults.crash("after a task");
    if (salesforce.tape.onceIn("answer to a task lost", salesforce.faults.lostAnswer())) {
      salesforce.faults.injected("Salesforce's answer to a Task is lost");
      return new WriteOutcome.Unknown("timeout");
    }
    return new WriteOutcome.Accepted(record, true, null);
  }
}
