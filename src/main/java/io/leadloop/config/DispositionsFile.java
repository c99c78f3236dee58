package io.leadloop.config;

import io.leadloop.feedback.DispositionRule;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dispositions.yaml}: what sales says, read from a Lead's status and reason. */
final class DispositionsFile {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape.Words NAMES =
      Shape.Words.of(
          "accepted", "rejected", "recycled", "disqualified", "converted", "won", "lost");

  private static final Shape.Section DISPOSITION =
      Shape.Section.of(
          Option.required("name", NAMES, "What marketers see."),
          Option.optional(
              "statuses", new Shape.Rows(TEXT), "The values of the status field that mean it."),
          Option.usual(
              "converted",
              new Shape.Flag(),
              "false",
              "true: a Lead that was converted has this disposition."),
          Option.usual(
              "reason",
              Shape.Words.of("required", "optional"),
              "optional",
              "required: it counts only once sales gave a reason."),
          Option.optional(
              "reasons",
              new Shape.Table(TEXT),
              "What marketers see for each of sales' reasons. A reason that is not listed is shown"
                  + " as it is."));

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.usual("status_field", TEXT, "Status", "The Lead field with the status."),
          Option.optional("reason_field", TEXT, "The Lead field with the reason."),
          Option.required(
              "dispositions", new Shape.Rows(DISPOSITION), "The first one that fits counts."));

  private DispositionsFile() {}

  /** The dispositions, and the fields that they are read from. */
  record Content(Dispositions dispositions, List<FieldUse> uses) {}

  static Content read(Tree.Branch file, List<Problem> problems) {
    List<DispositionRule> rules = new ArrayList<>();
    Map<String, Place> statuses = new LinkedHashMap<>();
    Map<String, Place> reasonsNamed = new LinkedHashMap<>();
    boolean hasReason = file.find("reason_field").isPresent();
    for (Tree.Branch row : file.branches("dispositions")) {
      check(row, hasReason, statuses, problems);
      Map<String, String> reasons = new LinkedHashMap<>();
      Tree.Branch table = row.branch("reasons");
      for (Map.Entry<String, Tree> reason : table.entries().entrySet()) {
        reasons.put(reason.getKey(), table.text(reason.getKey()));
        reasonsNamed.putIfAbsent(reason.getKey(), reason.getValue().place());
      }
      rules.add(
          new DispositionRule(
              row.text("name"),
              row.leaves("statuses").stream().map(Tree.Leaf::text).toList(),
              row.text("converted").equals("true"),
              row.text("reason").equals("required"),
              reasons));
    }
    Dispositions dispositions =
        new Dispositions(
            file.said("status_field").orElse("Status"), file.text("reason_field"), rules);
    List<FieldUse> uses = new ArrayList<>();
    use(file, "status_field", statuses, uses);
    use(file, "reason_field", reasonsNamed, uses);
    return new Content(dispositions, uses);
  }

  private static void use(
      Tree.Branch file, String option, Map<String, Place> words, List<FieldUse> uses) {
    file.said(option)
        .ifPresent(
            field ->
                uses.add(
                    new FieldUse(
                        Side.SALESFORCE, RecordKey.LEAD, field, file.place(option), words)));
  }

  private static void check(
      Tree.Branch row, boolean hasReason, Map<String, Place> statuses, List<Problem> problems) {
    if (row.leaves("statuses").isEmpty() && !row.text("converted").equals("true")) {
      problems.add(
          Problem.error(
              row.place(),
              "never-fits",
              "This disposition has neither statuses nor converted: true, so no lead ever has it.",
              ""));
    }
    for (Tree.Leaf status : row.leaves("statuses")) {
      Place first = statuses.putIfAbsent(status.text(), status.place());
      if (first != null) {
        problems.add(
            Problem.error(
                status.place(),
                "same-status",
                "\"%s\" is a status of another disposition already, in line %d."
                    .formatted(status.text(), first.line()),
                "The first one that fits counts; keep it in one."));
      }
    }
    if (!hasReason && (row.text("reason").equals("required") || row.find("reasons").isPresent())) {
      problems.add(
          Problem.error(
              row.place("reason"),
              "no-reason-field",
              "This disposition asks for a reason, and there is no reason_field.",
              "Name the Lead field with sales' reason under reason_field."));
    }
  }
}
