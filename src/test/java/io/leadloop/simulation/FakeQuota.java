package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.DailyBudget;
import io.leadloop.sync.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a vendor's day, and our client that keeps within them. Without end until limited.
 */
final class FakeQuota {
  private static final Duration BELIEVED = Duration.ofMinutes(10);

  private final Side side;
  private int callsMax;
  private int used;
  private @Nullable InstantSource ours;
  private @Nullable DailyBudget budget;
  private @Nullable Instant toldAt;
  private int told;
  private String broken = "";

  FakeQuota(Side side) {
    this.side = side;
  }

  /** From now on there are so many. */
  void limit(int calls) {
    callsMax = calls;
    used = 0;
  }

  /** Another process calls, which knows nothing of the day yet. */
  void startOver(InstantSource clock) {
    ours = clock;
    budget = new DailyBudget(clock);
    toldAt = null;
  }

  /** Others use the account too. */
  void use(int calls) {
    used = Math.min(callsMax, used + calls);
  }

  void newDay() {
    used = 0;
  }

  /** A call of ours, which is made or not. */
  void call(Lane lane) {
    if (callsMax == 0 || budget == null || ours == null) {
      return;
    }
    if (toldAt != null
        && Duration.between(toldAt, ours.instant()).abs().compareTo(BELIEVED) >= 0) {
      // What our client forgot by its clock it does not remember when that is set back.
      toldAt = null;
    }
    if (!budget.lets(lane)) {
      throw none("daily");
    }
    if (toldAt != null && told * 100L / callsMax >= percentMax(lane)) {
      broken = "a call of lane %s after %d of %d".formatted(lane, told, callsMax);
    }
    if (used >= callsMax) {
      budget.spent();
      throw none("429");
    }
    used++;
    told = used;
    toldAt = ours.instant();
    budget.left(callsMax - used, callsMax);
  }

  private static int percentMax(Lane lane) {
    return switch (lane) {
      case EXPRESS -> 101;
      case LIVE -> 95;
      case REPAIR -> 90;
      case BACKFILL -> 80;
    };
  }

  private CrmException none(String code) {
    return new CrmException(side, CrmException.Kind.LIMIT, code, "no calls left", null);
  }

  /** What was called too late in a day; empty for nothing. */
  String broken() {
    return broken;
  }
}
