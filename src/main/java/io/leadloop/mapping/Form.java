package io.leadloop.mapping;

import io.leadloop.lead.Type;
import java.util.Locale;

/** The form of a field's values: what {@code as:} says in the mapping. */
public enum Form {
  /** Any text, as it is. */
  TEXT(Type.TEXT),
  /** A text without the space around it. */
  TRIM(Type.TEXT),
  /** A text in lower case, without the space around it. */
  LOWER(Type.TEXT),
  /** An e-mail address: lower case, without the space around it. */
  EMAIL(Type.TEXT),
  /** A phone number: written as given; two numbers with the same digits are the same number. */
  PHONE(Type.TEXT),
  NUMBER(Type.NUMBER),
  BOOLEAN(Type.BOOLEAN),
  /**
   * Yes when the person does not want to be written to or called. It wins over every rule: see
   * {@code FieldMerge}. Blank means no.
   */
  OPT_OUT(Type.BOOLEAN),
  /** A day without a time and without a zone. */
  DATE(Type.DATE),
  /** A moment, to the second. */
  DATETIME(Type.DATETIME),
  /** Several choices joined by {@code ;}, in any order. */
  MULTI_SELECT(Type.MULTI_SELECT),
  /** The person who owns the record, joined by e-mail address. */
  OWNER(Type.TEXT);

  private final Type type;

  Form(Type type) {
    this.type = type;
  }

  public Type type() {
    return type;
  }

  /** The word in YAML: {@code multi_select}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
