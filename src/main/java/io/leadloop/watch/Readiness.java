package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.ops.StatusReport;
import io.leadloop.store.StoreException;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the process does its work now. Thread-safe. */
public final class Readiness {
  /** A sweep that is this many periods old is late. */
  private static final int LATE_PERIODS = 3;

  /** A probe writes; whoever asks more often is told what the last one found. */
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(5);

  private final State state;
  private final Supplier<Reading> reader;
  private final Duration sweepEvery;
  private final InstantSource clock;
  private @Nullable Finding probed;
  private Instant probedAt = Instant.EPOCH;

  public Readiness(
      State state, Supplier<Reading> reader, Duration sweepEvery, InstantSource clock) {
    this.state = state;
    this.reader = reader;
    this.sweepEvery = sweepEvery;
    this.clock = clock;
  }

  /** Whether this process may write, or stands by for one that may. */
  public Finding lease() {
    Reading reading = read();
    if (reading == null) {
      return unreadable();
    }
    String holder = reading.status().holder();
    if (reading.holdsLease()) {
      return Finding.good("This process runs the connection.");
    }
    return holder == null
        ? Finding.bad("Nobody holds the lease; this process takes it at its next turn.")
        : Finding.good("Standing by: " + holder + " runs the connection.");
  }

  /** Whether a row can be written. */
  public synchronized Finding store() {
    Instant now = clock.instant();
    Finding known = probed;
    if (known != null && now.isBefore(probedAt.plus(BETWEEN_PROBES))) {
      return known;
    }
    Finding found;
    try {
      state.store().run(handle -> state.facts().set(handle, FactNames.PROBED, "", now));
      found = Finding.good("The store can be written.");
    } catch (StoreException e) {
      found = Finding.bad("The store cannot be written: " + e.code() + ".");
    } catch (RuntimeException e) {
      found = Finding.bad("The store cannot be written: " + e.getClass().getSimpleName() + ".");
    }
    probed = found;
    probedAt = now;
    return found;
  }

  /** Whether both sides were read lately; only the process that holds the lease does that. */
  public Finding sweeps() {
    Reading reading = read();
    if (reading == null) {
      return unreadable();
    }
    if (!reading.holdsLease()) {
      return Finding.good("Standing by: another process sweeps.");
    }
    List<String> late = new ArrayList<>();
    for (StatusReport.Swept swept : reading.status().sweeps()) {
      String label = Side.ofWord(swept.side()).label();
      Long age = swept.ageSeconds();
      if (age == null) {
        late.add(label + " was not read to its end yet.");
      } else if (age > sweepEvery.toSeconds() * LATE_PERIODS + 1) {
        late.add(
            "The last sweep of %s is %d s old; one is due every %d s."
                .formatted(label, age, Math.max(1, sweepEvery.toSeconds())));
      }
      if (!swept.trouble().isEmpty()) {
        late.add(label + " could not be asked; leadloop status says why.");
      }
    }
    return late.isEmpty()
        ? Finding.good("Both sides were read lately.")
        : Finding.bad(String.join(" ", late));
  }

  private @Nullable Reading read() {
    try {
      return reader.get();
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static Finding unreadable() {
    return Finding.bad("The store cannot be read.");
  }
}
