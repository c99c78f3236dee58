package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.LoadProblem;
import io.leadloop.sandbox.Nearest;
import io.leadloop.sandbox.YamlTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the file that says how a CSV file becomes contacts. All its problems are collected. */
final class ColumnMapFile {
  private static final Set<String> TOP = Set.of("missing", "create_properties", "properties");
  private static final Set<String> RULE =
      Set.of("column", "constant", "template", "values", "otherwise");
  private static final Map<String, String> FIELD_TYPES =
      Map.of(
          "string", "text",
          "number", "number",
          "bool", "booleancheckbox",
          "date", "date",
          "datetime", "date");

  private final YamlTree yaml;
  private final Map<String, PropertyDefinition> known = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final List<PropertyDefinition> created = new ArrayList<>();
  private final List<ColumnRule> rules = new ArrayList<>();

  private ColumnMapFile(YamlTree yaml) {
    this.yaml = yaml;
    Schema schema = PortalFile.read(Instant.EPOCH).contacts();
    schema.properties().forEach(property -> known.put(property.name(), property));
  }

  /** Reads {@code file}; null when it cannot be read at all. */
  static @Nullable ColumnMap read(Path file, List<LoadProblem> problems) {
    ColumnMapFile reader = new ColumnMapFile(new YamlTree(file, problems));
    Node root = reader.yaml.root();
    if (root == null) {
      return null;
    }
    reader.readTop(root);
    return new ColumnMap(
        Set.copyOf(reader.missing),
        List.copyOf(reader.created),
        List.copyOf(reader.rules),
        Map.copyOf(reader.known));
  }

  private void readTop(Node root) {
    Map<String, YamlTree.Entry> top = yaml.entries(root);
    requireKnown(top, TOP);
    YamlTree.Entry words = top.get("missing");
    if (words != null) {
      yaml.items(words.value()).forEach(word -> missing.add(yaml.text(word)));
    }
    YamlTree.Entry definitions = top.get("create_properties");
    if (definitions != null) {
      yaml.items(definitions.value()).forEach(this::readDefinition);
    }
    YamlTree.Entry properties = top.get("properties");
    if (properties == null) {
      yaml.problem(root, "missing-key", "\"properties\" is missing: it says what fills what");
    } else {
      yaml.entries(properties.value()).values().forEach(this::readRule);
    }
  }

  private void readDefinition(Node node) {
    Map<String, YamlTree.Entry> definition = yaml.entries(node);
    requireKnown(definition, Set.of("name", "label", "type", "unique"));
    String name = text(definition, "name", "");
    String type = text(definition, "type", "string");
    String fieldType = FIELD_TYPES.get(type);
    if (name.isEmpty()) {
      yaml.problem(node, "missing-key", "a property to create needs a \"name\"");
    } else if (known.containsKey(name)) {
      yaml.problem(node, "known-property", "contacts already have a property \"" + name + "\"");
    } else if (fieldType == null) {
      yaml.problem(
          node,
          "unknown-type",
          "there is no type \"%s\"; the types are %s"
              .formatted(type, String.join(", ", new TreeSet<>(FIELD_TYPES.keySet()))));
    } else {
      PropertyDefinition property =
          new PropertyDefinition(
              name,
              text(definition, "label", name),
              "contactinformation",
              type,
              fieldType,
              "",
              type.equals("bool") ? PropertyOption.YES_OR_NO : List.of(),
              text(definition, "unique", "false").equals("true"),
              false,
              false,
              false,
              -1,
              Instant.EPOCH);
      created.add(property);
      known.put(name, property);
    }
  }

  private void readRule(YamlTree.Entry entry) {
    if (!known.containsKey(entry.key())) {
      yaml.problem(
          entry.keyNode(),
          "unknown-property",
          Nearest.message("contact property", entry.key(), known.keySet()));
      return;
    }
    if (entry.value() instanceof ScalarNode column) {
      add(entry, "{" + column.getValue() + "}", Map.of());
      return;
    }
    Map<String, YamlTree.Entry> rule = yaml.entries(entry.value());
    requireKnown(rule, RULE);
    String column = text(rule, "column", "");
    String constant = text(rule, "constant", "");
    String template = text(rule, "template", "");
    long given =
        List.of(column, constant, template).stream().filter(text -> !text.isEmpty()).count();
    if (given != 1) {
      yaml.problem(
          entry.keyNode(),
          "no-source",
          "say one of \"column\", \"constant\" and \"template\" for \"" + entry.key() + "\"");
      return;
    }
    add(entry, column.isEmpty() ? constant + template : "{" + column + "}", rule);
  }

  private void add(YamlTree.Entry entry, String template, Map<String, YamlTree.Entry> rule) {
    Map<String, String> values = new HashMap<>();
    YamlTree.Entry table = rule.get("values");
    if (table != null) {
      yaml.entries(table.value()).forEach((from, to) -> values.put(from, yaml.text(to.value())));
    }
    YamlTree.Entry otherwise = rule.get("otherwise");
    rules.add(
        new ColumnRule(
            entry.key(),
            template,
            Map.copyOf(values),
            otherwise == null ? null : yaml.text(otherwise.value()),
            yaml.place(entry.keyNode())));
  }

  private void requireKnown(Map<String, YamlTree.Entry> entries, Set<String> keys) {
    for (YamlTree.Entry entry : entries.values()) {
      if (!keys.contains(entry.key())) {
        yaml.problem(entry.keyNode(), "unknown-key", Nearest.message("key", entry.key(), keys));
      }
    }
  }

  private String text(Map<String, YamlTree.Entry> entries, String key, String otherwise) {
    YamlTree.Entry entry = entries.get(key);
    return entry == null ? otherwise : yaml.text(entry.value());
  }
}
