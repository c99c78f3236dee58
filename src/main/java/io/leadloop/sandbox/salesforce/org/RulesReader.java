package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.salesforce.rules.DuplicateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads an org's rules: {@code {"duplicate":[{"name","object","action":"alert"|"block","message",
 * "match":[{"object","fields"}]}], "validation":[{"object","when","field","message"}],
 * "assignment":[{"object","entries":[{"when","owner"}]}]}}.
 */
public final class RulesReader {
  private RulesReader() {}

  /**
   * The rules.
   *
   * @throws IllegalArgumentException when a setting is missing or has no known value
   */
  public static OrgRules read(JsonNode node) {
    return new OrgRules(
        each(node.path("duplicate"), RulesReader::duplicate),
        each(
            node.path("validation"),
            rule ->
                new ValidationRule(
                    text(rule, "object"),
                    text(rule, "when"),
                    rule.hasNonNull("field") ? rule.get("field").asText() : null,
                    text(rule, "message"))),
        each(
            node.path("assignment"),
            rule ->
                new AssignmentRule(
                    text(rule, "object"),
                    each(
                        rule.path("entries"),
                        entry ->
                            new AssignmentRule.Entry(
                                entry.hasNonNull("when") ? entry.get("when").asText() : null,
                                text(entry, "owner"))))));
  }

  private static DuplicateRule duplicate(JsonNode rule) {
    String object = text(rule, "object");
    String action = rule.path("action").asText("alert");
    if (!action.equals("alert") && !action.equals("block")) {
      throw new IllegalArgumentException("action is alert or block, not " + action);
    }
    return new DuplicateRule(
        rule.path("name").asText("Standard_" + object + "_Duplicate_Rule"),
        object,
        action.equals("alert"),
        rule.path("message").asText("Use one of these records?"),
        each(
            rule.path("match"),
            match ->
                new DuplicateRule.Match(
                    match
                        .path("name")
                        .asText("Standard_" + text(match, "object") + "_Match_Rule_v1_0"),
                    text(match, "object"),
                    each(match.path("fields"), JsonNode::asText))));
  }

  private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    list.forEach(node -> all.add(read.apply(node)));
    return List.copyOf(all);
  }

  private static String text(JsonNode node, String name) {
    if (!node.hasNonNull(name)) {
      throw new IllegalArgumentException("a rule has no \"" + name + "\": " + node);
    }
    return node.get(name).asText();
  }
}
