package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Values that come as text, from CSV or XML, as the JSON that a save takes. */
public final class TypedText {
  private TypedText() {}

  /** The text as a value of the field; what is none stays text, and is refused by the save. */
  public static JsonNode json(FieldDefinition field, String text) {
    if (field.type() == FieldType.BOOLEAN) {
      if (text.equalsIgnoreCase("true") || text.equals("1")) {
        return BooleanNode.TRUE;
      }
      if (text.equalsIgnoreCase("false") || text.equals("0")) {
        return BooleanNode.FALSE;
      }
    }
    return TextNode.valueOf(text);
  }
}
