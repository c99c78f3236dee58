package io.leadloop.sync;

import java.util.Map;
import java.util.Set;

/**
 * The fields of one kind of record, as the vendor describes them to our user.
 *
 * @param object {@code contacts}, {@code Lead} or {@code Contact}
 * @param fields by name; a field that our user may not see is not in it
 */
public record Schema(String object, Map<String, Field> fields) {
  public Schema {
    fields = Map.copyOf(fields);
  }

  /**
   * @param type the vendor's own word: {@code string}, {@code enumeration}, {@code picklist},
   *     {@code double}
   * @param lengthMax in characters; 0 when the vendor names none
   * @param creatable whether our user may set it on a new record
   * @param updatable whether our user may change it
   * @param required whether a new record must have it and gets no default
   * @param unique whether no two records may share a value
   * @param externalId whether Salesforce knows records by it, and so keeps an index of its values;
   *     false for every field of HubSpot's
   * @param options the values that a picklist accepts; empty for every other type, and for an open
   *     picklist
   * @param words the values that a picklist shows, also an open one, which accepts others too
   */
  public record Field(
      String name,
      String type,
      int lengthMax,
      boolean creatable,
      boolean updatable,
      boolean required,
      boolean unique,
      boolean externalId,
      Set<String> options,
      Set<String> words) {
    public Field {
      options = Set.copyOf(options);
      words = Set.copyOf(words);
    }

    /** A field that shows what it accepts, and is no External ID. */
    public Field(
        String name,
        String type,
        int lengthMax,
        boolean creatable,
        boolean updatable,
        boolean required,
        boolean unique,
        Set<String> options) {
      this(name, type, lengthMax, creatable, updatable, required, unique, false, options, options);
    }
  }
}
