package io.leadloop.ops;

import io.leadloop.plan.Volume;
import java.util.List;
import java.util.Map;

/**
 * What would be written, and why. Nothing was.
 *
 * @param mode watching or live
 * @param counts of everything that was planned, also of what the entries leave out
 * @param entries the first ones
 * @param cap which cap would stop this; empty for none
 * @param brake which brake would stop the connection before this; empty for none
 * @param stopped why nothing is written until an admin says resume, by the name of the state; empty
 *     when the connection is not stopped
 */
public record PlanReport(
    String mode,
    Counts counts,
    List<PlanEntry> entries,
    String cap,
    String brake,
    Map<String, String> stopped) {
  public PlanReport {
    entries = List.copyOf(entries);
    stopped = Map.copyOf(stopped);
  }

  /** What the caps and the brakes count of it. */
  Volume volume() {
    return new Volume(
        counts.createInSalesforce() + counts.createInHubspot(),
        counts.updateSalesforce() + counts.updateHubspot(),
        counts.clears(),
        counts.unlinks(),
        counts.deleteInSalesforce() + counts.deleteInHubspot());
  }

  /**
   * @param subjects links and records that were looked at
   * @param links records on both sides that would be linked
   * @param clears fields that would be emptied
   * @param unlinks links that would come to rest, because a record was deleted
   * @param deleteInSalesforce records that would be deleted because their counterparts were
   * @param waits links and records that wait for a person, wholly or in a field
   * @param belowTheGate people who are not handed over
   * @param hubspotCalls API calls that carrying it out takes
   * @param salesforceCalls API calls that carrying it out takes
   */
  public record Counts(
      long subjects,
      long createInSalesforce,
      long createInHubspot,
      long updateSalesforce,
      long updateHubspot,
      long links,
      long fields,
      long clears,
      long unlinks,
      long deleteInSalesforce,
      long deleteInHubspot,
      long notes,
      long waits,
      long belowTheGate,
      long hubspotCalls,
      long salesforceCalls) {}
}
