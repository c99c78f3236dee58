package io.leadloop.lead;

/**
 * What a Lead was converted into, besides the Contact that carries its link on.
 *
 * @param leadId the Lead, which is read-only since
 * @param accountId the Contact's Account; empty when Salesforce does not say
 * @param opportunityId empty when none was made
 */
public record Conversion(String leadId, String accountId, String opportunityId) {}
