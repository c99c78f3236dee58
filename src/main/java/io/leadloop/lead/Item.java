package io.leadloop.lead;

import java.time.Instant;

/**
 * Something that is added to a record and never changed: a note on a HubSpot contact. HubSpot gives
 * notes no key, so the reference is written visibly into the note and looked for before the note is
 * sent again.
 *
 * @param reference short, unique, and the same each time the same thing is planned
 * @param at when what it tells happened; the same each time too
 * @param body plain text, lines separated by line feeds
 */
public record Item(String reference, Instant at, String body) {}
