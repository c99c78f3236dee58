package io.leadloop.config;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;

/**
 * A field that is read although no mapping line may name it: by a gate, or for a disposition.
 *
 * @param object {@code contacts}, {@code Lead} or {@code Contact}
 */
public record FieldUse(Side side, String object, String field, Place place) {}
