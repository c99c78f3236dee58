package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;

/**
 * That a link's record on one side was deleted. The link rests: nothing is written for it, nobody
 * is created anew for it, and it goes on where it was when the record is restored.
 *
 * @param side where the record was deleted
 * @param at when, by that vendor's clock
 * @param marked whether the other side's record says so
 */
public record Gone(Side side, Instant at, boolean marked) {}
