package io.leadloop.sandbox.salesforce.org;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of one object.
 *
 * @param slot where a row keeps the field's value
 * @param length in characters; 0 where that has no meaning
 * @param precision all digits of a number; 0 for other types
 * @param scale digits behind the point
 * @param required a record cannot be saved without it
 * @param createable may be set by an insert
 * @param updateable may be set by an update
 * @param initial what a new record gets when nothing is said; null for none
 * @param references the objects that a reference may point to
 * @param relationship the name under which a query reaches the parent; null for none
 * @param children the name under which a query reaches the records that refer to one; null for none
 * @param computed the rule that computes it; null for a stored field
 * @param indexed whether equal values are found without a scan
 * @param caseSensitive whether unique values may differ by case alone
 * @param tracked whether the field itself asks for its history to be kept
 * @param granted what the users' profiles allow with it
 */
public record FieldDefinition(
    int slot,
    String name,
    String label,
    FieldType type,
    int length,
    int precision,
    int scale,
    boolean required,
    boolean createable,
    boolean updateable,
    boolean externalId,
    boolean unique,
    boolean restricted,
    List<PicklistValue> values,
    @Nullable Object initial,
    List<String> references,
    @Nullable String relationship,
    @Nullable String children,
    @Nullable Computation computed,
    boolean indexed,
    boolean caseSensitive,
    boolean tracked,
    Grant granted) {

  /** The longest text that can still be filtered and sorted. */
  private static final int SHORT_TEXT_MAX = 255;

  /** A field of a query's own result, with nothing but a name and a type. */
  static FieldDefinition computed(int slot, String name, FieldType type) {
    return new FieldDefinition(
        slot,
        name,
        name,
        type,
        0,
        0,
        0,
        false,
        false,
        false,
        false,
        false,
        false,
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        false,
        false,
        false,
        Grant.EDIT);
  }

  /** Whether a query may group by it. */
  public boolean groupable() {
    return sortable() && !type.fractional() && type != FieldType.DATETIME;
  }

  /** Whether a query may filter and sort by it. */
  public boolean filterable() {
    return type != FieldType.ANY && !(type == FieldType.TEXTAREA && length > SHORT_TEXT_MAX);
  }

  /** Whether a query may sort by it. */
  public boolean sortable() {
    return filterable() && type != FieldType.MULTIPICKLIST;
  }

  /** Whether a permission set can grant it: what every record needs is granted to all. */
  public boolean permissionable() {
    return !required && (custom() || createable) && !name.equals("OwnerId");
  }

  /** The names of a picklist's values. */
  List<String> valueNames() {
    return values.stream().map(PicklistValue::value).toList();
  }

  /** Whether it was made by an administrator. */
  public boolean custom() {
    return name.endsWith("__c");
  }
}
