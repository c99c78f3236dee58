package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.Associations.End;
import io.leadloop.sandbox.hubspot.rules.HistoryRule;
import io.leadloop.sandbox.hubspot.rules.MergeRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes one contact out of two; both old ids lead to it. Guarded by the portal's lock. */
final class Merger {
  private static final Author MERGE = new Author("MERGE_OBJECTS", null, null, null);
  private static final Set<String> COUNTED_TOGETHER = Set.of("num_notes", "notes_last_updated");

  private final HubSpotPortal portal;
  private final boolean keepsPrimaryId;

  /**
   * A merger for one account.
   *
   * @param keepsPrimaryId whether the merged contact has the primary's id, as in the vendor's beta;
   *     otherwise it gets one of its own
   */
  Merger(HubSpotPortal portal, boolean keepsPrimaryId) {
    this.portal = portal;
    this.keepsPrimaryId = keepsPrimaryId;
  }

  CrmRecord merge(CrmRecord primary, CrmRecord other) {
    ObjectStore store = portal.store(ObjectKind.CONTACTS);
    Instant at = portal.after(primary);
    if (at.isBefore(portal.after(other))) {
      at = portal.after(other);
    }
    long id = keepsPrimaryId ? primary.id() : portal.newId();
    List<Long> consumed = keepsPrimaryId ? List.of(other.id()) : List.of(primary.id(), other.id());
    CrmRecord merged = merged(primary, other, id, consumed, at);
    for (CrmRecord gone : List.of(other, primary)) {
      if (gone.id() != id) {
        store.replace(gone, id);
        End end = new End(ObjectKind.CONTACTS, gone.id());
        portal.associations().move(end, new End(ObjectKind.CONTACTS, id));
        portal.segments().replace(gone.id(), id);
      }
    }
    store.put(merged);
    return merged;
  }

  private CrmRecord merged(
      CrmRecord primary, CrmRecord other, long id, List<Long> consumed, Instant at) {
    List<String> stages = Lifecycle.stages(portal.schema(ObjectKind.CONTACTS));
    Map<String, String> values =
        MergeRule.values(primary.values(), other.values(), stages, consumed, at);
    Map<String, List<ValueVersion>> history = new HashMap<>();
    Set<String> names = new TreeSet<>(primary.history().keySet());
    names.addAll(other.history().keySet());
    names.addAll(values.keySet());
    for (String name : names) {
      List<ValueVersion> versions = versions(primary, other, name);
      String value = values.getOrDefault(name, "");
      boolean stands = !versions.isEmpty() && versions.get(0).value().equals(value);
      if (!stands && !COUNTED_TOGETHER.contains(name)) {
        versions = HistoryRule.add(versions, new ValueVersion(value, at, MERGE));
      }
      history.put(name, versions);
    }
    Instant createdAt =
        primary.createdAt().isBefore(other.createdAt()) ? primary.createdAt() : other.createdAt();
    return new CrmRecord(ObjectKind.CONTACTS, id, history, createdAt, at, null);
  }

  private static List<ValueVersion> versions(CrmRecord primary, CrmRecord other, String name) {
    List<ValueVersion> versions = new ArrayList<>(primary.history().getOrDefault(name, List.of()));
    versions.addAll(other.history().getOrDefault(name, List.of()));
    versions.sort(Comparator.comparing(ValueVersion::at).reversed());
    return List.copyOf(versions.subList(0, Math.min(versions.size(), HistoryRule.VERSIONS_MAX)));
  }
}
