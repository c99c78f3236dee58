package io.leadloop.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Several runs of one measurement as one. */
final class Median {
  /** Where the smallest and the greatest of each figure stand. */
  static final String SPREAD = "spread";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Median() {}

  /** Of one run what it is; of several the medians, and a member {@link #SPREAD}. */
  static ObjectNode of(List<SyncFigures> runs) {
    List<ObjectNode> trees = runs.stream().map(run -> (ObjectNode) JSON.valueToTree(run)).toList();
    if (trees.size() == 1) {
      return trees.get(0);
    }
    ObjectNode middle = JsonNodeFactory.instance.objectNode();
    ObjectNode spread = JsonNodeFactory.instance.objectNode();
    lay(trees, middle, spread);
    middle.set(SPREAD, spread);
    return middle;
  }

  private static void lay(List<ObjectNode> trees, ObjectNode middle, ObjectNode spread) {
    trees
        .get(0)
        .fieldNames()
        .forEachRemaining(
            name -> {
              List<JsonNode> values = trees.stream().map(tree -> tree.get(name)).toList();
              if (values.get(0).isObject()) {
                List<ObjectNode> below = values.stream().map(ObjectNode.class::cast).toList();
                lay(below, middle.putObject(name), spread.putObject(name));
              } else {
                List<JsonNode> sorted =
                    values.stream().filter(JsonNode::isNumber).sorted(Median::compare).toList();
                middle.set(name, sorted.isEmpty() ? NullNode.instance : middle(sorted));
                ArrayNode ends = spread.putArray(name);
                if (!sorted.isEmpty()) {
                  ends.add(sorted.get(0)).add(sorted.get(sorted.size() - 1));
                }
              }
            });
  }

  private static int compare(JsonNode one, JsonNode other) {
    return Double.compare(one.asDouble(), other.asDouble());
  }

  private static JsonNode middle(List<JsonNode> sorted) {
    int half = sorted.size() / 2;
    JsonNode upper = sorted.get(half);
    if (sorted.size() % 2 == 1) {
      return upper;
    }
    double mean = (sorted.get(half - 1).asDouble() + upper.asDouble()) / 2;
    return upper.isIntegralNumber() ? LongNode.valueOf(Math.round(mean)) : DoubleNode.valueOf(mean);
  }
}
