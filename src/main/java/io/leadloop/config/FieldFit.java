package io.leadloop.config;

import io.leadloop.content.LeadContext;
import io.leadloop.feedback.DispositionRule;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.UnknownValue;
import io.leadloop.mapping.ValueTable;
import io.leadloop.sync.Schema;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether one mapping line fits the field of one side. */
final class FieldFit {
  /** Of a word of the configuration that a picklist does not have. */
  static final String UNKNOWN_OPTION = "unknown-option";

  private final Config config;
  private final FieldRule rule;
  private final List<Problem> problems;

  FieldFit(Config config, FieldRule rule, List<Problem> problems) {
    this.config = config;
    this.rule = rule;
    this.problems = problems;
  }

  /**
   * @param object the kind of record
   * @param field its field; null when there is none to check
   * @param other the other side's field; null when it is computed or missing
   */
  void check(Side side, String object, Schema.@Nullable Field field, Schema.@Nullable Field other) {
    if (field == null) {
      return;
    }
    String name = "%s's %s.%s".formatted(side.label(), object, field.name());
    boolean written = rule.writesTo(side);
    if (!(written
        ? FieldKind.takes(side, field, rule.form())
        : FieldKind.gives(field, rule.form()))) {
      error(
          "wrong-type",
          "%s is of the type %s and cannot %s as: %s."
              .formatted(name, field.type(), written ? "take" : "give", rule.form().word()),
          "Change as:, or the field.");
      return;
    }
    if (written) {
      writable(name, field, side);
      lengths(name, field, side);
      words(name, field, other, side);
    }
  }

  private void writable(String name, Schema.Field field, Side side) {
    // What HubSpot computes is reached through the subscription preferences.
    if (rule.isComputed(side) || (field.creatable() && field.updatable())) {
      return;
    }
    String away = side == Side.HUBSPOT ? "from_hubspot" : "from_salesforce";
    error(
        "not-writable",
        field.creatable()
            ? "%s can be set on a new record but not changed.".formatted(name)
            : "%s cannot be written by our user.".formatted(name),
        "Say flow: "
            + away
            + ", or give our user edit access if the vendor lets anybody write it.");
  }

  private void lengths(String name, Schema.Field field, Side side) {
    int length = field.lengthMax();
    if (length == 0 || !field.options().isEmpty()) {
      return;
    }
    if (rule.cutAt() > length) {
      error(
          "cut-too-long",
          "cut_at is %d, and %s holds %d characters.".formatted(rule.cutAt(), name, length),
          "Say cut_at: " + length + ".");
    }
    boolean context = rule.hubspot().startsWith(Mapping.CONTEXT) && rule.cutAt() == 0;
    if (context && longest(rule.hubspot()) > length) {
      warning(
          "context-too-long",
          "%s holds %d characters, and %s has up to %d."
              .formatted(name, length, rule.hubspot(), longest(rule.hubspot())),
          "Make the field longer, or say cut_at: " + length + ".");
    }
    for (String word : fixedWords(side)) {
      if (word.codePointCount(0, word.length()) > length) {
        error(
            "word-too-long",
            "\"%s\" is longer than the %d characters of %s.".formatted(word, length, name),
            "Shorten the word, or make the field longer.");
      }
    }
  }

  private static int longest(String field) {
    return switch (field) {
      case "context.engagement_state" -> "engaged".length();
      case "context.last_activity_on" -> "2026-01-01".length();
      default -> LeadContext.LENGTH_MAX;
    };
  }

  /** Every word that this line is sure to write one day must be one that the field accepts. */
  private void words(String name, Schema.Field field, Schema.@Nullable Field other, Side side) {
    Set<String> options = field.options();
    if (options.isEmpty()) {
      return;
    }
    for (String word : fixedWords(side)) {
      if (!options.contains(word)) {
        error(
            UNKNOWN_OPTION,
            "%s does not accept \"%s\".".formatted(name, word),
            Nearest.hint(word, new TreeSet<>(options)));
      }
    }
    if (other == null || other.options().isEmpty()) {
      return;
    }
    Set<String> lost = new TreeSet<>(other.options());
    ValueTable table = rule.values();
    if (table == null) {
      lost.removeAll(options);
    } else {
      lost.removeIf(word -> table.word(side.other(), word).isPresent());
    }
    if (!lost.isEmpty() && (table == null || table.unknown() instanceof UnknownValue.Park)) {
      warning(
          "untranslated-option",
          "%s has %s, which %s lacks."
              .formatted(
                  side.other().label(),
                  quoted(lost),
                  table == null ? name : "values/" + table.name() + ".yaml"),
          table == null
              ? "Translate them with a value table (values:), or add the options."
              : "Add them to the table, or say what happens to unknown words.");
    }
  }

  /** Words from the configuration itself: of the table, the default, if_blank, the dispositions. */
  private Set<String> fixedWords(Side side) {
    Set<String> words = new LinkedHashSet<>();
    ValueTable table = rule.values();
    if (table != null && rule.form() != Form.OWNER) {
      for (String word : table.words(side.other())) {
        table.word(side.other(), word).ifPresent(words::add);
      }
      if (table.unknown() instanceof UnknownValue.Default fallback) {
        words.add(fallback.word());
      }
    }
    String ifBlank = rule.ifBlank();
    if (side == Side.SALESFORCE && ifBlank != null) {
      words.add(ifBlank);
    }
    if (rule.salesforce().equals(Dispositions.NAME) && table == null) {
      config.dispositions().rules().stream().map(DispositionRule::name).forEach(words::add);
    }
    return words;
  }

  private static String quoted(Collection<String> words) {
    List<String> first = words.stream().limit(5).map(word -> "\"" + word + "\"").toList();
    return String.join(", ", first)
        + (words.size() > first.size() ? " and " + (words.size() - first.size()) + " more" : "");
  }

  private void error(String code, String message, String hint) {
    problems.add(Problem.error(rule.place(), code, message, hint));
  }

  private void warning(String code, String message, String hint) {
    problems.add(Problem.warning(rule.place(), code, message, hint));
  }
}
