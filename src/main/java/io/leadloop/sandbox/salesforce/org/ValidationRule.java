package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * An administrator's validation rule.
 *
 * @param condition what no record may be, as the WHERE clause of a query says it
 * @param field which field is at fault; null for the record as a whole
 * @param message what a person would read
 */
public record ValidationRule(
    String object, String condition, @Nullable String field, String message) {}
