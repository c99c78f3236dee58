package io.leadloop.config;

import io.leadloop.config.Findings.Rest;
import io.leadloop.content.LeadContext;
import io.leadloop.gate.Gate;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the configuration against the fields of both accounts: each field exists, fits, can be
 * written, and knows the words it is given. Pure; the schemas are read by the caller.
 */
public final class LiveCheck {
  private static final List<String> SALESFORCE_OBJECTS = List.of(RecordKey.LEAD, RecordKey.CONTACT);

  /** Properties that HubSpot's own connector creates; no other account has them. */
  private static final List<String> CONNECTOR =
      List.of(
          "salesforceleadid",
          "salesforcecontactid",
          "salesforceaccountid",
          "salesforcelastsynctime",
          "hs_salesforceleadid");

  /** What is wrong with the field itself, and not with single values. */
  private static final Set<String> OF_THE_FIELD = Set.of("wrong-type", "not-writable");

  private final Config config;
  private final Findings findings;

  private LiveCheck(Config config, Findings findings) {
    this.config = config;
    this.findings = findings;
  }

  /**
   * All problems at once, at the lines of the files that they come from.
   *
   * @param hubspot the schema of {@code contacts}
   * @param salesforce the schemas of {@code Lead} and {@code Contact}; an object without a schema
   *     is not checked
   */
  public static List<Problem> check(
      Config config, Map<String, Schema> hubspot, Map<String, Schema> salesforce) {
    return findings(config, hubspot, salesforce).problems();
  }

  /** What rests in a daemon that runs while the accounts are so; the same comparisons. */
  public static Drift drift(
      Config config, Map<String, Schema> hubspot, Map<String, Schema> salesforce) {
    return findings(config, hubspot, salesforce).drift();
  }

  private static Findings findings(
      Config config, Map<String, Schema> hubspot, Map<String, Schema> salesforce) {
    Findings findings = new Findings(Map.of(Side.HUBSPOT, hubspot, Side.SALESFORCE, salesforce));
    LiveCheck check = new LiveCheck(config, findings);
    config.mapping().rules().forEach(check::line);
    config.alsoRead().forEach(check::use);
    check.context();
    check.connector();
    new OwnFields(config, findings).check();
    check.required();
    return findings;
  }

  private void line(FieldRule rule) {
    Schema.Field property = field(rule, Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS);
    for (String object : SALESFORCE_OBJECTS) {
      Schema.Field field = field(rule, Side.SALESFORCE, object);
      fit(rule, Side.SALESFORCE, object, field, property);
      if (object.equals(RecordKey.LEAD)) {
        fit(rule, Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, property, field);
      }
    }
  }

  private void fit(
      FieldRule rule,
      Side side,
      String object,
      Schema.@Nullable Field field,
      Schema.@Nullable Field other) {
    List<Problem> problems = new ArrayList<>();
    new FieldFit(config, rule, problems).check(side, object, field, other);
    for (Problem problem : problems) {
      findings.add(problem);
      if (field != null && OF_THE_FIELD.contains(problem.code())) {
        rests(rule)
            .forEach(rest -> findings.rests(rest, side, object, field.name(), false, problem));
      } else if (field != null && problem.code().equals(FieldFit.UNKNOWN_OPTION)) {
        Rest word = new Rest(Drift.Kind.WORD_MISSING, rule.label(), rule.id());
        findings.rests(word, side, object, field.name(), false, problem);
      }
    }
  }

  /**
   * People are matched by their address: without it nobody could be told from a stranger. And
   * nobody is created whose opt-out could not be carried over.
   */
  private static List<Rest> rests(FieldRule rule) {
    Rest line =
        new Rest(
            rule.form() == Form.EMAIL ? Drift.Kind.SIDE_STOPPED : Drift.Kind.FIELD_PAUSED,
            rule.label(),
            rule.id());
    return rule.isOptOut()
        ? List.of(line, new Rest(Drift.Kind.CREATES_PAUSED, rule.label(), rule.id()))
        : List.of(line);
  }

  private Schema.@Nullable Field field(FieldRule rule, Side side, String object) {
    String name = rule.field(side, object);
    return name == null || Mapping.isDerived(name)
        ? null
        : findings.exists(side, object, name, rule.place(), rests(rule)).orElse(null);
  }

  private void use(FieldUse use) {
    lines(use);
    findings
        .exists(use.side(), use.object(), use.field(), use.place(), gate(use))
        .filter(field -> !field.words().isEmpty())
        .ifPresent(field -> use.words().forEach((word, place) -> word(use, field, word, place)));
  }

  /** What rests of a gate that asks for the field; nothing when none does. */
  private List<Rest> gate(FieldUse use) {
    return config.leadDefinition().gateFrom(use.side()).properties().contains(use.field())
        ? List.of(
            new Rest(
                Drift.Kind.CREATES_PAUSED,
                use.side() == Side.HUBSPOT ? "create_in_salesforce" : "create_in_hubspot"))
        : List.of();
  }

  /** The lines that are computed from the field rest with it. */
  private void lines(FieldUse use) {
    Schema schema = findings.schema(use.side(), use.object());
    if (schema == null
        || schema.fields().containsKey(use.field())
        || use.side() != Side.SALESFORCE
        || !config.dispositions().fields().contains(use.field())) {
      return;
    }
    Problem problem =
        Problem.error(
            use.place(),
            "unknown-field",
            "%s object %s has no field \"%s\", which dispositions are computed from."
                .formatted(use.side().label(), use.object(), use.field()),
            "");
    List<Rest> rests = new ArrayList<>();
    rests.add(new Rest(Drift.Kind.FIELD_PAUSED, "dispositions"));
    config.mapping().rules().stream()
        .filter(rule -> rule.salesforce().startsWith(Mapping.DISPOSITION))
        .forEach(rule -> rests.addAll(rests(rule)));
    rests.forEach(
        rest -> findings.rests(rest, use.side(), use.object(), use.field(), true, problem));
  }

  private void word(FieldUse use, Schema.Field field, String word, Place place) {
    if (!field.words().contains(word)) {
      findings.error(
          place,
          FieldFit.UNKNOWN_OPTION,
          "%s's %s.%s has no value \"%s\"."
              .formatted(use.side().label(), use.object(), use.field(), word),
          Nearest.hint(word, new TreeSet<>(field.words())));
    }
  }

  /** HubSpot's own connector to Salesforce, if it is installed, writes what we write. */
  private void connector() {
    Schema contacts = findings.schema(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS);
    if (contacts == null) {
      return;
    }
    TreeSet<String> there = new TreeSet<>(CONNECTOR);
    there.retainAll(contacts.fields().keySet());
    if (!there.isEmpty()) {
      findings.add(
          Problem.warning(
              config.settingsPlace(),
              "native-connector",
              "HubSpot's own Salesforce connector is or was installed in this account (it has %s):"
                      .formatted(String.join(", ", there))
                  + " two programs that sync the same people write over each other.",
              "Pause or uninstall it in HubSpot, Settings > Integrations > Connected apps >"
                  + " Salesforce, before: leadloop go."));
    }
  }

  /** Context is computed from standard properties; where one is missing it says less. */
  private void context() {
    Schema contacts = findings.schema(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS);
    Optional<FieldRule> line =
        config.mapping().rules().stream()
            .filter(rule -> rule.hubspot().startsWith(Mapping.CONTEXT))
            .findFirst();
    if (contacts == null || line.isEmpty()) {
      return;
    }
    TreeSet<String> missing = new TreeSet<>(LeadContext.PROPERTIES);
    missing.removeAll(contacts.fields().keySet());
    if (!missing.isEmpty()) {
      Problem problem =
          Problem.warning(
              line.get().place(),
              "context-says-less",
              "HubSpot shows no %s, which the context is computed from."
                  .formatted(String.join(", ", missing)),
              "Give the private app access to these properties, or live with less context.");
      findings.add(problem);
      Rest rest = new Rest(Drift.Kind.CONTEXT_THIN, "context");
      missing.forEach(
          name ->
              findings.rests(rest, Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, name, true, problem));
    }
  }

  /** Fields without which Salesforce takes no new Lead. */
  private void required() {
    Schema leads = findings.schema(Side.SALESFORCE, RecordKey.LEAD);
    if (leads == null || config.leadDefinition().createInSalesforce().equals(Gate.NEVER)) {
      return;
    }
    for (String name : new TreeSet<>(leads.fields().keySet())) {
      Schema.Field field = leads.fields().get(name);
      if (field == null || !field.required() || !field.creatable()) {
        continue;
      }
      Collection<FieldRule> lines =
          config.mapping().rules().stream()
              .filter(rule -> rule.writesTo(Side.SALESFORCE) && rule.salesforce().equals(name))
              .toList();
      if (lines.isEmpty()) {
        Place place = config.settingsPlace();
        findings.error(
            config.mapping().rules().stream().findFirst().map(FieldRule::place).orElse(place),
            "required-field",
            "Salesforce requires %s on a new Lead, and no line fills it.".formatted(name),
            "Add a line for it, with if_blank.");
      }
      for (FieldRule rule : lines) {
        if (rule.ifBlank() == null) {
          findings.add(
              Problem.warning(
                  rule.place(),
                  "required-field",
                  "Salesforce requires %s on a new Lead, and HubSpot's %s may be blank."
                      .formatted(name, rule.hubspot()),
                  "Say what Salesforce gets then: if_blank: \"[not given]\"."));
        }
      }
    }
  }
}
