package io.leadloop.simulation;

import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Holds each deletion of the loop against what people did: they deleted the counterpart and left
 * the record alone since, as far as the loop could see when it last looked.
 */
final class DeletionTruth {
  private final World world;
  private final List<String> broken = new ArrayList<>();

  DeletionTruth(World world) {
    this.world = world;
  }

  List<String> broken() {
    return broken;
  }

  /** The record is still there. */
  void look(Side side, FakeRecord record) {
    FakeCrm own = world.crm(side);
    FakeCrm other = world.crm(side.other());
    List<FakeRecord> deleted =
        other.bin().deleted().stream().filter(one -> belongs(side, record, one)).toList();
    for (FakeRecord living : other.records()) {
      boolean seen =
          !living.converted()
              && other.truly(living.modifiedAt).isBefore(other.lookedAt())
              && living.restoredAt.isBefore(other.lookedAt());
      if (seen && belongs(side, record, living)) {
        broken.add(
            "P2 no lost edit: %s %s is deleted, although %s %s lives"
                .formatted(record.object, record.id, living.object, living.id));
      }
    }
    Instant editedAt = own.truly(record.editedAt);
    // An old store may have made a new one in the place of one that was deleted before: the record
    // is deleted for the last of them.
    FakeRecord one =
        deleted.stream().max(Comparator.comparing(each -> deletedAt(other, each))).orElse(null);
    if (one != null) {
      Instant deletedAt = other.truly(deletedAt(other, one));
      boolean wasSeen = own.truly(record.committedAt).isBefore(record.readAt);
      if (editedAt.isAfter(deletedAt) && wasSeen) {
        broken.add(
            "P2 no lost edit: %s %s is deleted, although somebody edited it after %s %s was deleted"
                .formatted(record.object, record.id, one.object, one.id));
      }
    }
  }

  private static Instant deletedAt(FakeCrm crm, FakeRecord deleted) {
    return Objects.requireNonNull(crm.bin().deletedAt(deleted.id));
  }

  private static boolean belongs(Side side, FakeRecord record, FakeRecord other) {
    return side == Side.HUBSPOT
        ? other.shows(FakeSalesforce.KEY).equals(record.id)
        : record.shows(FakeSalesforce.KEY).equals(other.id);
  }
}
