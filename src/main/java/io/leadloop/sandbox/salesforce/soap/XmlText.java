package io.leadloop.sandbox.salesforce.soap;

import io.leadloop.sandbox.salesforce.org.RecordError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes elements, one after the other. */
final class XmlText {
  private final StringBuilder xml = new StringBuilder();

  /** Writes an element with a text; a null one says that it is none. */
  XmlText put(String name, @Nullable String text) {
    if (text == null) {
      xml.append('<').append(name).append(" xsi:nil=\"true\"/>");
    } else {
      xml.append('<').append(name).append('>').append(escaped(text));
      xml.append("</").append(name).append('>');
    }
    return this;
  }

  /** Writes one element for each text. */
  XmlText putAll(String name, List<String> texts) {
    texts.forEach(text -> put(name, text));
    return this;
  }

  XmlText putErrors(List<RecordError> errors) {
    for (RecordError error : errors) {
      XmlText inner =
          new XmlText()
              .putAll("fields", error.fields())
              .put("message", error.message())
              .put("statusCode", error.statusCode());
      put("errors", inner);
    }
    return put("success", String.valueOf(errors.isEmpty()));
  }

  XmlText put(String name, XmlText inner) {
    xml.append('<').append(name).append('>').append(inner.xml);
    xml.append("</").append(name).append('>');
    return this;
  }

  @Override
  public String toString() {
    return xml.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
