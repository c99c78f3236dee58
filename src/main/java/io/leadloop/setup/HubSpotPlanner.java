package io.leadloop.setup;

import io.leadloop.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done in HubSpot. */
final class HubSpotPlanner {
  private final Needs needs;
  private final HubSpotFound found;
  private final @Nullable SalesforceFound salesforce;
  private final List<Step> steps;
  private final List<Told> told;

  HubSpotPlanner(
      Needs needs,
      HubSpotFound found,
      @Nullable SalesforceFound salesforce,
      List<Step> steps,
      List<Told> told) {
    this.needs = needs;
    this.found = found;
    this.salesforce = salesforce;
    this.steps = steps;
    this.told = told;
  }

  void plan() {
    List<Step> creates = new ArrayList<>();
    for (PropertyNeed need : needs.properties()) {
      HubSpotFound.Property there = found.properties().get(need.name());
      if (there != null) {
        fits(need, there);
      } else {
        create(need).ifPresent(creates::add);
      }
    }
    for (String name : needs.readProperties()) {
      boolean made = creates.stream().anyMatch(step -> step.subject().equals(name));
      if (!made && !found.properties().containsKey(name)) {
        tell(
            "There is no contact property %s, which the lead definition asks about.",
            name, "Correct the name in config/lead-definition.yaml, or create the property.");
      }
    }
    if (!creates.isEmpty() && !found.groups().contains(Needs.GROUP)) {
      steps.add(new Step.CreateGroup());
    }
    steps.addAll(creates);
  }

  private void fits(PropertyNeed need, HubSpotFound.Property there) {
    if (!need.ours()) {
      return;
    }
    if (!there.type().equals(need.type())) {
      told.add(
          SetupPlanner.hubspot(
              "The contact property %s is of the type %s and has to be %s."
                  .formatted(need.name(), there.type(), need.text()),
              "Somebody who may edit properties: rename or archive it, then run setup again; or"
                  + " name another property in the configuration."));
    } else if (need.unique() && !there.unique()) {
      tell(
          "The contact property %s does not ask for unique values, and HubSpot sets that at the"
              + " creation only.",
          need.name(),
          "Name another property under hubspot.key_property in config/leadloop.yaml, and run setup"
              + " again: it creates it with unique values.");
    } else {
      Set<String> missing = new LinkedHashSet<>(need.options());
      missing.removeAll(there.options());
      if (!missing.isEmpty()) {
        told.add(
            SetupPlanner.hubspot(
                "The contact property %s lacks the options %s."
                    .formatted(need.name(), String.join(", ", missing)),
                "Somebody who may edit properties: add them in HubSpot, Settings > Properties."));
      }
    }
  }

  private Optional<Step> create(PropertyNeed need) {
    if (need.name().startsWith("hs_") || need.name().equals("hubspot_owner_id")) {
      tell(
          "There is no contact property %s, and only HubSpot can create one of that name.",
          need.name(), "Correct the name in config/mappings/leads.yaml, or delete its line.");
      return Optional.empty();
    }
    Optional<String> near =
        need.ours() ? Optional.empty() : Nearest.to(need.name(), found.properties().keySet());
    if (near.isPresent()) {
      tell(
          "There is no contact property %s. Did you mean " + near.get() + "?",
          need.name(),
          "Correct the name in config/mappings/leads.yaml, or create the property by hand.");
      return Optional.empty();
    }
    boolean choice = need.type().equals("enumeration");
    PropertyNeed whole =
        choice && need.options().isEmpty() ? need.options(words(need.name())) : need;
    if (choice && whole.options().isEmpty()) {
      tell(
          "There is no contact property %s, and which options it should have cannot be told.",
          need.name(),
          "Create it by hand (multiple checkboxes), or its Salesforce field first and run setup"
              + " again; or delete its line in config/mappings/leads.yaml.");
      return Optional.empty();
    }
    return Optional.of(new Step.CreateProperty(whole));
  }

  /** The words of the Salesforce field that the property stands for. */
  private List<String> words(String property) {
    String field = needs.optionsFrom().get(property);
    SalesforceFound.Field there =
        salesforce == null || field == null ? null : salesforce.fields().get("Lead." + field);
    return there == null ? List.of() : there.words();
  }

  private void tell(String text, String name, String nextStep) {
    told.add(SetupPlanner.hubspot(text.formatted(name), nextStep));
  }
}
