package io.leadloop.sync;

import io.leadloop.content.LeadContext;
import io.leadloop.feedback.Dispositions;
import io.leadloop.gate.Gate;
import io.leadloop.gate.LeadDefinition;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the admin declared about leads, less what rests because an account lacks a field.
 *
 * @param onDelete by the kind of the record that was deleted; {@link OnDelete#MARK} for one that is
 *     not in it
 * @param drift what rests
 */
public record Rules(
    Mapping mapping,
    LeadDefinition leadDefinition,
    LeadContext context,
    Dispositions dispositions,
    Map<String, OnDelete> onDelete,
    Drift drift) {

  public Rules {
    onDelete = Map.copyOf(onDelete);
  }

  /** What was declared, and nothing of it rests. */
  public Rules(
      Mapping mapping,
      LeadDefinition leadDefinition,
      LeadContext context,
      Dispositions dispositions,
      Map<String, OnDelete> onDelete) {
    this(mapping, leadDefinition, context, dispositions, onDelete, Drift.NONE);
  }

  /**
   * The same without what cannot work while the accounts are so: lines whose field is gone, gates
   * that could not ask. What was settled of a line that rests stays remembered, so that it goes on
   * where it was.
   */
  public Rules under(Drift lack) {
    List<FieldRule> lines = new ArrayList<>();
    for (FieldRule rule : mapping.rules()) {
      if (lack.pauses(rule, RecordKey.LEAD)) {
        continue;
      }
      lines.add(lack.pauses(rule, RecordKey.CONTACT) ? rule.contact(null) : rule);
    }
    LeadDefinition gates =
        new LeadDefinition(
            lack.closesGateFrom(Side.HUBSPOT) ? Gate.NEVER : leadDefinition.createInSalesforce(),
            lack.closesGateFrom(Side.SALESFORCE) ? Gate.NEVER : leadDefinition.createInHubspot(),
            leadDefinition.assignment(),
            leadDefinition.reEngagement());
    return new Rules(new Mapping(lines), gates, context, dispositions, onDelete, lack);
  }

  /** Whether what sales says can be read of a Lead now. */
  boolean showsDispositions() {
    Set<String> missing = drift.missing(Side.SALESFORCE, RecordKey.LEAD);
    return dispositions.fields().stream().noneMatch(missing::contains);
  }

  /** What becomes of a link whose record of this kind was deleted. */
  OnDelete onDelete(String object) {
    return onDelete.getOrDefault(object, OnDelete.MARK);
  }

  /** The rule by which people are matched: the first that is an e-mail address. */
  public Optional<FieldRule> emailRule() {
    return mapping.rules().stream().filter(rule -> rule.form() == Form.EMAIL).findFirst();
  }

  /** The lines by which a person says not to be written to or called. */
  public List<FieldRule> optOuts() {
    return mapping.rules().stream().filter(FieldRule::isOptOut).toList();
  }

  /** The fields that must be read from one kind of record. */
  public Set<String> fields(Side side, String object) {
    Set<String> fields = new LinkedHashSet<>(mapping.fields(side, object));
    if (side == Side.HUBSPOT) {
      fields.addAll(leadDefinition.createInSalesforce().properties());
      leadDefinition.reEngagement().properties().stream().sorted().forEach(fields::add);
      if (mapping.rules().stream().anyMatch(rule -> rule.hubspot().startsWith(Mapping.CONTEXT))) {
        LeadContext.PROPERTIES.stream().sorted().forEach(fields::add);
      }
    } else if (object.equals(RecordKey.LEAD)) {
      fields.addAll(leadDefinition.createInHubspot().properties());
      if (!dispositions.rules().isEmpty()) {
        fields.addAll(dispositions.fields());
      }
    }
    fields.removeAll(drift.missing(side, object));
    return fields;
  }
}
