package io.leadloop.sandbox.salesforce.org;

/**
 * What the caller says about all saves of a call.
 *
 * @param allowDuplicates whether a duplicate rule that only alerts lets a record pass
 * @param recordDetails whether found duplicates are told with all their fields
 * @param autoAssign whether the active assignment rule chooses the owner of leads
 */
public record SaveOptions(boolean allowDuplicates, boolean recordDetails, boolean autoAssign) {
  /** What holds when nothing is said: duplicates stop a save, and owners are assigned. */
  public static final SaveOptions USUAL = new SaveOptions(false, false, true);
}
