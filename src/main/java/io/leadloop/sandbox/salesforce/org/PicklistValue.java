package io.leadloop.sandbox.salesforce.org;

/** One value of a picklist; {@code standard} is what a new record gets. */
public record PicklistValue(String value, boolean standard) {}
