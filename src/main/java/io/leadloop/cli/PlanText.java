package io.leadloop.cli;

import io.leadloop.lead.Side;
import io.leadloop.ops.PlanEntry;
import io.leadloop.ops.PlanReport;
import io.leadloop.plan.Volume;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan as a person reads it: what would be written to whom, and why. */
final class PlanText {
  private static final int VALUE_COLUMNS = 88;
  private static final int LABEL_COLUMNS = 48;
  private static final int CREATED_COLUMNS = 46;
  private static final int COUNT_COLUMNS = 26;

  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  /**
   * @param shownMax how many leads are shown one by one; the counts cover all
   */
  static String of(PlanReport plan, int shownMax) {
    PlanText page = new PlanText();
    List<PlanEntry> entries = plan.entries();
    entries.stream().limit(shownMax).forEach(page::entry);
    if (entries.size() > shownMax) {
      page.line(
          "... and %s more; all of them: --show %d"
              .formatted(Plain.number(entries.size() - (long) shownMax), entries.size()));
    }
    if (!entries.isEmpty()) {
      page.line("");
    }
    page.counts(plan.counts());
    page.cap(plan.cap());
    page.brake(plan);
    page.line(
        plan.mode().equals("watching")
            ? "Nothing was written. The connection only watches; to let it write: leadloop go"
            : plan.stopped().isEmpty()
                ? "Nothing was written by this command. The connection is live: the daemon writes it."
                : "Nothing is written. To let it go on: leadloop resume");
    return page.text.toString().stripTrailing();
  }

  /** The totals alone, and what the caps say of them. */
  static String counts(PlanReport plan, Volume capsPerHour) {
    PlanText page = new PlanText();
    page.counts(plan.counts());
    page.row(
        "caps per hour",
        "%s creates, %s changes, %s clears, %s unlinks, %s deletes"
            .formatted(
                cap(capsPerHour.creates()),
                cap(capsPerHour.changes()),
                cap(capsPerHour.clears()),
                cap(capsPerHour.unlinks()),
                cap(capsPerHour.deletes())));
    page.cap(plan.cap());
    return page.text.toString().stripTrailing();
  }

  /** One lead. */
  static String entry(PlanEntry entry, String indent) {
    PlanText page = new PlanText();
    page.entry(entry);
    return page.text.toString().stripTrailing().indent(indent.length()).stripTrailing();
  }

  private void entry(PlanEntry entry) {
    String between = entry.action().equals("create") ? " -> " : " <-> ";
    String records =
        entry.records().isEmpty()
            ? Plain.subject(entry.subject())
            : String.join(between, entry.records());
    String link = entry.subject().startsWith("link:") ? "  (" + entry.subject() + ")" : "";
    line("%s  %s%s".formatted(Plain.cell(entry.action(), 6), records, link));
    for (PlanEntry.Field field : entry.fields()) {
      if (entry.action().equals("create") && !field.writes().isEmpty()) {
        line(
            "  + %s %s"
                .formatted(
                    Plain.cell(field.name(), LABEL_COLUMNS),
                    Plain.value(field.after(), CREATED_COLUMNS)));
      } else {
        field(field);
      }
    }
    if (entry.notes() > 0) {
      line("  + %d note%s on the contact".formatted(entry.notes(), entry.notes() == 1 ? "" : "s"));
    }
    entry.why().forEach(why -> line("  " + Plain.clean(why)));
  }

  private void field(PlanEntry.Field field) {
    boolean waits = field.writes().isEmpty();
    line(
        "  %s %s: %s  (%s)"
            .formatted(
                field.name(),
                waits ? "waits" : "in " + Side.ofWord(field.writes()).label(),
                Plain.clean(field.why()),
                field.rule()));
    if (!waits) {
      if (!field.before().isEmpty()) {
        line("    - " + Plain.value(field.before(), VALUE_COLUMNS));
      }
      line("    + " + Plain.value(field.after(), VALUE_COLUMNS));
    }
  }

  private void counts(PlanReport.Counts counts) {
    if (counts.subjects() == 0) {
      line("Nothing is due.");
      return;
    }
    line(
        "Looked at %s lead%s:"
            .formatted(Plain.number(counts.subjects()), counts.subjects() == 1 ? "" : "s"));
    count("create in Salesforce", counts.createInSalesforce());
    count("create in HubSpot", counts.createInHubspot());
    count("link (on both sides)", counts.links());
    count("change in Salesforce", counts.updateSalesforce());
    count("change in HubSpot", counts.updateHubspot());
    count("fields written", counts.fields());
    count("fields cleared", counts.clears());
    count("unlink (a record was deleted)", counts.unlinks());
    count("delete in Salesforce", counts.deleteInSalesforce());
    count("delete in HubSpot", counts.deleteInHubspot());
    count("notes", counts.notes());
    count("wait for a person", counts.waits());
    count("below the gate", counts.belowTheGate());
    row(
        "API calls",
        "HubSpot %s, Salesforce %s"
            .formatted(
                Plain.number(counts.hubspotCalls()), Plain.number(counts.salesforceCalls())));
  }

  private void count(String name, long number) {
    if (number > 0) {
      row(name, Plain.number(number));
    }
  }

  private void row(String name, String value) {
    line("  " + Plain.cell(name, COUNT_COLUMNS) + value);
  }

  private void cap(String cap) {
    if (!cap.isEmpty()) {
      line(
          "A cap would stop this on its way: %s.\n  The rest follows as the hours pass, or at once after another: leadloop go"
              .formatted(cap));
    }
  }

  /** Why nothing is written until an admin says resume; empty when it is not so. */
  static String stopped(PlanReport plan) {
    return new TreeMap<>(plan.stopped())
        .entrySet().stream()
            .map(stop -> "Stopped (%s): %s".formatted(stop.getKey(), Plain.clean(stop.getValue())))
            .collect(Collectors.joining("\n"));
  }

  private void brake(PlanReport plan) {
    if (!plan.stopped().isEmpty()) {
      line(stopped(plan));
    } else if (!plan.brake().isEmpty()) {
      line(
          "A brake would stop the connection before this: %s.\n  To let it through then: leadloop resume"
              .formatted(plan.brake()));
    }
  }

  private static String cap(long perHour) {
    return perHour < 0 ? "any number of" : Plain.number(perHour);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
