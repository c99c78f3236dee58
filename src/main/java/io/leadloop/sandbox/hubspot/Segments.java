package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lists of an account. Guarded by the portal's lock. */
final class Segments {
  private final NavigableMap<Long, Segment> byId = new TreeMap<>();
  private long nextId = 1;

  /** A new list. */
  Segment create(String name, String processingType, JsonNode filterBranch, Instant at) {
    Segment segment = new Segment(nextId++, name, processingType, filterBranch, at);
    byId.put(segment.id, segment);
    return segment;
  }

  /** All lists in the order of their ids, deleted ones too. */
  Collection<Segment> all() {
    return byId.values();
  }

  /** The list of an id, deleted or not; null when there is none. */
  @Nullable Segment find(String id) {
    return id.matches("\\d{1,18}") ? byId.get(Long.parseLong(id)) : null;
  }

  /** The list of a name, whatever its case; null when none is not deleted. */
  @Nullable Segment named(String name) {
    return byId.values().stream()
        .filter(segment -> segment.deletedAt == null && segment.name.equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** The living members of a list in the order of their ids, with when each joined. */
  NavigableMap<Long, Instant> members(Segment segment, HubSpotPortal portal) {
    NavigableMap<Long, Instant> members = new TreeMap<>();
    ObjectStore contacts = portal.store(ObjectKind.CONTACTS);
    if (segment.isDynamic()) {
      SegmentFilter filter = SegmentFilter.of(segment.filterBranch, portal);
      for (CrmRecord contact : contacts.byId().values()) {
        if (!contact.archived() && filter.matches(contact)) {
          members.put(contact.id(), contact.updatedAt());
        }
      }
      return members;
    }
    for (Map.Entry<Long, Instant> member : segment.joinedById.entrySet()) {
      if (contacts.living(member.getKey()) != null) {
        members.put(member.getKey(), member.getValue());
      }
    }
    return members;
  }

  /** Takes a contact out of all lists. */
  void forget(long contact) {
    byId.values().forEach(segment -> segment.joinedById.remove(contact));
  }

  /** Puts one contact in the place of another. */
  void replace(long gone, long survivor) {
    for (Segment segment : byId.values()) {
      Instant joined = segment.joinedById.remove(gone);
      if (joined != null) {
        segment.joinedById.putIfAbsent(survivor, joined);
      }
    }
  }
}
