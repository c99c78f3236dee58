package io.leadloop.lead;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that nobody typed: computed from what a record shows.
 *
 * @param fields by name, with their prefix ({@code context.}, {@code disposition.}); an empty text
 *     is blank
 * @param changesAt when the result would be another one although nothing changed in the record;
 *     null for never
 */
public record Derived(Map<String, String> fields, @Nullable Instant changesAt) {
  public Derived {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
