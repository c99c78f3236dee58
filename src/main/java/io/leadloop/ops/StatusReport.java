package io.leadloop.ops;

import io.leadloop.store.CallCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one connection is doing.
 *
 * @param at when this was read
 * @param mode watching or live
 * @param holder who holds the lease; null when nobody does
 * @param leaseExpiresAt null when nobody holds the lease
 * @param inbox what is due, by lane; lanes where nothing is due are left out
 * @param waiting how many links and records wait, by kind and code: {@code parked ambiguous-match}
 * @param config what keeps the daemon from taking over the configuration that stands in the files,
 *     as {@code check} says it; empty when nothing does
 * @param states what else it is in, by name: restored, foreign-store, braked
 * @param cap why writing is paused; empty when it is not
 * @param links how many are kept in agreement
 * @param resting how many links rest because a record was deleted
 * @param lastHour what was written within the last hour
 * @param calls of the last day
 * @param alerts what was told and did not end
 * @param nextSteps what to do, one sentence each; empty when all is well
 */
public record StatusReport(
    String connection,
    Instant at,
    String mode,
    @Nullable String holder,
    @Nullable Instant leaseExpiresAt,
    List<Swept> sweeps,
    List<Depth> inbox,
    Map<String, Long> waiting,
    String config,
    List<Named> states,
    String cap,
    long links,
    long resting,
    Written lastHour,
    List<CallCounts.Count> calls,
    Alerting alerts,
    List<String> nextSteps) {
  public StatusReport {
    sweeps = List.copyOf(sweeps);
    inbox = List.copyOf(inbox);
    states = List.copyOf(states);
    calls = List.copyOf(calls);
    nextSteps = List.copyOf(nextSteps);
  }

  /**
   * @param name {@code foreign-store}
   * @param why one sentence
   */
  public record Named(String name, String why, Instant since) {}

  /** Whether it is in the state of this name. */
  public boolean isIn(String name) {
    return states.stream().anyMatch(state -> state.name().equals(name));
  }

  /**
   * @param standing the troubles that people were told of and that did not end, by name
   * @param undelivered how many messages did not arrive yet
   * @param failure why the last try failed; empty when none did
   */
  public record Alerting(List<String> standing, long undelivered, String failure) {
    public Alerting {
      standing = List.copyOf(standing);
    }
  }

  /**
   * @param sweptAt when a sweep of this side last came to its end; null for never
   * @param ageSeconds since then; null for never
   * @param seen how many records that sweep read
   * @param trouble why the side could not be asked the last time; empty when it could
   * @param troubleSince null when there is no trouble
   * @param clockAheadSeconds how far this side's clock is ahead of this machine's, negative for
   *     behind; 0 while both agree within 30 seconds
   */
  public record Swept(
      String side,
      @Nullable Instant sweptAt,
      @Nullable Long ageSeconds,
      long seen,
      String trouble,
      @Nullable Instant troubleSince,
      long clockAheadSeconds) {}

  /** What is due in one lane, and for how long the oldest row has been. */
  public record Depth(String lane, long due, Instant oldestDueAt, long oldestAgeSeconds) {}

  /**
   * Records created, records changed, fields emptied.
   *
   * @param windowMillisMax the longest time from the read of a record to the answer to its write
   * @param overwrote how many edits of people fell into such a window; they stand in the journal
   */
  public record Written(
      long creates, long changes, long clears, long windowMillisMax, long overwrote) {}
}
