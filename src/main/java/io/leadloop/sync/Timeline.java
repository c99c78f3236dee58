package io.leadloop.sync;

import io.leadloop.lead.Item;
import java.util.Collection;
import java.util.Set;

/**
 * Where notes for marketers go. A note has no key, so it is looked for by its reference before it
 * is sent again.
 */
public interface Timeline {

  /**
   * Which of these references stand in a note of this contact. Not read through an index that lags.
   *
   * @throws CrmException when the vendor could not be asked
   */
  Set<String> present(String hubspotId, Collection<String> references, Lane lane);

  /**
   * Adds a note to a contact. Made once: never sent again within this call.
   *
   * @return {@link WriteOutcome.Accepted} with the note's key, {@link WriteOutcome.Rejected} or
   *     {@link WriteOutcome.Unknown}
   * @throws CrmException when the vendor could not be asked; then nothing was added
   */
  WriteOutcome append(String hubspotId, Item item, Lane lane);
}
