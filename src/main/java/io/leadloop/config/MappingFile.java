package io.leadloop.config;

import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.UnknownValue;
import io.leadloop.mapping.ValueTable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code mappings/leads.yaml}: one line per field. */
final class MappingFile {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape FLOW = Shape.Words.of(Flow.values());
  private static final Shape BOTH_CHANGED = Shape.Words.of(BothChanged.values());
  private static final Shape BLANKS = Shape.Words.of(Blanks.values());

  private static final Shape.Section LINK =
      Shape.Section.of(
          Option.usual("hubspot", Shape.Words.of("contacts"), "contacts", "The HubSpot records."),
          Option.usual("salesforce", Shape.Words.of("Lead"), "Lead", "The Salesforce records."),
          Option.usual(
              "match_by",
              Shape.Words.of("email"),
              "email",
              "Used once, to link records that exist on both sides already."));

  private static final Shape.Section USUAL =
      Shape.Section.of(
          Option.usual("flow", FLOW, "both_ways", "In which direction values travel."),
          Option.usual(
              "both_changed",
              BOTH_CHANGED,
              "latest",
              "Who wins when people changed the field on both sides: the later edit, one side, or"
                  + " nobody until a person decides (park)."),
          Option.usual(
              "blanks",
              BLANKS,
              "kept_out",
              "kept_out: a blank never erases a value. carried: clearing a field clears it on the"
                  + " other side too."),
          Option.usual(
              "zone",
              new Shape.Zone(),
              "UTC",
              "In which time zone a moment falls on a day, where one side keeps a day and the other"
                  + " a moment."));

  private static final Shape.Section FIELD =
      Shape.Section.of(
          Option.required(
              "hubspot", TEXT, "The HubSpot property, or a computed field: context.why_now."),
          Option.required(
              "salesforce",
              TEXT,
              "The field of the Salesforce Lead, or a computed field: disposition.name."),
          Option.optional(
              "contact",
              TEXT,
              "The field of the Salesforce Contact, for converted leads; none where a Contact has"
                  + " none. Usually as salesforce."),
          Option.optional("flow", FLOW, "In which direction this field's values travel."),
          Option.optional(
              "both_changed", BOTH_CHANGED, "Who wins when both sides changed this field."),
          Option.optional("blanks", BLANKS, "What a blank means in this field."),
          Option.usual(
              "as",
              new Shape.Words(List.of(words())),
              "text",
              "The form of the values. Decides what counts as the same value, and what is checked"
                  + " before it is written."),
          Option.optional(
              "values",
              TEXT,
              "The value table that translates the words: the name of a file in values/."),
          Option.optional(
              "unknown",
              ValuesFile.UNKNOWN,
              "What happens to a word that the table does not list, in this line. Of an owner: pass leaves the other side as it is when nobody there has the same e-mail address."),
          Option.optional(
              "if_blank",
              TEXT,
              "What Salesforce gets where HubSpot is blank, for fields that Salesforce requires. It"
                  + " never flows back."),
          Option.optional(
              "cut_at",
              new Shape.Whole(1, 1_000_000),
              "The longest text that is written, in characters; longer ones are cut. Without it"
                  + " nothing is ever cut."),
          Option.usual(
              "hands_off",
              new Shape.Flag(),
              "false",
              "true: Leadloop never writes the Salesforce field, because somebody else owns it (a"
                  + " lead router)."),
          Option.optional(
              "zone", new Shape.Zone(), "In which time zone a moment falls on a day, here."));

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.optional("link", LINK, "What is linked with what."),
          Option.optional(
              "unless_said_otherwise", USUAL, "What counts for each line that says nothing else."),
          Option.required("fields", new Shape.Rows(FIELD), "One line per field."));

  private MappingFile() {}

  /** What the lines say; lines that lack a field's name are left out. */
  static Mapping read(Tree.Branch file, Map<String, ValueTable> tables, List<Problem> problems) {
    List<FieldRule> rules = new ArrayList<>();
    Tree.Branch usual = file.branch("unless_said_otherwise");
    for (Tree.Branch line : file.branches("fields")) {
      if (!line.text("hubspot").isEmpty() && !line.text("salesforce").isEmpty()) {
        FieldRule rule = rule(line, usual).values(table(line, tables, problems));
        MappingChecks.check(rule, line, problems);
        rules.add(rule);
      }
    }
    MappingChecks.checkTogether(rules, problems);
    return new Mapping(rules);
  }

  private static FieldRule rule(Tree.Branch line, Tree.Branch usual) {
    String salesforce = line.text("salesforce");
    String contact = line.said("contact").orElse(salesforce);
    return FieldRule.of(line.text("hubspot"), salesforce)
        .contact(contact.equals("none") ? null : contact)
        .flow(word(Flow.class, line, usual, "flow", Flow.BOTH_WAYS))
        .bothChanged(word(BothChanged.class, line, usual, "both_changed", BothChanged.LATEST))
        .blanks(word(Blanks.class, line, usual, "blanks", Blanks.KEPT_OUT))
        .form(word(Form.class, line, line, "as", Form.TEXT))
        .ifBlank(line.said("if_blank").orElse(null))
        .cutAt(line.whole("cut_at"))
        .handsOff(line.text("hands_off").equals("true"))
        .zone(ZoneId.of(line.said("zone").or(() -> usual.said("zone")).orElse("UTC")))
        .place(line.place());
  }

  private static @Nullable ValueTable table(
      Tree.Branch line, Map<String, ValueTable> tables, List<Problem> problems) {
    String name = line.text("values");
    UnknownValue unknown = line.find("unknown").map(ValuesFile::unknown).orElse(null);
    if (name.isEmpty()) {
      boolean owner = line.text("as").equals(Form.OWNER.word());
      return owner && unknown != null ? new ValueTable("owners", List.of(), unknown) : null;
    }
    ValueTable table = tables.get(name);
    if (table == null) {
      problems.add(
          Problem.error(
              line.place("values"),
              "unknown-values",
              "There is no value table \"%s\" in values/.".formatted(name),
              tables.isEmpty()
                  ? "Write values/" + name + ".yaml."
                  : Nearest.hint(name, tables.keySet())));
      return null;
    }
    return unknown == null ? table : table.withUnknown(unknown);
  }

  private static <E extends Enum<E>> E word(
      Class<E> words, Tree.Branch line, Tree.Branch usual, String option, E otherwise) {
    return line.said(option)
        .or(() -> usual.said(option))
        .map(word -> Enum.valueOf(words, word.toUpperCase(Locale.ROOT)))
        .orElse(otherwise);
  }

  private static String[] words() {
    return java.util.Arrays.stream(Form.values()).map(Form::word).toArray(String[]::new);
  }
}
