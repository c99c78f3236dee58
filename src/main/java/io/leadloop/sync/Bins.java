package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What both recycle bins say of records that are not there, and how a time of one vendor's clock
 * reads on the other's. Asked once; immutable afterwards.
 */
final class Bins {
  /** Vendors say how late it is in whole seconds. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<RecordKey, Instant> deleted = new HashMap<>();
  private final Map<Side, Duration> otherIsAhead = new EnumMap<>(Side.class);

  /**
   * @param missing records that could not be read
   * @throws CrmException when a vendor could not be asked
   */
  Bins(RecordReader reader, Collection<RecordKey> missing, Lane lane) {
    for (Side side : Side.values()) {
      List<RecordKey> ofSide = missing.stream().filter(key -> key.side() == side).toList();
      if (!ofSide.isEmpty()) {
        Optional<Instant> other = reader.crm(side.other()).lastAnsweredAt();
        deleted.putAll(reader.crm(side).deleted(ofSide, lane));
        Optional<Instant> own = reader.crm(side).lastAnsweredAt();
        if (other.isPresent() && own.isPresent()) {
          otherIsAhead.put(side, Duration.between(own.get().plus(SECOND), other.get()));
        }
      }
    }
  }

  /** When the vendor says that it was deleted; null when it does not say so. */
  @Nullable Instant at(RecordKey key) {
    return deleted.get(key);
  }

  /**
   * A time of one side by the clock of the other, rather too early than too late: the other's clock
   * was looked at before this one's.
   *
   * @return empty when either vendor does not say how late it is
   */
  Optional<Instant> byOtherClock(Side side, Instant time) {
    return Optional.ofNullable(otherIsAhead.get(side)).map(time::plus);
  }
}
