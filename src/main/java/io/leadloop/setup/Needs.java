package io.leadloop.setup;

import io.leadloop.config.Config;
import java.util.List;
import java.util.Map;

/**
 * All that one configuration needs in both accounts. Immutable; follows from the configuration
 * alone.
 *
 * @param properties HubSpot's, in the order of the configuration
 * @param readProperties properties that are only looked at, by a gate
 * @param fields Salesforce's custom fields that are ours to create
 * @param access every Salesforce field that is read or written, ours and others'
 * @param optionsFrom for a property that is a choice of several: the Lead field with its words
 * @param tasks whether Tasks are created in Salesforce
 * @param deletes whether Leads and Contacts are deleted in Salesforce
 */
public record Needs(
    List<PropertyNeed> properties,
    List<String> readProperties,
    List<FieldNeed> fields,
    List<Access> access,
    Map<String, String> optionsFrom,
    boolean tasks,
    boolean deletes) {
  /** The HubSpot group that our properties stand in. */
  public static final String GROUP = "leadloop";

  /** The label of that group, and the name of the Salesforce permission set. */
  public static final String LABEL = "Leadloop";

  public Needs {
    properties = List.copyOf(properties);
    readProperties = List.copyOf(readProperties);
    fields = List.copyOf(fields);
    access = List.copyOf(access);
    optionsFrom = Map.copyOf(optionsFrom);
  }

  /** What this configuration needs. */
  public static Needs of(Config config) {
    HubSpotNeeds hubspot = new HubSpotNeeds(config);
    SalesforceNeeds salesforce = new SalesforceNeeds(config);
    return new Needs(
        hubspot.properties(),
        hubspot.readProperties(),
        salesforce.fields(),
        salesforce.access(),
        hubspot.optionsFrom(),
        config.createsTasks(),
        config.deletesInSalesforce());
  }

  /** {@code lead_status} as {@code Lead status}. */
  static String words(String name) {
    String spaced = name.replaceAll("__c$", "").replace('_', ' ').strip();
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }
}
