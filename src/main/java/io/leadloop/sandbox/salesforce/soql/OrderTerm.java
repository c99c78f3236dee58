package io.leadloop.sandbox.salesforce.soql;

/**
 * One field of ORDER BY.
 *
 * @param nullsFirst what stands without a word about it, whatever the direction
 */
public record OrderTerm(FieldPath field, boolean descending, boolean nullsFirst) {}
