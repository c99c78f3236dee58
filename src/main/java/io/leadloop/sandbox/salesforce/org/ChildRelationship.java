package io.leadloop.sandbox.salesforce.org;

/**
 * The way from a record to those that refer to it.
 *
 * @param object whose records refer to it
 * @param reference the field by which they do
 */
public record ChildRelationship(ObjectDefinition object, FieldDefinition reference) {
  /** As queries and describe call it, such as {@code OpportunityContactRoles}. */
  public String name() {
    return String.valueOf(reference.children());
  }
}
