package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;

/**
 * A sweep or an event says: look at this.
 *
 * @param subject see {@link Claim#subject()}
 * @param lane the number of the lane
 * @param version the vendor's time of the record that was seen
 * @param print of what it showed; the same at the same time is no news
 */
public record Arrival(String subject, int lane, Side side, Instant version, String print) {}
