package io.leadloop.gate;

import io.leadloop.lead.Side;

/**
 * The two gates and how new leads find their owner.
 *
 * @param createInSalesforce asked of HubSpot contacts that have no Lead or Contact
 * @param createInHubspot asked of Salesforce Leads and Contacts that have no HubSpot contact
 * @param reEngagement what happens when somebody raises a hand again whose lead is closed
 */
public record LeadDefinition(
    Gate createInSalesforce,
    Gate createInHubspot,
    Assignment assignment,
    ReEngagement reEngagement) {

  /** Without a look at who comes back. */
  public LeadDefinition(Gate createInSalesforce, Gate createInHubspot, Assignment assignment) {
    this(createInSalesforce, createInHubspot, assignment, ReEngagement.OFF);
  }

  /** Who owns a Lead that this program creates. */
  public enum Assignment {
    /** Salesforce's own assignment rules decide. */
    RULES,
    /** The mapped owner field decides. */
    OWNER,
    /** The integration user keeps it. */
    INTEGRATION_USER
  }

  /** The gate that a record of this side must pass to be created on the other. */
  public Gate gateFrom(Side side) {
    return side == Side.HUBSPOT ? createInSalesforce : createInHubspot;
  }
}
