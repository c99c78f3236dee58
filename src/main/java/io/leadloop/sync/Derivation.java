package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.Derived;
import io.leadloop.lead.Snapshot;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lays the derived fields over what the records show. */
final class Derivation {
  private final Rules rules;

  Derivation(Rules rules) {
    this.rules = rules;
  }

  Derived context(Snapshot hubspot, Instant now) {
    return rules.context().of(hubspot, now);
  }

  /** While a field that it rests on cannot be read, what was known stands. */
  Derived disposition(Snapshot salesforce, LinkRow row) {
    if (!rules.showsDispositions()) {
      return new Derived(settledFacts(row).orElse(Map.of()), null);
    }
    return rules
        .dispositions()
        .of(salesforce, row.link().conversion() != null, settledFacts(row).orElse(Map.of()));
  }

  /** The same at the last settlement; empty for a link that never was settled. */
  static Optional<Map<String, String>> settledFacts(LinkRow row) {
    Map<String, String> facts = new LinkedHashMap<>();
    row.fields()
        .forEach(
            (id, field) -> {
              if (isFact(id)) {
                facts.put(id, field.salesforce());
              }
            });
    return facts.isEmpty() ? Optional.empty() : Optional.of(facts);
  }

  /**
   * What is remembered of the person besides their fields: the disposition, and the last
   * hand-raise.
   *
   * @param disposition the fields that say what sales says
   */
  Map<String, String> facts(Map<String, String> disposition, Snapshot hubspot, LinkRow row) {
    Map<String, String> settled = settledFacts(row).orElse(Map.of());
    Map<String, String> facts = new LinkedHashMap<>(disposition);
    if (rules.leadDefinition().reEngagement().isOn()) {
      facts.put(HandRaise.AT, HandRaise.settles(settled, hubspot));
    } else if (settled.containsKey(HandRaise.AT)) {
      facts.put(HandRaise.AT, HandRaise.UNWATCHED);
    }
    return facts;
  }

  /** The form in which the disposition fields stand among a link's fields. */
  static Map<String, FieldBaseline> remembered(Map<String, String> facts) {
    Map<String, FieldBaseline> fields = new LinkedHashMap<>();
    facts.forEach((name, value) -> fields.put(name, new FieldBaseline("", value)));
    return fields;
  }

  static boolean isFact(String id) {
    return Dispositions.FIELDS.contains(id) || id.equals(HandRaise.AT);
  }
}
