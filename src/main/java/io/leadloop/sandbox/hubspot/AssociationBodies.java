package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.hubspot.Associations.End;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Associations as the API's answers show them. */
final class AssociationBodies {
  private AssociationBodies() {}

  /** The other end of a tie, with all the ways in which it is tied. */
  static ObjectNode to(long id, Set<AssociationType> types) {
    ObjectNode to = Json.object().put("toObjectId", Long.toString(id));
    ArrayNode listed = to.putArray("associationTypes");
    types.forEach(type -> listed.add(type.json()));
    return to;
  }

  /** Two records that were just tied, and the labels between them. */
  static ObjectNode pair(End from, End to, Collection<AssociationType> types) {
    ObjectNode json =
        Json.object()
            .put("fromObjectTypeId", from.kind().typeId())
            .put("fromObjectId", Long.toString(from.id()))
            .put("toObjectTypeId", to.kind().typeId())
            .put("toObjectId", Long.toString(to.id()));
    ArrayNode labels = json.putArray("labels");
    for (AssociationType type : types) {
      if (type.label() != null) {
        labels.add(type.label());
      }
    }
    return json;
  }

  /** The plain tie between two records, as one direction of it shows. */
  static ObjectNode plain(End from, End to, AssociationType type) {
    ObjectNode json = Json.object();
    json.putObject("from").put("id", Long.toString(from.id()));
    json.putObject("to").put("id", Long.toString(to.id()));
    json.set("associationSpec", type.spec());
    return json;
  }

  /** A tie as the oldest version of the API shows it. */
  static ObjectNode legacy(long from, long to, String type) {
    ObjectNode json = Json.object();
    json.putObject("from").put("id", Long.toString(from));
    json.putObject("to").put("id", Long.toString(to));
    return json.put("type", type);
  }

  /** A record without ties of the kind asked for, which the vendor reports as a refused row. */
  static ObjectNode none(ObjectKind from, ObjectKind to, String id) {
    return ApiProblem.of(
            404,
            "OBJECT_NOT_FOUND",
            "No %s is associated with %s %s.".formatted(to.singular(), from.singular(), id))
        .jsonOfRow(Map.of("fromObjectId", List.of(id)))
        .put("subCategory", "crm.associations.NO_ASSOCIATIONS_FOUND");
  }

  /** The answer of a batch; 207 when a row was refused. */
  static Reply batch(
      int status, ArrayNode results, List<ObjectNode> errors, Instant now, int records) {
    ObjectNode body = Json.object().put("status", "COMPLETE");
    body.set("results", results);
    if (!errors.isEmpty()) {
      ArrayNode listed = body.put("numErrors", errors.size()).putArray("errors");
      errors.forEach(listed::add);
    }
    body.put("startedAt", now.toString()).put("completedAt", now.toString());
    return Reply.json(errors.isEmpty() ? status : 207, body, records);
  }
}
