package io.leadloop.sandbox.salesforce.org;

import java.util.List;

/**
 * What became of a merge.
 *
 * @param master the record that stays; its errors are those of the merge
 * @param mergedIds the records that are gone
 * @param movedIds the records that hung on those and hang on the master now
 */
public record MergeOutcome(SaveOutcome master, List<String> mergedIds, List<String> movedIds) {}
