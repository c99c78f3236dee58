package io.leadloop.setup;

import io.leadloop.config.Config;
import io.leadloop.config.FieldUse;
import io.leadloop.config.HubSpotSection;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.ValueTable;
import io.leadloop.sync.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contact properties that a configuration names. */
final class HubSpotNeeds {
  /** Where an opt-out of Salesforce is noted when HubSpot's own state cannot be written. */
  static final String EMAIL_OPTOUT = "leadloop_email_optout";

  private static final List<String> DISPOSITIONS =
      List.of("accepted", "rejected", "recycled", "disqualified", "converted", "won", "lost");

  private final Config config;

  HubSpotNeeds(Config config) {
    this.config = config;
  }

  List<PropertyNeed> properties() {
    Map<String, PropertyNeed> needs = new LinkedHashMap<>();
    HubSpotSection hubspot = config.settings().hubspot();
    put(needs, text(hubspot.keyProperty(), "Leadloop: Salesforce ID", true));
    put(needs, text(hubspot.tokenProperty(), "Leadloop: mark of the last write", false));
    put(
        needs,
        new PropertyNeed(
            EMAIL_OPTOUT,
            "Leadloop: opted out in Salesforce",
            "bool",
            "booleancheckbox",
            List.of(),
            false,
            true));
    put(
        needs,
        new PropertyNeed(
            Mark.IN_HUBSPOT,
            "Leadloop: deleted in Salesforce",
            "datetime",
            "date",
            List.of(),
            false,
            true));
    config.mapping().rules().stream()
        .filter(rule -> !Mapping.isDerived(rule.hubspot()))
        .forEach(rule -> put(needs, of(rule)));
    return List.copyOf(needs.values());
  }

  private static void put(Map<String, PropertyNeed> needs, PropertyNeed need) {
    needs.putIfAbsent(need.name(), need);
  }

  /** Properties that a gate asks about; a gate does not say what they are. */
  List<String> readProperties() {
    return config.alsoRead().stream()
        .filter(use -> use.side() == Side.HUBSPOT)
        .map(FieldUse::field)
        .distinct()
        .toList();
  }

  /** The Lead field that knows the words of a choice of several. */
  Map<String, String> optionsFrom() {
    Map<String, String> from = new LinkedHashMap<>();
    for (FieldRule rule : config.mapping().rules()) {
      if (rule.form() == Form.MULTI_SELECT && !Mapping.isDerived(rule.salesforce())) {
        from.put(rule.hubspot(), rule.salesforce());
      }
    }
    return from;
  }

  private static PropertyNeed text(String name, String label, boolean unique) {
    return new PropertyNeed(name, label, "string", "text", List.of(), unique, true);
  }

  private static PropertyNeed of(FieldRule rule) {
    String name = rule.hubspot();
    boolean ours = name.startsWith("leadloop_");
    if (rule.salesforce().equals(Dispositions.NAME)) {
      ValueTable table = rule.values();
      List<String> words =
          table == null ? DISPOSITIONS : new ArrayList<>(table.words(Side.HUBSPOT));
      return need(name, ours, "enumeration", "select", words);
    }
    return switch (rule.form()) {
      case NUMBER -> need(name, ours, "number", "number", List.of());
      case BOOLEAN, OPT_OUT -> need(name, ours, "bool", "booleancheckbox", List.of());
      case DATE -> need(name, ours, "date", "date", List.of());
      case DATETIME -> need(name, ours, "datetime", "date", List.of());
      case MULTI_SELECT -> need(name, ours, "enumeration", "checkbox", List.of());
      case PHONE -> need(name, ours, "string", "phonenumber", List.of());
      case TEXT, TRIM, LOWER, EMAIL, OWNER -> need(name, ours, "string", "text", List.of());
    };
  }

  private static PropertyNeed need(
      String name, boolean ours, String type, String fieldType, List<String> options) {
    String label =
        ours ? "Leadloop: " + Needs.words(name.substring("leadloop_".length())) : Needs.words(name);
    return new PropertyNeed(name, label, type, fieldType, options, false, ours);
  }
}
