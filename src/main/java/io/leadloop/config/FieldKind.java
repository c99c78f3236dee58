package io.leadloop.config;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Form;
import io.leadloop.sync.Schema;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What kind of value a vendor's field holds, by the vendor's own word for its type. */
enum FieldKind {
  TEXT,
  CHOICE,
  CHOICES,
  NUMBER,
  BOOLEAN,
  DATE,
  DATETIME,
  REFERENCE,
  /** A type that holds no plain value: an address, a location, a file. */
  OTHER;

  static Set<FieldKind> of(Schema.Field field) {
    return switch (field.type().toLowerCase(Locale.ROOT)) {
      case "string", "textarea", "email", "phone", "url", "phone_number", "encryptedstring", "id" ->
          EnumSet.of(TEXT);
      case "picklist", "combobox" -> EnumSet.of(CHOICE);
      case "multipicklist" -> EnumSet.of(CHOICES);
      // HubSpot's word for both kinds of choice, and for owners.
      case "enumeration" -> EnumSet.of(CHOICE, CHOICES, REFERENCE);
      case "number", "int", "long", "double", "currency", "percent" -> EnumSet.of(NUMBER);
      case "bool", "boolean" -> EnumSet.of(BOOLEAN);
      case "date" -> EnumSet.of(DATE);
      case "datetime" -> EnumSet.of(DATETIME);
      case "reference" -> EnumSet.of(REFERENCE);
      default -> EnumSet.of(OTHER);
    };
  }

  /** Whether values of this form can be written into the field. */
  static boolean takes(Side side, Schema.Field field, Form form) {
    Set<FieldKind> taking =
        switch (form) {
          case TEXT, TRIM, LOWER -> EnumSet.of(TEXT, CHOICE);
          case EMAIL, PHONE -> EnumSet.of(TEXT);
          case NUMBER -> EnumSet.of(TEXT, NUMBER);
          case BOOLEAN, OPT_OUT -> EnumSet.of(TEXT, BOOLEAN);
          // Salesforce takes a day for a moment: its midnight in UTC.
          case DATE ->
              side == Side.SALESFORCE ? EnumSet.of(TEXT, DATE, DATETIME) : EnumSet.of(TEXT, DATE);
          case DATETIME -> EnumSet.of(TEXT, DATETIME);
          case MULTI_SELECT -> EnumSet.of(TEXT, CHOICES);
          case OWNER -> EnumSet.of(REFERENCE);
        };
    return overlap(taking, of(field));
  }

  /** Whether values of this form can be read from the field. */
  static boolean gives(Schema.Field field, Form form) {
    Set<FieldKind> giving =
        switch (form) {
          case TEXT, TRIM, LOWER -> EnumSet.complementOf(EnumSet.of(OTHER));
          case EMAIL, PHONE -> EnumSet.of(TEXT);
          case NUMBER -> EnumSet.of(TEXT, CHOICE, NUMBER);
          case BOOLEAN, OPT_OUT -> EnumSet.of(TEXT, CHOICE, BOOLEAN);
          case DATE -> EnumSet.of(TEXT, DATE, DATETIME);
          case DATETIME -> EnumSet.of(TEXT, DATETIME);
          case MULTI_SELECT -> EnumSet.of(TEXT, CHOICE, CHOICES);
          case OWNER -> EnumSet.of(REFERENCE);
        };
    return overlap(giving, of(field));
  }

  private static boolean overlap(Set<FieldKind> wanted, Set<FieldKind> there) {
    return there.stream().anyMatch(wanted::contains);
  }
}
