package io.leadloop.simulation;

import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.ArrayList;
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
          !living.converted() && other.truly(living.modifiedAt).isBefore(other.lookedAt());
      if (seen && belongs(side, record, living)) {
        broken.add(
            "P2 no lost edit: %s %s is deleted, although %s %s lives"
                .formatted(record.object, record.id, living.object, living.id));
      }
    }
    Instant editedAt = own.truly(record.editedAt);
    for (FakeRecord one : deleted) {
      Instant deletedAt = other.truly(Objects.requireNonNull(other.bin().deletedAt(one.id)));
      if (editedAt.isAfter(deletedAt) && editedAt.isBefore(own.lookedAt())) {
        broken.add(
            "P2 no lost edit: %s %s is deleted, although somebody edited it after %s %s was deleted"
                .formatted(record.object, record.id, one.object, one.id));
      }
    }
  }

  private static boolean belongs(Side side, FakeRecord record, FakeRecord other) {
    return side == Side.HUBSPOT
        ? other.shows(FakeSalesforce.KEY).equals(record.id)
        : record.shows(FakeSalesforce.KEY).equals(other.id);
  }
}
