package io.leadloop.cli;

import io.leadloop.lead.Side;
import io.leadloop.setup.Outcome;
import io.leadloop.setup.Refused;
import io.leadloop.setup.Step;
import io.leadloop.setup.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code setup} says. */
final class SetupText {
  private SetupText() {}

  /** Every step, and what is left to a person. */
  static String plan(List<Step> steps, List<Told> told) {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      List<Step> here = steps.stream().filter(step -> step.side() == side).toList();
      if (!here.isEmpty()) {
        lines.add(side.label() + ": " + counted(here.size(), "thing") + " to do");
        here.forEach(step -> lines.add("  + " + step.text()));
      }
    }
    if (steps.isEmpty()) {
      lines.add("Nothing to do.");
    }
    if (!told.isEmpty()) {
      lines.add("Left to a person:");
      told.forEach(
          one -> {
            lines.add("  ! " + one.side().label() + ": " + one.text());
            lines.add("      " + one.nextStep());
          });
    }
    return String.join("\n", lines);
  }

  /** What came of it, and what is next. */
  static String end(List<Outcome> outcomes) {
    List<String> lines = new ArrayList<>();
    long done = outcomes.stream().filter(Outcome::isDone).count();
    if (!outcomes.isEmpty()) {
      lines.add("%d of %s done.".formatted(done, counted(outcomes.size(), "thing")));
    }
    outcomes.stream()
        .filter(outcome -> !outcome.isDone())
        .forEach(
            outcome -> {
              lines.add(
                  "  ! %s: not done: %s"
                      .formatted(outcome.step().side().label(), outcome.step().text()));
              lines.add("      " + outcome.refusal());
            });
    lines.add("Next: leadloop check --live");
    return String.join("\n", lines);
  }

  /** The steps of one account that nothing came of before it could not be asked any more. */
  static List<Outcome> unknown(List<Step> steps, List<Outcome> outcomes, Refused why) {
    List<Step> known = outcomes.stream().map(Outcome::step).toList();
    return steps.stream()
        .filter(step -> step.side() == why.side() && !known.contains(step))
        .map(step -> new Outcome(step, why.getMessage() + " " + why.nextStep()))
        .collect(Collectors.toList());
  }

  /**
   * What was written, and how each administrator deploys it.
   *
   * @param hubspotVersion the dated version of HubSpot's API that the daemon uses too
   */
  static String files(Path to, List<Path> written, String hubspotVersion) {
    String properties = "/crm/properties/" + hubspotVersion + "/contacts";
    return written.stream().map(path -> "Wrote " + path).collect(Collectors.joining("\n"))
        + "\nTo deploy: sf project deploy start --metadata-dir %s/salesforce\n".formatted(to)
        + "HubSpot: POST property-group.json to %s/groups, then properties.json to %s/batch/create"
            .formatted(properties, properties);
  }

  static Map<String, Object> json(
      List<Step> steps, List<Told> told, List<Outcome> outcomes, boolean whole) {
    Map<Step, String> refusals = new LinkedHashMap<>();
    outcomes.forEach(outcome -> refusals.put(outcome.step(), outcome.refusal()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", whole);
    json.put("nothingToDo", steps.isEmpty());
    json.put(
        "steps",
        steps.stream()
            .map(
                step ->
                    Map.of(
                        "side", step.side().word(),
                        "action", step.action(),
                        "subject", step.subject(),
                        "text", step.text(),
                        "done", refusals.getOrDefault(step, "?").isEmpty(),
                        "refusal", refusals.getOrDefault(step, "")))
            .toList());
    json.put(
        "leftToAPerson",
        told.stream()
            .map(
                one ->
                    Map.of(
                        "side", one.side().word(), "message", one.text(), "hint", one.nextStep()))
            .toList());
    return json;
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
