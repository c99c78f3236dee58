package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.Parser;

/** Asks a record that is not saved yet whether it meets a WHERE clause. */
final class Conditions {
  private Conditions() {}

  static boolean hold(Reader reader, ObjectDefinition object, Values values, String clause) {
    String query = "SELECT Id FROM " + object.name() + " WHERE " + clause;
    Condition where = Parser.parse(query).where();
    return where == null
        || new FilterCompiler(reader, object, query)
            .compile(new Periods(reader, object, query).expand(where))
            .accepts(reader, values);
  }
}
