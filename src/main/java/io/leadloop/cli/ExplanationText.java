package io.leadloop.cli;

import io.leadloop.ops.Explanation;
import io.leadloop.ops.PlanEntry;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** All that is known of one lead, as a person reads it. */
final class ExplanationText {
  private static final int NAME_COLUMNS = 36;
  private static final int SIDE_COLUMNS = 30;

  private final Instant now;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Instant now) {
    this.now = now;
  }

  static String of(Explanation explanation, Instant now) {
    ExplanationText page = new ExplanationText(now);
    page.write(explanation);
    return page.text.toString().stripTrailing();
  }

  private void write(Explanation explanation) {
    boolean linked = explanation.records().size() > 1;
    line(
        String.join(" <-> ", explanation.records())
            + (linked ? "  (" + explanation.subject() + ")" : "  (not linked)"));
    line(explanation.waitsFor());
    explanation.problems().forEach(this::problem);
    if (!explanation.gate().isEmpty()) {
      heading("What keeps it from being created on the other side (see lead-definition.yaml)");
      explanation.gate().forEach(obstacle -> line("  " + Plain.clean(obstacle)));
    }
    if (linked) {
      fields(explanation.fields());
    }
    PlanEntry plan = explanation.plan();
    if (plan != null) {
      heading("The next look would");
      line(PlanText.entry(plan, "  "));
    }
    if (!explanation.journal().isEmpty()) {
      heading("Journal, the newest first");
      for (JournalRow row : explanation.journal()) {
        line(JournalText.brief(row).indent(2).stripTrailing());
      }
    }
    explanation
        .tokens()
        .forEach(
            (side, token) -> {
              if (!token.isEmpty()) {
                line("  last write to " + side + ": token " + token);
              }
            });
  }

  private void problem(Problem problem) {
    heading(
        "%s %s%s, since %s, %d %s"
            .formatted(
                problem.kind().word(),
                problem.code(),
                problem.field().isEmpty() ? "" : " (" + problem.field() + ")",
                Plain.age(problem.since(), now),
                problem.tries(),
                problem.tries() == 1 ? "try" : "tries"));
    line("  " + Plain.clean(problem.message()));
    line("  " + Plain.clean(problem.cause()));
    line("  Do: " + Plain.clean(problem.nextStep()));
  }

  /**
   * A field that shows something else than when it was last settled has a second line. Fields that
   * are blank everywhere are left out.
   */
  private void fields(List<Explanation.Field> fields) {
    line("");
    row("field", "HubSpot", "Salesforce");
    for (Explanation.Field field : fields) {
      String hubspot = Objects.requireNonNullElse(field.settledHubspot(), "");
      String salesforce = Objects.requireNonNullElse(field.settledSalesforce(), "");
      if (field.hubspot().isEmpty()
          && field.salesforce().isEmpty()
          && hubspot.isEmpty()
          && salesforce.isEmpty()) {
        continue;
      }
      row(field.name(), shown(field.hubspot()), shown(field.salesforce()));
      boolean settled = field.settledHubspot() != null;
      if (settled && (!hubspot.equals(field.hubspot()) || !salesforce.equals(field.salesforce()))) {
        row("    last settled", shown(hubspot), shown(salesforce));
        line("    " + Plain.clean(field.decision()));
      } else if (!settled && !field.hubspot().equals(field.salesforce())) {
        line("    never settled: " + Plain.clean(field.decision()));
      }
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "-" : Plain.value(value, SIDE_COLUMNS);
  }

  private void row(String name, String hubspot, String salesforce) {
    line(
        (Plain.cell(name, NAME_COLUMNS)
                + " "
                + Plain.cell(hubspot, SIDE_COLUMNS)
                + " "
                + Plain.cut(salesforce, SIDE_COLUMNS))
            .stripTrailing());
  }

  private void heading(String heading) {
    line("");
    line(heading);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
