package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.LinkRow;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People who delete records, restore them and merge them, and finish what they began. */
final class Departing {
  /**
   * What the loop says where people have to make one record of two. A restored one that the loop
   * does not choose for anybody may keep the linked one from an address that a merge brought along.
   */
  private static final Set<String> TWO_RECORDS =
      Set.of("record-merged", "linked-elsewhere", "former-lead", "ambiguous-match");

  /** What HubSpot says where an address that a merge brought along is another contact's. */
  private static final String ADDRESS_TAKEN = "CONFLICT";

  /** One in how many deletions is of any record, with a link or without. */
  private static final int DELETES_OF_ANY = 3;

  private final Tape tape;
  private final World world;
  private final Set<FakeRecord> restored = new HashSet<>();
  private int deletedUnlinked;

  Departing(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
  }

  /** Somebody deletes a linked record, or now and then any: the loop may be about to link it. */
  void delete(Side side) {
    boolean any = tape.onceIn("deletes any record", DELETES_OF_ANY);
    List<FakeRecord> linked = linked(side);
    List<FakeRecord> records = any ? world.open(side) : linked;
    if (!records.isEmpty()) {
      FakeRecord record = records.get(tape.next("record", records.size()));
      deletedUnlinked += linked.contains(record) ? 0 : 1;
      world.crm(side).delete(record);
      world.tell("%s %s is deleted in %s".formatted(record.object, record.id, side.label()));
    }
  }

  /**
   * How many records without a link were deleted. Somebody may be made in the place of each: nobody
   * could know that it was there. Once it is restored there are two.
   */
  int deletedUnlinked() {
    return deletedUnlinked;
  }

  /** Somebody deletes a record on either side. */
  void deleteOne() {
    delete(tape.next("side deleted", 2) == 1 ? Side.SALESFORCE : Side.HUBSPOT);
  }

  /** Somebody may take a record out of the bin of either side. */
  void restoreSoon() {
    if (tape.next("restored soon", 3) == 2) {
      restoreOne(tape.next("side restored", 2) == 1 ? Side.HUBSPOT : Side.SALESFORCE);
    }
  }

  /** Somebody takes a record out of the bin. */
  void restoreOne(Side side) {
    List<FakeRecord> deleted = world.crm(side).bin().deleted();
    if (!deleted.isEmpty()) {
      restore(side, deleted.get(tape.next("record", deleted.size())));
    }
  }

  private void restore(Side side, FakeRecord deleted) {
    boolean back = world.crm(side).restore(deleted);
    if (back) {
      restored.add(deleted);
    }
    world.tell(
        "%s %s %s restored in %s"
            .formatted(deleted.object, deleted.id, back ? "is" : "cannot be", side.label()));
  }

  /** Whether somebody took this record out of the bin. */
  boolean isRestored(FakeRecord record) {
    return restored.contains(record);
  }

  /** Whatever was deleted comes back, and is looked at. */
  void restoreAll() {
    for (Side side : Side.values()) {
      for (FakeRecord deleted : world.crm(side).bin().deleted()) {
        restore(side, deleted);
      }
    }
    world.remembered.retryAll();
  }

  /** Somebody makes one linked record of two. */
  void merge(Side side) {
    List<FakeRecord> linked = linked(side);
    if (linked.size() > 1) {
      FakeRecord survivor = linked.get(tape.next("record", linked.size()));
      List<FakeRecord> others =
          linked.stream()
              .filter(one -> one != survivor && one.object.equals(survivor.object))
              .toList();
      if (!others.isEmpty()) {
        merge(side, survivor, others.get(tape.next("other", others.size())));
      }
    }
  }

  private void merge(Side side, FakeRecord survivor, FakeRecord loser) {
    FakeRecord merged = world.crm(side).merge(survivor, loser);
    world.tell(
        "%s %s and %s become %s in %s"
            .formatted(survivor.object, survivor.id, loser.id, merged.id, side.label()));
  }

  private List<FakeRecord> linked(Side side) {
    Set<String> ids = new HashSet<>();
    world.remembered.links().forEach(link -> ids.add(link.link().key(side).id()));
    return world.open(side).stream().filter(record -> ids.contains(record.id)).toList();
  }

  /**
   * People finish on one side what was merged on the other, wherever the loop says that two records
   * are left of one person, and have it looked at again.
   *
   * @return whether there was anything
   */
  boolean finishMerges() {
    boolean any = false;
    for (LinkRow link : world.remembered.allLinks()) {
      if (world.remembered.problems(link).stream()
          .anyMatch(one -> TWO_RECORDS.contains(one.code()))) {
        any |= finishMerge(link);
      } else if (world.remembered.problems(link).stream()
          .anyMatch(one -> one.code().equals(ADDRESS_TAKEN))) {
        any |= mergeSameAddress(link);
      }
    }
    for (Side side : Side.values()) {
      for (FakeRecord record : world.open(side)) {
        if (world.remembered.problems(world.crm(side).key(record)).stream()
            .anyMatch(one -> TWO_RECORDS.contains(one.code()))) {
          any |= finishMerge(side, record);
        }
      }
    }
    if (any) {
      world.remembered.retryAll();
    }
    return any;
  }

  /** The Lead was merged with that of another contact, which is the same person then. */
  private boolean mergeSameAddress(LinkRow link) {
    FakeRecord own = standing(link, Side.HUBSPOT);
    FakeRecord lead = standing(link, Side.SALESFORCE);
    for (FakeRecord other : world.open(Side.HUBSPOT)) {
      if (own != null && lead != null && other != own && address(other).equals(address(lead))) {
        merge(Side.HUBSPOT, other, own);
        return true;
      }
    }
    return false;
  }

  /** A record without a link, whose person stands for another one already. */
  private boolean finishMerge(Side side, FakeRecord own) {
    for (FakeRecord shared : world.open(side.other())) {
      LinkRow holder = belong(shared, own) ? holder(shared) : null;
      FakeRecord other = holder == null ? null : standing(holder, side);
      if (other != null && other != own) {
        become(side, other, own);
        return true;
      }
    }
    return false;
  }

  /** By their address, or by the key of a contact that was merged since. */
  private boolean belong(FakeRecord shared, FakeRecord own) {
    return address(shared).equals(address(own))
        || shared == world.hubspot.living(own.shows(FakeSalesforce.KEY));
  }

  private static String address(FakeRecord record) {
    return (record.shows("email") + record.shows("Email")).toLowerCase(Locale.ROOT);
  }

  private @Nullable LinkRow holder(FakeRecord shared) {
    Side side = shared.object.equals(RecordKey.HUBSPOT_CONTACTS) ? Side.HUBSPOT : Side.SALESFORCE;
    return world.remembered.allLinks().stream()
        .filter(one -> standing(one, side) == shared)
        .findFirst()
        .orElse(null);
  }

  /** Makes one of two; where that cannot be, deletes the one that nobody needs. */
  private void become(Side side, FakeRecord other, FakeRecord own) {
    if (own.object.equals(other.object)) {
      merge(side, other, own);
    } else {
      world.crm(side).delete(own);
      world.tell("%s %s is deleted, as it is not needed".formatted(own.object, own.id));
    }
  }

  private boolean finishMerge(LinkRow link) {
    for (Side side : Side.values()) {
      FakeRecord shared = standing(link, side);
      FakeRecord own = standing(link, side.other());
      for (LinkRow holder : world.remembered.allLinks()) {
        FakeRecord other = standing(holder, side.other());
        if (shared != null
            && standing(holder, side) == shared
            && own != null
            && other != null
            && own != other) {
          become(side.other(), other, own);
          return true;
        }
      }
    }
    return false;
  }

  /** The record that stands for a link on one side, after all merges and conversions. */
  private @Nullable FakeRecord standing(LinkRow link, Side side) {
    FakeCrm crm = world.crm(side);
    FakeRecord record = crm.living(link.link().key(side).id());
    return record == null || !record.converted()
        ? record
        : crm.living(record.shows("ConvertedContactId"));
  }
}
