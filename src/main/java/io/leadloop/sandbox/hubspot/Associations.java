package io.leadloop.sandbox.hubspot;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Which records are tied to which, and how, seen from both ends. Guarded by the portal's lock. */
final class Associations {
  private final AssociationTypes types;
  private final Map<End, Map<ObjectKind, NavigableMap<Long, Set<AssociationType>>>> byEnd =
      new HashMap<>();

  Associations(AssociationTypes types) {
    this.types = types;
  }

  /** One end of a tie. */
  record End(ObjectKind kind, long id) {}

  /** Ties two records; a label brings the plain tie with it. */
  void add(End from, End to, AssociationType type) {
    put(from, to, type);
    AssociationType plain = types.plain(from.kind, to.kind);
    if (plain != null) {
      put(from, to, plain);
    }
  }

  private void put(End from, End to, AssociationType type) {
    tiesOf(from, to).add(type);
    AssociationType inverse = types.find(type.category(), type.inverseId());
    if (inverse != null) {
      tiesOf(to, from).add(inverse);
    }
  }

  /** Unties two records wholly. */
  void remove(End from, End to) {
    ties(from, to.kind).remove(to.id);
    ties(to, from.kind).remove(from.id);
  }

  /** Takes one label off a tie. */
  void removeType(End from, End to, AssociationType type) {
    Set<AssociationType> forth = ties(from, to.kind).get(to.id);
    Set<AssociationType> back = ties(to, from.kind).get(from.id);
    if (forth != null && back != null) {
      forth.removeIf(tie -> tie.id() == type.id() && tie.category().equals(type.category()));
      back.removeIf(tie -> tie.id() == type.inverseId() && tie.category().equals(type.category()));
      if (forth.isEmpty()) {
        remove(from, to);
      }
    }
  }

  /** The records of a kind that one is tied to, in the order of their ids, each with how. */
  NavigableMap<Long, Set<AssociationType>> of(End from, ObjectKind to) {
    return ties(from, to);
  }

  /** Gives all ties of one record to another. */
  void move(End from, End to) {
    for (ObjectKind kind : ObjectKind.values()) {
      for (Map.Entry<Long, Set<AssociationType>> tie : Map.copyOf(ties(from, kind)).entrySet()) {
        End other = new End(kind, tie.getKey());
        List<AssociationType> how = List.copyOf(tie.getValue());
        remove(from, other);
        if (!other.equals(to)) {
          how.forEach(type -> put(to, other, type));
        }
      }
    }
    byEnd.remove(from);
  }

  /** Forgets a record and all its ties. */
  void forget(End end) {
    for (ObjectKind kind : ObjectKind.values()) {
      List.copyOf(ties(end, kind).keySet()).forEach(id -> remove(end, new End(kind, id)));
    }
    byEnd.remove(end);
  }

  private Set<AssociationType> tiesOf(End from, End to) {
    return byEnd
        .computeIfAbsent(from, end -> new EnumMap<>(ObjectKind.class))
        .computeIfAbsent(to.kind, kind -> new TreeMap<>())
        .computeIfAbsent(to.id, id -> new LinkedHashSet<>());
  }

  private NavigableMap<Long, Set<AssociationType>> ties(End from, ObjectKind to) {
    Map<ObjectKind, NavigableMap<Long, Set<AssociationType>>> ofEnd = byEnd.get(from);
    NavigableMap<Long, Set<AssociationType>> ofKind = ofEnd == null ? null : ofEnd.get(to);
    return ofKind == null ? new TreeMap<>() : ofKind;
  }
}
