package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * How a lead is to be converted.
 *
 * @param accountId an existing account to use; null makes one
 * @param contactId an existing contact to use; null makes one
 * @param status the lead's status from then on; null takes the usual one
 * @param opportunityName null makes one of the company's name
 * @param ownerId who owns what is made; null keeps the lead's owner
 */
public record ConversionRequest(
    String leadId,
    boolean createOpportunity,
    @Nullable String accountId,
    @Nullable String contactId,
    @Nullable String status,
    @Nullable String opportunityName,
    @Nullable String ownerId) {
  /** A conversion that says nothing of status, names and owners. */
  public ConversionRequest(
      String leadId,
      boolean createOpportunity,
      @Nullable String accountId,
      @Nullable String contactId) {
    this(leadId, createOpportunity, accountId, contactId, null, null, null);
  }
}
