package io.leadloop.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML file whose parts know where they stand. Problems are collected, not thrown. */
public final class YamlTree {
  private final Path file;
  private final List<LoadProblem> problems;

  /** A tree of {@code file}, whose problems go to {@code problems}. */
  public YamlTree(Path file, List<LoadProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** A key of a mapping with what stands under it. */
  public record Entry(String key, Node keyNode, Node value) {}

  /** The file's top; null when it cannot be read, which is then a problem. */
  public @Nullable Node root() {
    try {
      return root(Files.readString(file));
    } catch (IOException e) {
      problems.add(
          new LoadProblem(file.toString(), "unreadable-file", "cannot be read: " + e.getMessage()));
      return null;
    }
  }

  /** The top of {@code text}, which stands for the file's; null, and a problem, without one. */
  public @Nullable Node root(String text) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent()) {
        return root.get();
      }
      problems.add(new LoadProblem(file + ":1:1", "empty-file", "The file says nothing"));
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(this::place).orElse(file.toString());
      problems.add(new LoadProblem(place, "unreadable-yaml", e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(
          new LoadProblem(file.toString(), "unreadable-yaml", String.valueOf(e.getMessage())));
    }
    return null;
  }

  /** The entries of a mapping by key; none, and a problem, when it is not one. */
  public Map<String, Entry> entries(Node node) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "wrong-type", "expected keys with values");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode());
      Entry entry = new Entry(key, tuple.getKeyNode(), tuple.getValueNode());
      if (entries.put(key, entry) != null) {
        problem(tuple.getKeyNode(), "double-key", "\"" + key + "\" is there twice");
      }
    }
    return entries;
  }

  /** The items of a list; none, and a problem, when it is not one. */
  public List<Node> items(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(node, "wrong-type", "expected a list");
    return List.of();
  }

  /** A plain text; empty, and a problem, when it is not one. */
  public String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(node, "wrong-type", "expected a text");
    return "";
  }

  /** Adds a problem at the place of {@code node}. */
  public void problem(Node node, String code, String message) {
    problems.add(new LoadProblem(place(node), code, message));
  }

  /** Such as {@code columns.yaml:17:3}. */
  public String place(Node node) {
    return node.getStartMark().map(this::place).orElse(file.toString());
  }

  private String place(Mark mark) {
    return "%s:%d:%d".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
