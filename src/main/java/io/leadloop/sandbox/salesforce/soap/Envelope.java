package io.leadloop.sandbox.salesforce.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A SOAP request.
 *
 * @param sessionId of the session header; null when there is none
 * @param operation the element that the body holds
 */
record Envelope(@Nullable String sessionId, Element operation) {
  /**
   * Reads a request.
   *
   * @throws SoapFault when it is no SOAP
   */
  static Envelope read(byte[] body) {
    Element envelope = parse(body);
    Element content = child(envelope, "Body");
    List<Element> operations = content == null ? List.of() : children(content);
    if (operations.isEmpty()) {
      throw new SoapFault("soapenv:Client", "content is not allowed in prolog");
    }
    Element header = child(envelope, "Header");
    Element session = header == null ? null : child(header, "SessionHeader");
    return new Envelope(session == null ? null : text(session, "sessionId"), operations.get(0));
  }

  private static Element parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
    } catch (SAXException e) {
      throw new SoapFault("soapenv:Client", String.valueOf(e.getMessage()));
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("Every JDK reads XML from memory", e);
    }
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static List<Element> children(Element parent, String localName) {
    return children(parent).stream().filter(c -> c.getLocalName().equals(localName)).toList();
  }

  static @Nullable Element child(Element parent, String localName) {
    List<Element> found = children(parent, localName);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The text of a child; null when there is none or it is empty. */
  static @Nullable String text(Element parent, String localName) {
    Element child = child(parent, localName);
    String text = child == null ? "" : child.getTextContent().strip();
    return text.isEmpty() ? null : text;
  }
}
