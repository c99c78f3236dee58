package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/**
 * One person: the HubSpot contact and the Salesforce record that stand for them.
 *
 * @param id the number of the link in this store
 * @param salesforce a Lead, or the Contact that it was converted into
 * @param conversion how the Lead became that Contact; null while it is a Lead, and for a person who
 *     was a Contact from the start
 */
public record Link(
    long id, String hubspotId, RecordKey salesforce, @Nullable Conversion conversion) {

  public RecordKey key(Side side) {
    return side == Side.HUBSPOT ? RecordKey.contact(hubspotId) : salesforce;
  }

  /** How a person names it: {@code Lead 00Q... <-> contact 51}. */
  public String label() {
    return salesforce.label() + " <-> " + key(Side.HUBSPOT).label();
  }
}
