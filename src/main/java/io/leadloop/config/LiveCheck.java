package io.leadloop.config;

import io.leadloop.content.LeadContext;
import io.leadloop.gate.Gate;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Mark;
import io.leadloop.sync.OnDelete;
import io.leadloop.sync.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the configuration against the fields of both accounts: each field exists, fits, can be
 * written, and knows the words it is given. Pure; the schemas are read by the caller.
 */
public final class LiveCheck {
  /** The longest token: store id, padded epoch, padded sequence. */
  private static final int TOKEN_LENGTH = 80;

  private static final List<String> SALESFORCE_OBJECTS = List.of(RecordKey.LEAD, RecordKey.CONTACT);

  /** Properties that HubSpot's own connector creates; no other account has them. */
  private static final List<String> CONNECTOR =
      List.of(
          "salesforceleadid",
          "salesforcecontactid",
          "salesforceaccountid",
          "salesforcelastsynctime",
          "hs_salesforceleadid");

  private final Config config;
  private final Map<Side, Map<String, Schema>> schemas;
  private final List<Problem> problems = new ArrayList<>();

  private LiveCheck(Config config, Map<Side, Map<String, Schema>> schemas) {
    this.config = config;
    this.schemas = schemas;
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
    LiveCheck check =
        new LiveCheck(config, Map.of(Side.HUBSPOT, hubspot, Side.SALESFORCE, salesforce));
    config.mapping().rules().forEach(check::line);
    config.alsoRead().forEach(check::use);
    check.context();
    check.connector();
    check.keys();
    check.required();
    return Report.sorted(check.problems);
  }

  private void line(FieldRule rule) {
    Schema.Field property = field(rule, Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS);
    for (String object : SALESFORCE_OBJECTS) {
      Schema.Field field = field(rule, Side.SALESFORCE, object);
      FieldFit fit = new FieldFit(config, rule, problems);
      fit.check(Side.SALESFORCE, object, field, property);
      if (object.equals(RecordKey.LEAD)) {
        fit.check(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, property, field);
      }
    }
  }

  private Schema.@Nullable Field field(FieldRule rule, Side side, String object) {
    String name = rule.field(side, object);
    return name == null || Mapping.isDerived(name)
        ? null
        : exists(side, object, name, rule.place()).orElse(null);
  }

  private void use(FieldUse use) {
    exists(use.side(), use.object(), use.field(), use.place())
        .filter(field -> !field.words().isEmpty())
        .ifPresent(field -> use.words().forEach((word, place) -> word(use, field, word, place)));
  }

  private void word(FieldUse use, Schema.Field field, String word, Place place) {
    if (!field.words().contains(word)) {
      error(
          place,
          "unknown-option",
          "%s's %s.%s has no value \"%s\"."
              .formatted(use.side().label(), use.object(), use.field(), word),
          Nearest.hint(word, new TreeSet<>(field.words())));
    }
  }

  /** HubSpot's own connector to Salesforce, if it is installed, writes what we write. */
  private void connector() {
    Schema contacts = schema(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS);
    if (contacts == null) {
      return;
    }
    TreeSet<String> there = new TreeSet<>(CONNECTOR);
    there.retainAll(contacts.fields().keySet());
    if (!there.isEmpty()) {
      problems.add(
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

  private Optional<Schema.Field> exists(Side side, String object, String name, Place place) {
    Schema schema = schema(side, object);
    if (schema == null) {
      return Optional.empty();
    }
    Schema.Field field = schema.fields().get(name);
    if (field == null) {
      error(
          place,
          "unknown-field",
          "%s object %s has no field \"%s\".".formatted(side.label(), object, name),
          Nearest.to(name, schema.fields().keySet())
              .map("Did you mean \"%s\"?"::formatted)
              .orElse(
                  "A field that our user may not see counts as missing: create it, or give the"
                      + " user access to it. What is Leadloop's own, leadloop setup creates."));
    }
    return Optional.ofNullable(field);
  }

  /** Context is computed from standard properties; where one is missing it says less. */
  private void context() {
    Schema contacts = schema(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS);
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
      problems.add(
          Problem.warning(
              line.get().place(),
              "context-says-less",
              "HubSpot shows no %s, which the context is computed from."
                  .formatted(String.join(", ", missing)),
              "Give the private app access to these properties, or live with less context."));
    }
  }

  private void keys() {
    HubSpotSection hubspot = config.settings().hubspot();
    key(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, hubspot.keyProperty(), "key_property");
    token(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, hubspot.tokenProperty(), "token_property");
    SalesforceSection salesforce = config.settings().salesforce();
    for (String object : SALESFORCE_OBJECTS) {
      key(Side.SALESFORCE, object, salesforce.keyField(), "key_field");
      token(Side.SALESFORCE, object, salesforce.tokenField(), "token_field");
    }
    marks();
  }

  private void key(Side side, String object, String name, String option) {
    Place place = config.settingsPlace();
    exists(side, object, name, place)
        .ifPresent(
            field -> {
              writable(side, object, field, option);
              if (!field.unique()) {
                error(
                    place,
                    "key-not-unique",
                    "%s (%s of %s) does not ask for unique values.".formatted(name, option, object),
                    side == Side.HUBSPOT
                        ? "HubSpot sets that at the creation of a property only: create another"
                            + " one with unique values."
                        : "Make it an External ID with unique values: it is what keeps a create"
                            + " that is sent twice from making two records.");
              }
            });
  }

  private void token(Side side, String object, String name, String option) {
    exists(side, object, name, config.settingsPlace())
        .ifPresent(
            field -> {
              writable(side, object, field, option);
              if (field.lengthMax() > 0 && field.lengthMax() < TOKEN_LENGTH) {
                error(
                    config.settingsPlace(),
                    "token-too-short",
                    "%s (%s of %s) holds %d characters; a token takes up to %d."
                        .formatted(name, option, object, field.lengthMax(), TOKEN_LENGTH),
                    "Make the field longer.");
              }
            });
  }

  /** A link whose record was deleted could not come to rest without them. */
  private void marks() {
    config
        .settings()
        .onDelete()
        .forEach(
            (object, word) -> {
              if (word != OnDelete.MARK) {
                return;
              }
              if (object.equals(RecordKey.HUBSPOT_CONTACTS)) {
                for (String marked : SALESFORCE_OBJECTS) {
                  mark(Side.SALESFORCE, marked, Mark.IN_SALESFORCE, object);
                }
              } else {
                mark(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, Mark.IN_HUBSPOT, object);
              }
            });
  }

  private void mark(Side side, String object, String name, String deleted) {
    exists(side, object, name, config.settingsPlace())
        .ifPresent(field -> writable(side, object, field, "deletes." + deleted + ": mark"));
  }

  private void writable(Side side, String object, Schema.Field field, String option) {
    if (!field.creatable() || !field.updatable()) {
      error(
          config.settingsPlace(),
          "not-writable",
          "Our user may not write %s's %s (%s of %s)."
              .formatted(side.label(), field.name(), option, object),
          "Give the user edit access to it.");
    }
  }

  /** Fields without which Salesforce takes no new Lead. */
  private void required() {
    Schema leads = schema(Side.SALESFORCE, RecordKey.LEAD);
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
        error(
            config.mapping().rules().stream().findFirst().map(FieldRule::place).orElse(place),
            "required-field",
            "Salesforce requires %s on a new Lead, and no line fills it.".formatted(name),
            "Add a line for it, with if_blank.");
      }
      for (FieldRule rule : lines) {
        if (rule.ifBlank() == null) {
          problems.add(
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

  private @Nullable Schema schema(Side side, String object) {
    return schemas.getOrDefault(side, Map.of()).get(object);
  }

  private void error(Place place, String code, String message, String hint) {
    problems.add(Problem.error(place, code, message, hint));
  }
}
