package io.leadloop.hubspot;

import io.leadloop.lead.Item;

/**
 * The HTML of a note: escaped lines, and the visible reference by which the note is found again.
 */
final class NoteBody {
  private NoteBody() {}

  static String html(Item item) {
    return escaped(item.body()).replace("\r\n", "\n").replace("\n", "<br>")
        + "<br>"
        + mark(item.reference());
  }

  static boolean carries(String html, String reference) {
    return html.contains(mark(reference));
  }

  private static String mark(String reference) {
    return "(Leadloop " + escaped(reference) + ")";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
