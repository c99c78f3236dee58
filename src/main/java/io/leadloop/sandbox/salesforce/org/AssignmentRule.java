package io.leadloop.sandbox.salesforce.org;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The active assignment rule of an object: the first entry whose condition holds gives the owner.
 */
public record AssignmentRule(String object, List<Entry> entries) {
  /**
   * One entry.
   *
   * @param condition as the WHERE clause of a query says it; null holds for every record
   * @param ownerEmail whose the record becomes
   */
  public record Entry(@Nullable String condition, String ownerEmail) {}
}
