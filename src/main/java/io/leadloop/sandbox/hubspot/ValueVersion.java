package io.leadloop.sandbox.hubspot;

import java.time.Instant;

/** One value that a property had, from when on, and who wrote it. A cleared value is empty text. */
record ValueVersion(String value, Instant at, Author author) {}
