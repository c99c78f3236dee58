package io.leadloop.config;

import io.leadloop.content.LeadContext;
import io.leadloop.feedback.DispositionRule;
import io.leadloop.feedback.Dispositions;
import io.leadloop.gate.Criterion;
import io.leadloop.gate.Gate;
import io.leadloop.gate.LeadDefinition;
import io.leadloop.gate.ReEngagement;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Mapping;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code lead-definition.yaml}: the two gates. */
final class LeadDefinitionFile {
  private static final Set<Criterion.Test> WITHOUT_OPERAND =
      EnumSet.of(Criterion.Test.KNOWN, Criterion.Test.UNKNOWN);
  private static final Set<Criterion.Test> NUMBERS =
      EnumSet.of(Criterion.Test.AT_LEAST, Criterion.Test.AT_MOST);

  private static final Shape TEXT = new Shape.Text();
  private static final Shape ONE_OR_MORE = Shape.Either.of(TEXT, new Shape.Rows(TEXT));

  private static final Shape CRITERION =
      Shape.Either.of(
          Shape.Words.of("known", "unknown"),
          Shape.Section.of(
              Option.optional("is", ONE_OR_MORE, "It equals this text, or one of these."),
              Option.optional("is_not", ONE_OR_MORE, "It equals none of these; a blank passes."),
              Option.optional("at_least", TEXT, "It is a number that is not below this one."),
              Option.optional("at_most", TEXT, "It is a number that is not above this one."),
              Option.optional("contains", ONE_OR_MORE, "This text, or one of these, is in it."),
              Option.optional(
                  "ends_with", ONE_OR_MORE, "It ends with this text, or with one of these.")));

  private static final Shape CRITERIA = new Shape.Rows(new Shape.Table(CRITERION));

  private static final Shape WHEN =
      Shape.Either.of(
          Shape.Words.of("always", "never"),
          Shape.Section.of(
              Option.optional("all", CRITERIA, "Each of these must hold."),
              Option.optional("any", CRITERIA, "At least one of these must hold."),
              Option.optional("none", CRITERIA, "None of these may hold.")));

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.required(
              "create_in_salesforce",
              Shape.Section.of(
                  Option.required(
                      "when",
                      WHEN,
                      "Which HubSpot contacts become Leads. There is no usual value: always, never,"
                          + " or all/any/none over HubSpot properties."),
                  Option.usual(
                      "assignment",
                      Shape.Words.of(LeadDefinition.Assignment.values()),
                      "rules",
                      "Who owns a new Lead: Salesforce's assignment rules, the mapped owner, or the"
                          + " integration user.")),
              "HubSpot contacts that have no Lead or Contact. Say when: always, never, or all/any/"
                  + "none over HubSpot properties."),
          Option.optional(
              "create_in_hubspot",
              Shape.Section.of(
                  Option.usual(
                      "when",
                      WHEN,
                      "never",
                      "Which Leads become HubSpot contacts. HubSpot bills marketing contacts, hence"
                          + " never.")),
              "Salesforce Leads that have no HubSpot contact."),
          Option.optional(
              "re_engagement",
              Shape.Section.of(
                  Option.usual(
                      "do",
                      Shape.Words.of("task", "off"),
                      "task",
                      "task: the owner of the Lead or Contact gets a Salesforce Task, once for each"
                          + " time; after some dispositions a new Lead can take its place."),
                  Option.optional(
                      "when",
                      new Shape.Rows(new Shape.Words(ReEngagement.CLOSED)),
                      "The dispositions after which a new form means something; a person who is a"
                          + " Contact counts as converted. All of them unless said otherwise."),
                  Option.optional(
                      "new_lead_when",
                      new Shape.Rows(new Shape.Words(ReEngagement.OF_LEADS)),
                      "After which of these dispositions the person leaves the closed Lead for a new"
                          + " one, in place of the Task; none unless said otherwise. A Contact always"
                          + " gets the Task."),
                  Option.usual(
                      "due_in", new Shape.Time(), "1d", "How long after the form it is due.")),
              "People who are linked, whose lead sales is done with, and who send a form again."));

  private final List<FieldUse> uses = new ArrayList<>();
  private final List<Problem> problems;

  private LeadDefinitionFile(List<Problem> problems) {
    this.problems = problems;
  }

  /** Both gates, and the fields that they look at. */
  record Content(LeadDefinition definition, List<FieldUse> uses) {}

  static Content read(Tree.Branch file, List<Problem> problems) {
    LeadDefinitionFile reader = new LeadDefinitionFile(problems);
    Tree.Branch salesforce = file.branch("create_in_salesforce");
    String assignment = salesforce.said("assignment").orElse("rules");
    LeadDefinition definition =
        new LeadDefinition(
            reader.gate(Side.HUBSPOT, salesforce),
            reader.gate(Side.SALESFORCE, file.branch("create_in_hubspot")),
            LeadDefinition.Assignment.valueOf(assignment.toUpperCase(Locale.ROOT)),
            reader.reEngagement(file.branch("re_engagement")));
    return new Content(definition, reader.uses);
  }

  private ReEngagement reEngagement(Tree.Branch section) {
    boolean off = section.said("do").orElse("task").equals("off");
    if (section.isSaid("when") && section.rows("when").isEmpty()) {
      problems.add(
          Problem.error(
              section.place("when"),
              "no-disposition",
              "when names no disposition.",
              "For all of them leave it out; for nothing at all say do: off"));
    }
    List<String> said = section.leaves("when").stream().map(Tree.Leaf::text).toList();
    Set<String> when = off ? Set.of() : Set.copyOf(said.isEmpty() ? ReEngagement.CLOSED : said);
    List<Tree.Leaf> newLead = section.leaves("new_lead_when");
    newLead.forEach(word -> newLeadAfter(word, when));
    return off
        ? ReEngagement.OFF
        : new ReEngagement(
            when,
            newLead.stream().map(Tree.Leaf::text).collect(Collectors.toSet()),
            section.said("due_in").flatMap(Times::parse).orElse(ReEngagement.OFF.dueIn()));
  }

  /** Warns of dispositions after which people are to get a new Lead, and which nothing says. */
  static void checkSaid(Tree.Branch file, Dispositions dispositions, List<Problem> problems) {
    Set<String> said =
        dispositions.rules().stream().map(DispositionRule::name).collect(Collectors.toSet());
    for (Tree.Leaf word : file.branch("re_engagement").leaves("new_lead_when")) {
      if (!said.contains(word.text())) {
        problems.add(
            Problem.warning(
                word.place(),
                "never-said",
                "new_lead_when names \"%s\", and no rule in dispositions.yaml says it."
                    .formatted(word.text()),
                "Add a rule with this name there, or take the word out."));
      }
    }
  }

  private void newLeadAfter(Tree.Leaf word, Set<String> when) {
    if (!when.contains(word.text())) {
      error(
          word,
          "no-new-lead",
          "new_lead_when names \"%s\", after which nothing is done.".formatted(word.text()),
          "Add it to when, and say do: task");
    }
  }

  /**
   * @param asked whose records pass or do not pass
   */
  private Gate gate(Side asked, Tree.Branch section) {
    if (section.find("when").orElse(null) instanceof Tree.Branch when) {
      Gate gate =
          new Gate(
              true,
              criteria(asked, when, "all"),
              criteria(asked, when, "any"),
              criteria(asked, when, "none"));
      if (gate.properties().isEmpty()) {
        error(when, "empty-gate", "when asks for nothing.", "Say always, never, or all/any/none.");
      }
      return gate;
    }
    return section.text("when").equals("always") ? Gate.ALWAYS : Gate.NEVER;
  }

  private List<Criterion> criteria(Side asked, Tree.Branch when, String which) {
    List<Criterion> criteria = new ArrayList<>();
    for (Tree.Branch row : when.branches(which)) {
      for (Map.Entry<String, Tree> entry : row.entries().entrySet()) {
        String property = entry.getKey();
        property(asked, property, entry.getValue());
        criteria.addAll(tests(property, entry.getValue()));
      }
    }
    return criteria;
  }

  private void property(Side asked, String property, Tree tree) {
    if (!Mapping.isDerived(property)) {
      String object = asked == Side.HUBSPOT ? RecordKey.HUBSPOT_CONTACTS : RecordKey.LEAD;
      uses.add(new FieldUse(asked, object, property, tree.place()));
    } else if (asked != Side.HUBSPOT || !LeadContext.FIELDS.contains(property)) {
      error(
          tree,
          "unknown-field",
          "A gate for %s records cannot ask for \"%s\".".formatted(asked.label(), property),
          asked == Side.HUBSPOT ? Nearest.hint(property, LeadContext.FIELDS) : "");
    }
  }

  private List<Criterion> tests(String property, Tree tree) {
    List<Criterion> criteria = new ArrayList<>();
    if (tree instanceof Tree.Leaf word) {
      Criterion.Test test = Criterion.Test.valueOf(word.text().toUpperCase(Locale.ROOT));
      return List.of(new Criterion(property, test, List.of()));
    }
    Tree.Branch branch = (Tree.Branch) tree;
    for (Criterion.Test test : Criterion.Test.values()) {
      if (WITHOUT_OPERAND.contains(test) || branch.find(test.word()).isEmpty()) {
        continue;
      }
      List<String> operands =
          branch
              .said(test.word())
              .map(List::of)
              .orElseGet(() -> branch.leaves(test.word()).stream().map(Tree.Leaf::text).toList());
      if (NUMBERS.contains(test) && !isNumber(operands)) {
        problems.add(
            Problem.error(
                branch.place(test.word()),
                "wrong-type",
                "%s is \"%s\"; expected a number."
                    .formatted(test.word(), String.join(", ", operands)),
                ""));
      } else if (operands.isEmpty()) {
        error(tree, "empty-gate", "%s has no words to compare with.".formatted(test.word()), "");
      } else {
        criteria.add(new Criterion(property, test, operands));
      }
    }
    if (branch.entries().isEmpty()) {
      error(tree, "empty-gate", "\"%s\" is asked for nothing.".formatted(property), "");
    }
    return criteria;
  }

  private static boolean isNumber(List<String> operands) {
    return operands.size() == 1 && operands.get(0).matches("-?\\d+(\\.\\d+)?");
  }

  private void error(Tree tree, String code, String message, String hint) {
    problems.add(Problem.error(tree.place(), code, message, hint));
  }
}
