package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * How a lead is to be converted.
 *
 * @param accountId an existing account to use; null makes one
 * @param contactId an existing contact to use; null makes one
 */
public record ConversionRequest(
    String leadId,
    boolean createOpportunity,
    @Nullable String accountId,
    @Nullable String contactId) {}
