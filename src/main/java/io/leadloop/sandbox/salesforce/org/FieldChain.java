package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the queried object, or of a parent that references lead to.
 *
 * @param hops the references on the way; empty for the object's own field
 * @param leaf the field there
 */
record FieldChain(List<FieldDefinition> hops, FieldDefinition leaf) {
  private static final int HOPS_MAX = 5;

  /**
   * Finds what a query's path means.
   *
   * @throws SoqlProblem {@code INVALID_FIELD} when a name is unknown
   */
  static FieldChain resolve(Reader reader, ObjectDefinition object, FieldPath path, String query) {
    List<FieldDefinition> hops = new ArrayList<>();
    ObjectDefinition at = object;
    List<String> names = path.names();
    // The object's own name may stand before its field: Lead.Email is Email.
    int first = names.size() > 1 && names.get(0).equalsIgnoreCase(object.name()) ? 1 : 0;
    for (String name : names.subList(first, names.size() - 1)) {
      FieldDefinition hop = at.relationship(name);
      ObjectDefinition parent = hop == null ? null : reader.object(hop.references().get(0), false);
      if (hop == null || parent == null || !reader.readable(at, hop) || hops.size() == HOPS_MAX) {
        throw SoqlProblem.at(
            "INVALID_FIELD",
            query,
            path.position(),
            "Didn't understand relationship '%s' in field path. If you are attempting to use a"
                    .formatted(name)
                + " custom relationship, be sure to append the '__r' after the custom relationship"
                + " name. Please reference your WSDL or the describe call for the appropriate"
                + " names.");
      }
      hops.add(hop);
      at = parent;
    }
    String last = names.get(names.size() - 1);
    FieldDefinition leaf = reader.field(at, last);
    if (leaf == null) {
      throw SoqlProblem.at(
          "INVALID_FIELD",
          query,
          path.position(),
          "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure"
                  .formatted(last, at.name())
              + " to append the '__c' after the custom field name. Please reference your WSDL or"
              + " the describe call for the appropriate names.");
    }
    return new FieldChain(List.copyOf(hops), leaf);
  }

  /** The value, seen from a record of the queried object; null for none. */
  @Nullable Object value(Reader reader, Values values) {
    Values at = values;
    FieldDefinition field = leaf;
    for (FieldDefinition hop : hops) {
      Row parent = reader.parent(at, hop);
      Values parentValues = parent == null ? null : reader.see(parent);
      if (parent == null || parentValues == null) {
        return null;
      }
      at = parentValues;
      FieldDefinition there = parent.object().field(leaf.name());
      if (there == null && hop.references().size() > 1) {
        // A parent of another kind, which has no such field.
        return null;
      }
      field = there == null ? leaf : there;
    }
    return at.get(field);
  }
}
