package io.leadloop.config;

import io.leadloop.plan.Caps;
import io.leadloop.sync.OnDelete;
import java.time.Duration;
import java.util.Map;

/**
 * What {@code config/leadloop.yaml} says.
 *
 * @param connection the name of this pair of accounts, in every table of the store
 * @param onDelete by the kind of the deleted record, what becomes of the other
 * @param journalRetention how long a row of the journal is kept
 * @param lease how long a daemon that froze keeps others from taking over
 * @param management where health and metrics are asked for
 * @param alerts who is told when the state changes
 */
public record Settings(
    String connection,
    StoreSettings store,
    HubSpotSection hubspot,
    SalesforceSection salesforce,
    Schedule schedule,
    Batches batches,
    RetryPauses retry,
    Caps caps,
    Map<String, OnDelete> onDelete,
    Duration journalRetention,
    Duration lease,
    ManagementSettings management,
    AlertSettings alerts) {

  public Settings store(StoreSettings other) {
    return new Settings(
        connection,
        other,
        hubspot,
        salesforce,
        schedule,
        batches,
        retry,
        caps,
        onDelete,
        journalRetention,
        lease,
        management,
        alerts);
  }

  public Settings hubspot(HubSpotSection other) {
    return new Settings(
        connection,
        store,
        other,
        salesforce,
        schedule,
        batches,
        retry,
        caps,
        onDelete,
        journalRetention,
        lease,
        management,
        alerts);
  }

  public Settings salesforce(SalesforceSection other) {
    return new Settings(
        connection,
        store,
        hubspot,
        other,
        schedule,
        batches,
        retry,
        caps,
        onDelete,
        journalRetention,
        lease,
        management,
        alerts);
  }

  public Settings schedule(Schedule other) {
    return new Settings(
        connection,
        store,
        hubspot,
        salesforce,
        other,
        batches,
        retry,
        caps,
        onDelete,
        journalRetention,
        lease,
        management,
        alerts);
  }

  public Settings caps(Caps other) {
    return new Settings(
        connection,
        store,
        hubspot,
        salesforce,
        schedule,
        batches,
        retry,
        other,
        onDelete,
        journalRetention,
        lease,
        management,
        alerts);
  }

  public Settings management(ManagementSettings other) {
    return new Settings(
        connection,
        store,
        hubspot,
        salesforce,
        schedule,
        batches,
        retry,
        caps,
        onDelete,
        journalRetention,
        lease,
        other,
        alerts);
  }
}
