package io.leadloop.mapping;

/**
 * Where the admin wrote something, so that an error or a journal row can point at it. Lines and
 * columns start at 1.
 */
public record Place(String file, int line, int column) {
  /** For rules that no file holds. */
  public static final Place NOWHERE = new Place("", 0, 0);

  /** {@code config/mappings/leads.yaml:17}. */
  public String lineText() {
    return file + ":" + line;
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
