package io.leadloop.setup;

/** One file of Salesforce's metadata, line by line. Not thread-safe. */
final class Xml {
  private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";
  private static final String INDENT = "    ";

  private final String root;
  private final StringBuilder text;
  private int depth = 1;

  Xml(String root) {
    this.root = root;
    this.text =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            .append("<%s xmlns=\"%s\">\n".formatted(root, NAMESPACE));
  }

  Xml open(String name) {
    indent().append("<").append(name).append(">\n");
    depth++;
    return this;
  }

  Xml close(String name) {
    depth--;
    indent().append("</").append(name).append(">\n");
    return this;
  }

  Xml line(String name, String value) {
    indent().append("<%s>%s</%s>\n".formatted(name, escaped(value), name));
    return this;
  }

  String end() {
    return text.append("</").append(root).append(">\n").toString();
  }

  private StringBuilder indent() {
    return text.append(INDENT.repeat(depth));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }
}
