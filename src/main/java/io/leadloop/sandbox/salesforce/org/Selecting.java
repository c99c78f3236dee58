package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.FieldGroup;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SelectItem;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.List;

/** Finds what the SELECT of a query means. Guarded by the org's lock. */
final class Selecting {
  private final Reader reader;
  private final ObjectDefinition object;
  private final Query query;

  Selecting(Reader reader, ObjectDefinition object, Query query) {
    this.reader = reader;
    this.object = object;
    this.query = query;
  }

  /**
   * What the answer shows.
   *
   * @throws SoqlProblem when a name is unknown or stands twice
   */
  Projection projection(boolean deletedToo) {
    Projection projection = new Projection();
    for (SelectItem item : query.items()) {
      if (item instanceof SelectItem.Fields fields) {
        addAll(projection, fields.group());
      } else if (item instanceof SelectItem.Children children) {
        addChildren(projection, children.query(), deletedToo);
      } else if (item instanceof SelectItem.Field field) {
        FieldChain chain = FieldChain.resolve(reader, object, field.path(), query.text());
        add(projection, chain, field.path().text());
      }
    }
    return projection;
  }

  private void addAll(Projection projection, FieldGroup group) {
    for (FieldDefinition field : object.fields()) {
      boolean meant = group == FieldGroup.ALL || field.custom() == (group == FieldGroup.CUSTOM);
      if (meant && reader.readable(object, field)) {
        add(projection, new FieldChain(List.of(), field), field.name());
      }
    }
  }

  private static void add(Projection projection, FieldChain chain, String name) {
    if (!projection.add(chain)) {
      throw SoqlProblem.whole("INVALID_FIELD", "duplicate field selected: " + name);
    }
  }

  private void addChildren(Projection projection, Query of, boolean deletedToo) {
    ChildRelationship relationship = reader.data().schema().child(object, of.object());
    if (relationship == null || reader.object(relationship.object().name(), false) == null) {
      throw SoqlProblem.at(
          "INVALID_TYPE",
          query.text(),
          of.objectPosition(),
          "Didn't understand relationship '%s' in FROM part of query call. If you are attempting"
                  .formatted(of.object())
              + " to use a custom relationship, be sure to append the '__r' after the custom"
              + " relationship name. Please reference your WSDL or the describe call for the"
              + " appropriate names.");
    }
    Projection shown = new Selecting(reader, relationship.object(), of).projection(deletedToo);
    Sorting.check(reader, relationship.object(), of);
    projection.add(new ChildRows(relationship, of, shown, deletedToo));
  }
}
