package io.leadloop.setup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Salesforce org has of what Leadloop needs.
 *
 * @param fields by {@code Lead.Phone}; standard fields as far as the administrator sees them, and
 *     all custom fields
 * @param permissionSetId of the set {@code Leadloop}; empty when there is none
 * @param objects what the set grants on objects, by object
 * @param grants what the set grants on fields, by {@code Lead.Phone}
 * @param user the integration user; empty when nobody could say who that is
 * @param userName as whom the configuration says that the daemon logs in; empty when it does not
 *     say
 * @param assigned whether that user has the set
 */
public record SalesforceFound(
    Map<String, Field> fields,
    String permissionSetId,
    Map<String, Granted> objects,
    Map<String, Granted> grants,
    Optional<User> user,
    String userName,
    boolean assigned) {
  /**
   * A field that is there.
   *
   * @param type in the words of the metadata for a custom field ({@code Text}), else of the
   *     describe call ({@code string})
   * @param permissionable whether a permission set can say something about it
   * @param securedBy the field whose security counts: of an address, the whole address
   * @param words of a picklist
   */
  public record Field(
      String type,
      int length,
      boolean unique,
      boolean externalId,
      boolean permissionable,
      String securedBy,
      List<String> words) {}

  /**
   * What the set grants already.
   *
   * @param id of the record that says so
   * @param whole whether it is all that a writer needs
   */
  public record Granted(String id, boolean whole) {}

  /** Somebody who logs in. */
  public record User(String id, String name) {}

  public SalesforceFound {
    fields = Map.copyOf(fields);
    objects = Map.copyOf(objects);
    grants = Map.copyOf(grants);
  }
}
