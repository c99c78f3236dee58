package io.leadloop.config;

import io.leadloop.content.EngagementWindows;
import io.leadloop.feedback.Dispositions;
import io.leadloop.gate.LeadDefinition;
import io.leadloop.lead.RecordKey;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Drift;
import io.leadloop.sync.OnDelete;
import java.util.List;

/**
 * All that the admin declared, checked. Immutable; holds no secret.
 *
 * @param alsoRead fields that gates and dispositions look at, whether mapped or not
 * @param settingsPlace the place of the accounts' settings, for problems found with the accounts
 * @param drift what of it rests, because an account lacks a field
 */
public record Config(
    Settings settings,
    Mapping mapping,
    LeadDefinition leadDefinition,
    EngagementWindows engagement,
    Dispositions dispositions,
    List<FieldUse> alsoRead,
    Place settingsPlace,
    Drift drift) {
  public Config {
    alsoRead = List.copyOf(alsoRead);
  }

  /** As it stands in the files. */
  public Config(
      Settings settings,
      Mapping mapping,
      LeadDefinition leadDefinition,
      EngagementWindows engagement,
      Dispositions dispositions,
      List<FieldUse> alsoRead,
      Place settingsPlace) {
    this(
        settings,
        mapping,
        leadDefinition,
        engagement,
        dispositions,
        alsoRead,
        settingsPlace,
        Drift.NONE);
  }

  /** The same while the accounts are so. */
  public Config under(Drift other) {
    return new Config(
        settings,
        mapping,
        leadDefinition,
        engagement,
        dispositions,
        alsoRead,
        settingsPlace,
        other);
  }

  /** Whether people who come back become Tasks in Salesforce. */
  public boolean createsTasks() {
    return leadDefinition.reEngagement().isOn();
  }

  /** Whether Leads and Contacts are deleted in Salesforce when their contacts are. */
  public boolean deletesInSalesforce() {
    return settings.onDelete().get(RecordKey.HUBSPOT_CONTACTS) == OnDelete.DELETE;
  }

  /** The same with other settings, for a sandbox. */
  public Config settings(Settings other) {
    return new Config(
        other, mapping, leadDefinition, engagement, dispositions, alsoRead, settingsPlace, drift);
  }
}
