package io.leadloop.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a fault plan. Everything that is wrong with it is collected by the tree. */
final class FaultPlanFile {
  private static final List<String> TOP = List.of("seed", "faults");
  private static final List<String> RULE =
      List.of(
          "path",
          "method",
          "vendor",
          "nth",
          "every",
          "share",
          "times",
          "effect",
          "fault",
          "status",
          "body",
          "headers",
          "delay_millis",
          "lasts_seconds");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> VENDORS = List.of("hubspot", "salesforce");
  private static final int STATUS_MIN = 400;
  private static final int STATUS_MAX = 599;
  private static final int DELAY_MILLIS_MAX = 600_000;

  private final YamlTree yaml;

  FaultPlanFile(YamlTree yaml) {
    this.yaml = yaml;
  }

  FaultPlan read(Node root) {
    Map<String, YamlTree.Entry> top = known(root, TOP);
    YamlTree.Entry listed = top.get("faults");
    List<FaultRule> rules = new ArrayList<>();
    if (listed == null) {
      yaml.problem(root, "missing-key", "\"faults\" is missing: it lists what goes wrong");
    } else {
      yaml.items(listed.value()).forEach(item -> rules.add(rule(item)));
    }
    return new FaultPlan(number(top, "seed", 1, value -> true, "a number"), List.copyOf(rules));
  }

  private FaultRule rule(Node node) {
    Map<String, YamlTree.Entry> entries = known(node, RULE);
    FaultKind kind = kind(node, entries);
    return new FaultRule(
        path(node, entries),
        word(entries, "method", METHODS),
        word(entries, "vendor", VENDORS),
        timing(node, entries),
        count(entries, "times", Integer.MAX_VALUE),
        "after".equals(word(entries, "effect", List.of("before", "after"))),
        kind,
        status(node, entries),
        text(entries, "body"),
        headers(entries.get("headers")),
        delay(node, entries, kind),
        lasts(entries, kind));
  }

  private FaultKind kind(Node node, Map<String, YamlTree.Entry> entries) {
    String word = word(entries, "fault", FaultKind.words());
    if (word == null && !entries.containsKey("fault")) {
      yaml.problem(node, "missing-key", "\"fault\" is missing: one of " + FaultKind.words());
    }
    FaultKind kind = word == null ? null : FaultKind.ofWord(word);
    return kind == null ? FaultKind.STATUS : kind;
  }

  private String path(Node node, Map<String, YamlTree.Entry> entries) {
    YamlTree.Entry entry = entries.get("path");
    if (entry == null) {
      yaml.problem(node, "missing-key", "\"path\" is missing: which calls it strikes");
      return "";
    }
    String path = yaml.text(entry.value());
    if (!path.startsWith("/")) {
      yaml.problem(entry.value(), "bad-value", "a path begins with /");
    }
    return path;
  }

  private FaultRule.Timing timing(Node node, Map<String, YamlTree.Entry> entries) {
    List<String> said =
        List.of("nth", "every", "share").stream().filter(entries::containsKey).toList();
    if (said.size() > 1) {
      yaml.problem(node, "too-many-keys", "only one of " + said + " can say when it strikes");
    }
    double share = 0;
    YamlTree.Entry entry = entries.get("share");
    if (entry != null) {
      share = share(entry.value());
    }
    return new FaultRule.Timing(count(entries, "nth", 0), count(entries, "every", 0), share);
  }

  private double share(Node node) {
    try {
      double share = Double.parseDouble(yaml.text(node));
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      yaml.problem(node, "bad-value", "a share is a number above 0 and at most 1");
      return 0;
    }
    yaml.problem(node, "bad-value", "a share is a number above 0 and at most 1");
    return 0;
  }

  private int status(Node node, Map<String, YamlTree.Entry> entries) {
    YamlTree.Entry fault = entries.get("fault");
    boolean isStatus = fault != null && yaml.text(fault.value()).equals(FaultKind.STATUS.word());
    if (isStatus && !entries.containsKey("status")) {
      yaml.problem(node, "missing-key", "the fault \"status\" needs a \"status\"");
    }
    return (int)
        number(
            entries,
            "status",
            503,
            value -> value >= STATUS_MIN && value <= STATUS_MAX,
            "a status from 400 to 599");
  }

  private Duration delay(Node node, Map<String, YamlTree.Entry> entries, FaultKind kind) {
    if (kind == FaultKind.DELAY && !entries.containsKey("delay_millis")) {
      yaml.problem(node, "missing-key", "the fault \"delay\" needs \"delay_millis\"");
    }
    return Duration.ofMillis(
        number(
            entries,
            "delay_millis",
            0,
            value -> value >= 0 && value <= DELAY_MILLIS_MAX,
            "milliseconds, at most " + DELAY_MILLIS_MAX));
  }

  private Duration lasts(Map<String, YamlTree.Entry> entries, FaultKind kind) {
    return Duration.ofSeconds(
        number(
            entries,
            "lasts_seconds",
            kind.lastsUsually().toSeconds(),
            value -> value >= 0,
            "seconds"));
  }

  private Map<String, String> headers(YamlTree.@Nullable Entry entry) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (entry != null) {
      yaml.entries(entry.value())
          .forEach((name, header) -> headers.put(name, yaml.text(header.value())));
    }
    return headers;
  }

  private int count(Map<String, YamlTree.Entry> entries, String key, int otherwise) {
    return (int)
        number(
            entries,
            key,
            otherwise,
            value -> value >= 1 && value <= Integer.MAX_VALUE,
            "a whole number from 1 on");
  }

  private long number(
      Map<String, YamlTree.Entry> entries,
      String key,
      long otherwise,
      Predicate<Long> allowed,
      String expected) {
    YamlTree.Entry entry = entries.get(key);
    if (entry == null) {
      return otherwise;
    }
    String text = yaml.text(entry.value());
    if (text.matches("-?\\d{1,15}") && allowed.test(Long.parseLong(text))) {
      return Long.parseLong(text);
    }
    yaml.problem(entry.value(), "bad-value", "expected " + expected);
    return otherwise;
  }

  private @Nullable String text(Map<String, YamlTree.Entry> entries, String key) {
    YamlTree.Entry entry = entries.get(key);
    return entry == null ? null : yaml.text(entry.value());
  }

  /** A word out of a list; null, and a problem if it is another one, when it is not said. */
  private @Nullable String word(
      Map<String, YamlTree.Entry> entries, String key, List<String> allowed) {
    YamlTree.Entry entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    String said = yaml.text(entry.value());
    for (String word : allowed) {
      if (word.equals(said) || word.equals(said.toUpperCase(Locale.ROOT))) {
        return word;
      }
    }
    yaml.problem(entry.value(), "unknown-word", Nearest.message(key, said, allowed));
    return null;
  }

  private Map<String, YamlTree.Entry> known(Node node, List<String> keys) {
    Map<String, YamlTree.Entry> entries = yaml.entries(node);
    for (YamlTree.Entry entry : entries.values()) {
      if (!keys.contains(entry.key())) {
        yaml.problem(entry.keyNode(), "unknown-key", Nearest.message("key", entry.key(), keys));
      }
    }
    return entries;
  }
}
