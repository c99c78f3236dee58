package io.leadloop.cli;

import io.leadloop.lead.Side;
import io.leadloop.store.JournalRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the journal as a person reads it. */
final class JournalText {
  private static final int VALUE_COLUMNS = 86;
  private static final int NAME_COLUMNS = 48;
  private static final int CREATED_COLUMNS = 46;

  private JournalText() {}

  /** A row among those of others: of a new record only how much was written. */
  static String brief(JournalRow row) {
    return of(row, false);
  }

  /** A row with all its fields. */
  static String full(JournalRow row) {
    return of(row, true);
  }

  private static String of(JournalRow row, boolean full) {
    List<String> lines = new ArrayList<>();
    Long link = row.linkId();
    lines.add(
        "%s  %s %s %s%s"
            .formatted(
                Plain.time(row.at()),
                Plain.cell(row.operation(), 6),
                Plain.cell(row.outcome(), 11),
                Plain.subject(row.record()),
                link == null ? "" : "  (link:" + link + ")"));
    if (!row.message().equals(row.operation() + "d")) {
      lines.add("    " + Plain.clean(row.message()));
    }
    boolean create = row.operation().equals("create");
    if (create && !full) {
      lines.add("    %d fields written".formatted(row.fields().size()));
      return String.join("\n", lines);
    }
    for (JournalRow.Field field : row.fields()) {
      if (create) {
        lines.add(
            "    %s %s"
                .formatted(
                    Plain.cell(field.name(), NAME_COLUMNS),
                    Plain.value(field.after(), CREATED_COLUMNS)));
      } else {
        changed(field, row.side(), lines);
      }
    }
    return String.join("\n", lines);
  }

  /** What stood there and what was written; the other side's value where it says something else. */
  private static void changed(JournalRow.Field field, @Nullable Side written, List<String> lines) {
    lines.add(
        "    %s%s: %s  (%s)"
            .formatted(
                field.name(),
                written == null ? "" : " in " + written.label(),
                Plain.clean(field.why()),
                field.rule()));
    if (written == null) {
      lines.add("      HubSpot    " + Plain.value(field.hubspot(), VALUE_COLUMNS));
      lines.add("      Salesforce " + Plain.value(field.salesforce(), VALUE_COLUMNS));
      return;
    }
    boolean hubspot = written == Side.HUBSPOT;
    String before = hubspot ? field.hubspot() : field.salesforce();
    String other = hubspot ? field.salesforce() : field.hubspot();
    if (!before.isEmpty()) {
      lines.add("      - " + Plain.value(before, VALUE_COLUMNS));
    }
    lines.add("      + " + Plain.value(field.after(), VALUE_COLUMNS));
    if (!other.equals(field.after())) {
      lines.add(
          "      %s: %s".formatted(written.other().label(), Plain.value(other, VALUE_COLUMNS)));
    }
  }
}
