package io.leadloop.sandbox.salesforce.org;

import java.util.Locale;

/** What a profile or a permission set allows with the records of an object. */
public enum ObjectRight {
  /** The object exists for the user. */
  READ("PermissionsRead"),
  /** New records. */
  CREATE("PermissionsCreate"),
  /** Changes of records. */
  EDIT("PermissionsEdit"),
  /** Records may be put into the recycle bin. */
  DELETE("PermissionsDelete");

  private final String field;

  ObjectRight(String field) {
    this.field = field;
  }

  /** The field of {@code ObjectPermissions} that grants it. */
  String field() {
    return field;
  }

  static ObjectRight named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
