package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.ApiError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code /composite/graph}: up to 75 graphs with 500 nodes in all. Each graph is saved as a whole
 * or not at all, whatever becomes of the others.
 */
final class Graph {
  private static final int GRAPHS_MAX = 75;
  private static final int NODES_MAX = 500;

  private final Composite composite;

  Graph(Composite composite) {
    this.composite = composite;
  }

  Answer answer(String userId, ApiCall call) {
    if (!call.method().equals("POST")) {
      throw call.methodNotAllowed("POST");
    }
    JsonNode graphs = call.body().path("graphs");
    if (!graphs.isArray() || graphs.isEmpty()) {
      throw ApiError.unreadable("Missing required field 'graphs'");
    }
    List<List<Subrequest>> parts = read(graphs);
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("graphs");
    int records = 0;
    for (int i = 0; i < parts.size(); i++) {
      List<Answer> answers = composite.together(userId, parts.get(i));
      boolean successful = answers.stream().noneMatch(Composite::failed);
      ObjectNode one = list.addObject().put("graphId", graphs.get(i).path("graphId").asText());
      one.set("graphResponse", Composite.render(parts.get(i), answers));
      one.put("isSuccessful", successful);
      records += answers.stream().mapToInt(Answer::records).sum();
    }
    return Answer.ok(answer, records);
  }

  private static List<List<Subrequest>> read(JsonNode graphs) {
    if (graphs.size() > GRAPHS_MAX) {
      throw new ApiError(
          400, "LIMIT_EXCEEDED", "A payload can have no more than %d graphs".formatted(GRAPHS_MAX));
    }
    List<List<Subrequest>> parts = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int nodes = 0;
    for (JsonNode graph : graphs) {
      String id = graph.path("graphId").asText("");
      if (id.isEmpty() || !ids.add(id)) {
        throw ApiError.unreadable(
            id.isEmpty() ? "Missing required field 'graphId'" : "Duplicate graphId: " + id);
      }
      List<Subrequest> part = Composite.read(graph, NODES_MAX);
      nodes += part.size();
      parts.add(part);
    }
    if (nodes > NODES_MAX) {
      throw new ApiError(
          400, "LIMIT_EXCEEDED", "A payload can have no more than %d nodes".formatted(NODES_MAX));
    }
    return parts;
  }
}
