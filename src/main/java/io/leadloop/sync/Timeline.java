package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import java.util.Collection;
import java.util.Set;

/**
 * Where notes for marketers and tasks for sales go. Neither has a key of ours, so it is looked for
 * by its reference before it is sent again.
 */
public interface Timeline {

  /**
   * Which of these references stand in a note or task of this record. Not read through an index
   * that lags.
   *
   * @throws CrmException when the vendor could not be asked
   */
  Set<String> present(RecordKey record, Collection<String> references, Lane lane);

  /**
   * Adds a note or a task to a record. Made once: never sent again within this call.
   *
   * @param permit checked before it is sent
   * @return {@link WriteOutcome.Accepted} with its key, {@link WriteOutcome.Rejected} or {@link
   *     WriteOutcome.Unknown}
   * @throws CrmException when the vendor could not be asked; then nothing was added
   */
  WriteOutcome append(RecordKey record, Item item, Lane lane, WritePermit permit);
}
