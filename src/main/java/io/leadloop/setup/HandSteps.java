package io.leadloop.setup;

import java.util.ArrayList;
import java.util.List;

/** The same work, told to a person who does it by hand in both vendors' pages. */
public final class HandSteps {
  private HandSteps() {}

  /** Numbered steps, one a line, with what belongs to each below it. */
  public static String of(Needs needs, MetadataFolder folder) {
    List<String> lines = new ArrayList<>();
    lines.add("HubSpot");
    lines.add("  1. Settings > Properties > Contact properties > Groups: create \"Leadloop\".");
    lines.add("  2. Create property, in that group, with exactly these internal names:");
    for (PropertyNeed need : folder.creatable()) {
      lines.add("       %s   label \"%s\"".formatted(need.text(), need.label()));
    }
    for (PropertyNeed need : needs.properties()) {
      if (need.type().equals("enumeration") && need.options().isEmpty()) {
        lines.add(
            "       %s (multiple checkboxes, with the words of Salesforce's %s)"
                .formatted(need.name(), needs.optionsFrom().getOrDefault(need.name(), "field")));
      }
    }
    lines.add("     Unique values can be set only when a property is created (under Rules).");
    lines.add("Salesforce");
    lines.add("  3. Setup > Object Manager > Lead (and Contact) > Fields & Relationships > New:");
    needs.fields().forEach(need -> lines.add("       " + need.text()));
    lines.add(
        ("  4. Setup > Permission Sets > New: \"Leadloop\". System Permissions: API Enabled%s. Object"
                + " Settings, Lead and Contact: Read, Create, Edit%s, View All; and for the fields:")
            .formatted(needs.tasks() ? ", Edit Tasks" : "", needs.deletes() ? ", Delete" : ""));
    for (Access access : MetadataFolder.secured(needs.access())) {
      lines.add("       " + access.text());
    }
    lines.add("  5. Permission Sets > Leadloop > Manage Assignments: the integration user.");
    lines.add("Other custom fields of the mapping must be there already: leadloop check --live");
    return String.join("\n", lines);
  }
}
