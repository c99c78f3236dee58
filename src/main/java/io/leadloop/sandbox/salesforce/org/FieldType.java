package io.leadloop.sandbox.salesforce.org;

/** A field's type, by the name that describe gives it. */
public enum FieldType {
  /** A record's own id. */
  ID("id"),
  /** Another record's id. */
  REFERENCE("reference"),
  /** One line of text. */
  STRING("string"),
  /** Several lines of text; above 255 characters it can be neither filtered nor sorted. */
  TEXTAREA("textarea"),
  /** An e-mail address. */
  EMAIL("email"),
  /** A phone number; the API keeps it as sent. */
  PHONE("phone"),
  /** A web address. */
  URL("url"),
  /** One of a list of values. */
  PICKLIST("picklist"),
  /** Several of a list of values, with {@code ;} between them. */
  MULTIPICKLIST("multipicklist"),
  /** Text with suggestions. */
  COMBOBOX("combobox"),
  /** True or false, never null. */
  BOOLEAN("boolean"),
  /** A whole number. */
  INT("int"),
  /** A number. */
  DOUBLE("double"),
  /** An amount of money. */
  CURRENCY("currency"),
  /** A percentage. */
  PERCENT("percent"),
  /** A day. */
  DATE("date"),
  /** A moment, kept to the second. */
  DATETIME("datetime"),
  /** A value of any type, as history rows have it. */
  ANY("anyType");

  private final String vendorName;

  FieldType(String vendorName) {
    this.vendorName = vendorName;
  }

  /** The type with this vendor name. */
  static FieldType of(String vendorName) {
    for (FieldType type : values()) {
      if (type.vendorName.equals(vendorName)) {
        return type;
      }
    }
    throw new IllegalArgumentException("No field type is called " + vendorName);
  }

  /** As describe and error messages say it. */
  public String vendorName() {
    return vendorName;
  }

  /** Whether values are held as numbers with a fraction. */
  boolean fractional() {
    return this == DOUBLE || this == CURRENCY || this == PERCENT;
  }

  /** Whether values are held as text. */
  boolean textual() {
    return switch (this) {
      case ID,
          REFERENCE,
          STRING,
          TEXTAREA,
          EMAIL,
          PHONE,
          URL,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          ANY ->
          true;
      case BOOLEAN, INT, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME -> false;
    };
  }

  /** Whether values are ids. */
  boolean identifying() {
    return this == ID || this == REFERENCE;
  }
}
