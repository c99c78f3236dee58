package io.leadloop.sandbox.hubspot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ways in which records may be tied, the vendor's and the account's. Guarded by its lock. */
final class AssociationTypes {
  private static final int FIRST_LABEL_ID = 1;
  private static final String VENDORS = "HUBSPOT_DEFINED";
  private static final String ACCOUNTS = "USER_DEFINED";

  private final Map<Integer, AssociationType> vendors = new TreeMap<>();
  private final Map<Integer, AssociationType> accounts = new TreeMap<>();
  private int nextLabelId = FIRST_LABEL_ID;

  AssociationTypes() {
    pair(201, "contact_to_note", ObjectKind.CONTACTS, 202, "note_to_contact", ObjectKind.NOTES);
    pair(203, "contact_to_task", ObjectKind.CONTACTS, 204, "task_to_contact", ObjectKind.TASKS);
    pair(
        449,
        "contact_to_contact",
        ObjectKind.CONTACTS,
        449,
        "contact_to_contact",
        ObjectKind.CONTACTS);
  }

  private void pair(
      int id, String name, ObjectKind from, int inverseId, String inverse, ObjectKind to) {
    vendors.put(id, new AssociationType(id, VENDORS, name, null, from, to, inverseId));
    vendors.put(inverseId, new AssociationType(inverseId, VENDORS, inverse, null, to, from, id));
  }

  /** The types between two kinds, the plain one first. */
  List<AssociationType> between(ObjectKind from, ObjectKind to) {
    List<AssociationType> found = new ArrayList<>();
    for (Collection<AssociationType> types : List.of(vendors.values(), accounts.values())) {
      types.stream().filter(type -> type.from() == from && type.to() == to).forEach(found::add);
    }
    return found;
  }

  /** The plain tie between two kinds; null when they cannot be tied. */
  @Nullable AssociationType plain(ObjectKind from, ObjectKind to) {
    List<AssociationType> types = between(from, to);
    return types.isEmpty() ? null : types.get(0);
  }

  @Nullable AssociationType find(String category, int id) {
    return (category.equals(ACCOUNTS) ? accounts : vendors).get(id);
  }

  /** The type of a legacy name between two kinds; null when there is none. */
  @Nullable AssociationType named(ObjectKind from, ObjectKind to, String name) {
    return between(from, to).stream()
        .filter(type -> type.name().equals(name) || Integer.toString(type.id()).equals(name))
        .findFirst()
        .orElse(null);
  }

  /**
   * Adds a label and, where the two directions differ, its counterpart.
   *
   * @param inverseLabel null when both directions have the same
   */
  List<AssociationType> label(
      ObjectKind from, ObjectKind to, String name, String label, @Nullable String inverseLabel) {
    int id = nextLabelId++;
    if (from == to && inverseLabel == null) {
      AssociationType both = new AssociationType(id, ACCOUNTS, name, label, from, to, id);
      accounts.put(id, both);
      return List.of(both);
    }
    int inverseId = nextLabelId++;
    AssociationType forth = new AssociationType(id, ACCOUNTS, name, label, from, to, inverseId);
    AssociationType back =
        new AssociationType(
            inverseId, ACCOUNTS, name, inverseLabel == null ? label : inverseLabel, to, from, id);
    accounts.put(id, forth);
    accounts.put(inverseId, back);
    return List.of(forth, back);
  }

  /** Gives a label another text. */
  void rename(AssociationType type, String label) {
    accounts.put(
        type.id(),
        new AssociationType(
            type.id(), ACCOUNTS, type.name(), label, type.from(), type.to(), type.inverseId()));
  }

  /** Takes a label away in both directions. */
  void remove(AssociationType type) {
    accounts.remove(type.id());
    accounts.remove(type.inverseId());
  }

  boolean isAccounts(AssociationType type) {
    return type.category().equals(ACCOUNTS);
  }
}
