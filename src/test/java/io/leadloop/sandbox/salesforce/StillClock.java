package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.SandboxClock;
import java.time.Instant;

/** A sandbox clock that only moves when it is told to. */
final class StillClock {
  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private StillClock() {}

  static SandboxClock at(Instant start) {
    return new SandboxClock(() -> start);
  }
}
