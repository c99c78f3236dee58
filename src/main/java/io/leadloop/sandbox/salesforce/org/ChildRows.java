package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.soql.Query;
import java.util.List;

/**
 * What a query asks of the children of each record. They are read with the page that shows them.
 *
 * @param query whose object is the relationship's name
 */
record ChildRows(
    ChildRelationship relationship, Query query, Projection projection, boolean deletedToo) {

  /** A parent's children as a result of their own; null for none. */
  JsonNode render(Reader reader, String parentId, String version) {
    List<Found> found = QueryRunner.children(reader, query, relationship, parentId, deletedToo);
    if (found.isEmpty()) {
      return NullNode.getInstance();
    }
    ObjectNode result = Json.object().put("totalSize", found.size()).put("done", true);
    ArrayNode records = result.putArray("records");
    for (Found one : found) {
      records.add(projection.render(reader, one.row(), one.values(), version));
    }
    return result;
  }
}
