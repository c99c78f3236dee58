package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import java.time.Instant;
import java.util.Set;

/**
 * A Lead that its person left for a new one, because sales was done with it and the person raised a
 * hand again.
 *
 * @param lead the Lead, which takes part in nothing any more
 * @param contact the person in HubSpot when they left
 * @param raisedAt the hand-raise that was settled before; empty for none
 * @param optedOut by rule id, the opt-outs that it shows and that are known to be told
 */
public record FormerLead(
    RecordKey lead, RecordKey contact, String raisedAt, Instant leftAt, Set<String> optedOut) {
  public FormerLead {
    optedOut = Set.copyOf(optedOut);
  }
}
