package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Lease;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a standby takes the lease over (P8): by what it sees, and hardly by a clock. */
class OtherHolderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Duration FAR = Duration.ofHours(2);

  private final OtherHolder other = new OtherHolder(LEASE);

  private boolean isGone(long epoch, Instant expiresAt, Instant now, long seconds) {
    return other.isGone(
        new Lease.Held(epoch, "process 1", expiresAt), now, Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void aLeaseThatRanOutBeforeTheFirstLookIsTakenAtOnce() {
    assertThat(isGone(1, NOW, NOW, 0)).isTrue();
  }

  @Test
  void aLeaseThatWasGivenBackIsTakenAtOnce() {
    assertThat(isGone(1, NOW.plus(LEASE), NOW, 0)).isFalse();
    assertThat(isGone(1, Instant.EPOCH, NOW, 1)).isTrue();
  }

  @Test
  void aHolderThatRenewsLivesWhateverOurClockSays() {
    assertThat(isGone(1, NOW.plus(LEASE), NOW, 0)).isFalse();
    for (int look = 1; look < 10; look++) {
      Instant now = NOW.plusSeconds(7L * look).plus(FAR);
      assertThat(isGone(1, NOW.plusSeconds(7L * look).plus(LEASE), now, 7L * look)).isFalse();
    }
  }

  @Test
  void oneThatFellSilentIsFollowedWithin30SecondsOfItsLastRenewal() {
    Instant expiresAt = NOW.plus(LEASE);
    int every = 7;
    long takenAfter = 0;
    // The first look comes as late after the renewal as it can.
    for (long at = every; takenAfter == 0; at += every) {
      takenAfter = isGone(1, expiresAt, NOW.plusSeconds(at), at) ? at : 0;
    }
    assertThat(takenAfter).isLessThan(30);
  }

  @Test
  void oneWhoseClockWasAheadIsFollowedAllTheSame() {
    Instant expiresAt = NOW.plus(FAR);
    assertThat(isGone(1, expiresAt, NOW, 0)).isFalse();
    assertThat(isGone(1, expiresAt, NOW.plusSeconds(19), 19)).isFalse();
    assertThat(isGone(1, expiresAt, NOW.plusSeconds(20), 20)).isTrue();
  }
}
