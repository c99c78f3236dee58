package io.leadloop.sandbox.hubspot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a CSV file becomes contacts.
 *
 * @param missing words that mean nothing is known
 * @param created the properties that the account gets for it
 * @param rules one for each property that is filled
 * @param known every property that a contact then has, by name
 */
record ColumnMap(
    Set<String> missing,
    List<PropertyDefinition> created,
    List<ColumnRule> rules,
    Map<String, PropertyDefinition> known) {}
