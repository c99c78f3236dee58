package io.leadloop.sandbox.hubspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of record, with what the vendor's API calls it and its own properties. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
enum ObjectKind {
  CONTACTS(
      List.of("contacts", "contact", "0-1"),
      "CONTACT",
      "createdate",
      "lastmodifieddate",
      List.of("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname")),
  NOTES(
      List.of("notes", "note", "0-46"),
      "NOTE",
      "hs_createdate",
      "hs_lastmodifieddate",
      List.of("hs_createdate", "hs_lastmodifieddate", "hs_object_id")),
  TASKS(
      List.of("tasks", "task", "0-27"),
      "TASK",
      "hs_createdate",
      "hs_lastmodifieddate",
      List.of("hs_createdate", "hs_lastmodifieddate", "hs_object_id"));

  /** The names by which a path may call the kind; the first is the usual one. */
  final List<String> pathNames;

  final String errorName;
  final String createdProperty;
  final String modifiedProperty;

  /** What a read returns when it asks for nothing. */
  final List<String> defaultProperties;

  ObjectKind(
      List<String> pathNames,
      String errorName,
      String createdProperty,
      String modifiedProperty,
      List<String> defaultProperties) {
    this.pathNames = pathNames;
    this.errorName = errorName;
    this.createdProperty = createdProperty;
    this.modifiedProperty = modifiedProperty;
    this.defaultProperties = defaultProperties;
  }

  /** The kind that a path calls {@code name}; null for none that is modelled. */
  static @Nullable ObjectKind named(String name) {
    for (ObjectKind kind : values()) {
      if (kind.pathNames.contains(name)) {
        return kind;
      }
    }
    return null;
  }

  /** Such as {@code contact}. */
  String singular() {
    return pathNames.get(1);
  }

  /** The id of the kind in the vendor's paths and links, such as {@code 0-1}. */
  String typeId() {
    return pathNames.get(2);
  }
}
