package io.leadloop.sandbox.salesforce.org;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record.
 *
 * @param id the record, 18 characters; null when there is none
 * @param created whether an upsert or insert made it
 * @param choices the records that an upsert could not choose between; empty otherwise
 */
public record SaveOutcome(
    @Nullable String id, boolean created, List<RecordError> errors, List<String> choices) {
  static SaveOutcome saved(String id, boolean created) {
    return new SaveOutcome(id, created, List.of(), List.of());
  }

  static SaveOutcome refused(@Nullable String id, RecordError error) {
    return new SaveOutcome(id, false, List.of(error), List.of());
  }

  /** The outcome of records that were fine, in a call where another one was not. */
  public static SaveOutcome rolledBack() {
    return refused(
        null,
        RecordError.of(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using"
                + " AllOrNone header"));
  }

  /** Whether it was saved. */
  public boolean success() {
    return errors.isEmpty() && choices.isEmpty();
  }
}
