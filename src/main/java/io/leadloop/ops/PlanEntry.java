package io.leadloop.ops;

import java.util.List;

/**
 * What would be done for one link or record.
 *
 * @param action {@code create}, {@code update}, {@code link} (two records that exist already),
 *     {@code unlink} and {@code delete} (a record was deleted), {@code wait}, {@code nothing},
 *     {@code below-the-gate}
 * @param records the records concerned, as a person names them
 * @param fields what would be written, and what waits
 * @param notes how many notes would be added
 * @param why why it waits or why nothing is done; empty otherwise
 */
public record PlanEntry(
    String subject,
    String action,
    List<String> records,
    List<Field> fields,
    int notes,
    List<String> why) {
  public PlanEntry {
    records = List.copyOf(records);
    fields = List.copyOf(fields);
    why = List.copyOf(why);
  }

  /**
   * @param writes {@code hubspot} or {@code salesforce}; empty when the field waits
   * @param before what the written side shows
   * @param rule where the admin wrote the rule
   */
  public record Field(
      String name, String writes, String before, String after, String why, String rule) {}
}
