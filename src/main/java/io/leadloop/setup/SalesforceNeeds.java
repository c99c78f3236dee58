package io.leadloop.setup;

import io.leadloop.config.Config;
import io.leadloop.config.FieldUse;
import io.leadloop.config.SalesforceSection;
import io.leadloop.feedback.DispositionRule;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.setup.FieldNeed.Index;
import io.leadloop.sync.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of Lead and Contact that a configuration names. */
final class SalesforceNeeds {
  static final List<String> OBJECTS = List.of(RecordKey.LEAD, RecordKey.CONTACT);
  static final int KEY_LENGTH = 32;
  static final int TOKEN_LENGTH = 80;
  private static final int BAND_LENGTH = 20;
  private static final int TEXT_LENGTH = 255;
  private static final String CUSTOM = "__c";

  /** What a list of reasons begins with when the configuration names none. */
  private static final List<String> REASONS =
      List.of(
          "Unable to reach", "Inaccurate data", "No interest", "No budget", "No fit", "Not now");

  private final Config config;

  SalesforceNeeds(Config config) {
    this.config = config;
  }

  /** Those that are ours to create: the key, the token, the context, the reason. */
  List<FieldNeed> fields() {
    Map<String, FieldNeed> needs = new LinkedHashMap<>();
    SalesforceSection salesforce = config.settings().salesforce();
    for (String object : OBJECTS) {
      put(needs, text(object, salesforce.keyField(), KEY_LENGTH, Index.KEY));
      // The greatest of them is asked for at each start: without an index a large org gives up.
      put(needs, text(object, salesforce.tokenField(), TOKEN_LENGTH, Index.EXTERNAL_ID));
      put(
          needs,
          new FieldNeed(
              object,
              Mark.IN_SALESFORCE,
              "Leadloop Deleted In HubSpot",
              FieldNeed.Kind.DATETIME,
              0,
              Index.NONE,
              List.of()));
      for (FieldRule rule : config.mapping().rules()) {
        String name = rule.field(Side.SALESFORCE, object);
        if (name != null && rule.hubspot().startsWith(Mapping.CONTEXT)) {
          put(needs, context(object, name, rule.hubspot()));
        }
      }
    }
    String reason = config.dispositions().reasonField();
    if (!reason.isEmpty()) {
      put(
          needs,
          new FieldNeed(
              RecordKey.LEAD,
              reason,
              Needs.words(reason),
              FieldNeed.Kind.PICKLIST,
              0,
              Index.NONE,
              reasons()));
    }
    return List.copyOf(needs.values());
  }

  private static void put(Map<String, FieldNeed> needs, FieldNeed need) {
    if (need.name().endsWith(CUSTOM)) {
      needs.putIfAbsent(need.fullName(), need);
    }
  }

  private static FieldNeed text(String object, String name, int length, Index index) {
    return new FieldNeed(
        object, name, Needs.words(name), FieldNeed.Kind.TEXT, length, index, List.of());
  }

  private static FieldNeed context(String object, String name, String derived) {
    return switch (derived) {
      case "context.last_activity_on" ->
          new FieldNeed(
              object, name, Needs.words(name), FieldNeed.Kind.DATE, 0, Index.NONE, List.of());
      case "context.engagement_state" -> text(object, name, BAND_LENGTH, Index.NONE);
      default -> text(object, name, TEXT_LENGTH, Index.NONE);
    };
  }

  private List<String> reasons() {
    Set<String> reasons = new LinkedHashSet<>();
    for (DispositionRule rule : config.dispositions().rules()) {
      reasons.addAll(rule.reasons().keySet());
    }
    return reasons.isEmpty() ? REASONS : List.copyOf(reasons);
  }

  /** Every field that is read or written, with what is done to it. */
  List<Access> access() {
    Map<String, Access> all = new LinkedHashMap<>();
    SalesforceSection salesforce = config.settings().salesforce();
    for (String object : OBJECTS) {
      add(all, new Access(object, salesforce.keyField(), true));
      add(all, new Access(object, salesforce.tokenField(), true));
      add(all, new Access(object, Mark.IN_SALESFORCE, true));
      for (FieldRule rule : config.mapping().rules()) {
        String name = rule.field(Side.SALESFORCE, object);
        if (name != null && !Mapping.isDerived(name)) {
          add(all, new Access(object, name, rule.writesTo(Side.SALESFORCE)));
        }
      }
    }
    config.dispositions().fields().forEach(f -> add(all, new Access(RecordKey.LEAD, f, false)));
    for (FieldUse use : config.alsoRead()) {
      if (use.side() == Side.SALESFORCE && OBJECTS.contains(use.object())) {
        add(all, new Access(use.object(), use.field(), false));
      }
    }
    return new ArrayList<>(all.values());
  }

  private static void add(Map<String, Access> all, Access access) {
    all.merge(
        access.fullName(),
        access,
        (one, other) -> new Access(one.object(), one.field(), one.edit() || other.edit()));
  }
}
