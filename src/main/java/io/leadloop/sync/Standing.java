package io.leadloop.sync;

import java.util.List;
import java.util.Map;

/**
 * How our user stands with one vendor.
 *
 * @param lacks each permission that the loop needs and our user does not have
 * @param histories by object, what is known of the history of the fields that were asked about; an
 *     object that nothing is known of is not in it
 */
public record Standing(List<CrmException> lacks, Map<String, History> histories) {
  /** Nothing is known to be wrong. */
  public static final Standing GOOD = new Standing(List.of(), Map.of());

  public Standing {
    lacks = List.copyOf(lacks);
    histories = Map.copyOf(histories);
  }

  /**
   * Whether a vendor keeps the edits of fields.
   *
   * @param kept whether it keeps any of this object
   * @param tracked by field; a field of which the vendor does not tell it is not in it
   */
  public record History(boolean kept, Map<String, Boolean> tracked) {
    public History {
      tracked = Map.copyOf(tracked);
    }
  }
}
