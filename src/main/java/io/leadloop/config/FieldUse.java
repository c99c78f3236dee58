package io.leadloop.config;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A field that is read although no mapping line may name it: by a gate, or for a disposition.
 *
 * @param object {@code contacts}, {@code Lead} or {@code Contact}
 * @param words that the configuration expects to see in it, with the place of each
 */
public record FieldUse(
    Side side, String object, String field, Place place, Map<String, Place> words) {
  public FieldUse {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** A field of which no word is named. */
  public FieldUse(Side side, String object, String field, Place place) {
    this(side, object, field, place, Map.of());
  }
}
