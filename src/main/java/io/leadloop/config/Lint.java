package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Holds one file against its shape and reports everything that does not fit. */
final class Lint {
  static final String UNKNOWN_KEY = "unknown-key";

  private final String file;
  private final List<Problem> problems;

  Lint(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The whole file; a section without content when it does not even have the outer shape. */
  Tree.Branch file(Node root, Shape.Section shape) {
    return check(root, shape, "the file") instanceof Tree.Branch branch
        ? branch
        : Tree.Branch.empty(place(root));
  }

  /**
   * @param name of the option, for the message
   * @return what is right of it; null when nothing is
   */
  private @Nullable Tree check(Node node, Shape shape, String name) {
    if (shape instanceof Shape.Either either) {
      return either(node, either, name);
    }
    if (shape instanceof Shape.Section section
        && (node instanceof MappingNode || isNothing(node))) {
      return section(node, section, name);
    }
    if (shape instanceof Shape.Table table && node instanceof MappingNode mapping) {
      return table(mapping, table);
    }
    if (shape instanceof Shape.Rows rows && node instanceof SequenceNode sequence) {
      List<Tree> kept = new ArrayList<>();
      for (Node row : sequence.getValue()) {
        Tree checked = check(row, rows.row(), "a line of " + name);
        if (checked != null) {
          kept.add(checked);
        }
      }
      return new Tree.Rows(place(node), kept);
    }
    if (shape.kind() == Shape.Kind.SINGLE && kind(node) == Shape.Kind.SINGLE) {
      return single((ScalarNode) node, shape, name);
    }
    misfit(node, shape, name);
    return null;
  }

  private @Nullable Tree single(ScalarNode node, Shape shape, String name) {
    String text = node.getValue();
    if (isNothing(node)) {
      problem(
          place(node),
          "wrong-type",
          "%s has no value; expected %s.".formatted(name, shape.expects()),
          "Give it a value, or leave it out.");
      return null;
    }
    if (shape.takes(text)) {
      return new Tree.Leaf(place(node), text);
    }
    misfit(node, shape, name);
    return null;
  }

  private void misfit(Node node, Shape shape, String name) {
    String what =
        switch (kind(node)) {
          case SECTION -> "a section";
          case LIST -> "a list";
          case SINGLE -> isNothing(node) ? "nothing" : "\"" + ((ScalarNode) node).getValue() + "\"";
        };
    String near =
        node instanceof ScalarNode scalar
            ? Nearest.to(scalar.getValue(), shape.words())
                .map("Did you mean \"%s\"?"::formatted)
                .orElse("")
            : "";
    problem(
        place(node),
        shape instanceof Shape.Words ? "unknown-word" : "wrong-type",
        (shape.isShown()
                ? "%s is %s; expected %s."
                : "%1$s must be %3$s. What stands there is not shown.")
            .formatted(name, what, shape.expects()),
        near);
  }

  /** The first shape that the node fits; its kind alone decides for sections and lists. */
  private @Nullable Tree either(Node node, Shape.Either either, String name) {
    for (Shape shape : either.shapes()) {
      boolean fits =
          node instanceof ScalarNode scalar
              ? !isNothing(node) && shape.takes(scalar.getValue())
              : shape.kind() == kind(node);
      if (fits) {
        return check(node, shape, name);
      }
    }
    misfit(node, either, name);
    return null;
  }

  private Tree section(Node node, Shape.Section section, String name) {
    Map<String, Tree> entries = new LinkedHashMap<>();
    Map<String, Node> given =
        node instanceof MappingNode mapping ? keys(mapping) : new LinkedHashMap<>();
    for (Option option : section.options()) {
      Node value = given.remove(option.name());
      Tree tree =
          value == null ? missing(node, option, name) : check(value, option.shape(), option.name());
      if (tree != null) {
        entries.put(option.name(), tree);
      }
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = key(tuple);
        if (given.remove(key) != null) {
          unknown(tuple.getKeyNode(), key, section, name);
        }
      }
    }
    return new Tree.Branch(place(node), entries);
  }

  private @Nullable Tree missing(Node node, Option option, String section) {
    if (option.usual() != null) {
      return new Tree.Leaf(place(node), option.usual());
    }
    if (option.required()) {
      problem(
          place(node),
          "missing",
          "%s is missing in %s.".formatted(option.name(), section),
          option.meaning());
      return null;
    }
    return option.shape() instanceof Shape.Section section1 && !section1.options().isEmpty()
        ? usual(node, section1)
        : null;
  }

  /** A section that was left out: its usual values, and no complaint about what it lacks. */
  private Tree.Branch usual(Node node, Shape.Section section) {
    Map<String, Tree> entries = new LinkedHashMap<>();
    for (Option option : section.options()) {
      if (option.usual() != null) {
        entries.put(option.name(), new Tree.Leaf(place(node), option.usual()));
      } else if (option.shape() instanceof Shape.Section inner) {
        entries.put(option.name(), usual(node, inner));
      }
    }
    return new Tree.Branch(place(node), entries);
  }

  private void unknown(Node keyNode, String key, Shape.Section section, String name) {
    Shape.Refusal refusal = section.refused().get(key);
    if (refusal != null) {
      problem(place(keyNode), refusal.code(), refusal.message().formatted(key), refusal.hint());
      return;
    }
    problem(
        place(keyNode),
        UNKNOWN_KEY,
        "There is no option \"%s\" in %s.".formatted(key, name),
        Nearest.hint(key, section.names()));
  }

  private Tree table(MappingNode node, Shape.Table table) {
    Map<String, Tree> entries = new LinkedHashMap<>();
    keys(node)
        .forEach(
            (key, value) -> {
              Tree tree = check(value, table.value(), key);
              if (tree != null) {
                entries.put(key, tree);
              }
            });
    return new Tree.Branch(place(node), entries);
  }

  /** The values by their names; the first counts where a name stands twice. */
  private Map<String, Node> keys(MappingNode mapping) {
    Map<String, Node> values = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple);
      Place place = place(tuple.getKeyNode());
      if (values.putIfAbsent(key, tuple.getValueNode()) == null) {
        lines.put(key, place.line());
      } else {
        problem(
            place,
            "duplicate-key",
            "\"%s\" stands here twice; the first is in line %d.".formatted(key, lines.get(key)),
            "Keep one of them.");
      }
    }
    return values;
  }

  private static String key(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  private Place place(Node node) {
    return node.getStartMark()
        .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Place(file, 1, 1));
  }

  private void problem(Place place, String code, String message, String hint) {
    problems.add(Problem.error(place, code, message, hint));
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static Shape.Kind kind(Node node) {
    if (node instanceof MappingNode) {
      return Shape.Kind.SECTION;
    }
    return node instanceof SequenceNode ? Shape.Kind.LIST : Shape.Kind.SINGLE;
  }
}
