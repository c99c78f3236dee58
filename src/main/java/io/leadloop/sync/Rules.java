package io.leadloop.sync;

import io.leadloop.content.LeadContext;
import io.leadloop.feedback.Dispositions;
import io.leadloop.gate.LeadDefinition;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the admin declared about leads.
 *
 * @param onDelete by the kind of the record that was deleted; {@link OnDelete#MARK} for one that is
 *     not in it
 */
public record Rules(
    Mapping mapping,
    LeadDefinition leadDefinition,
    LeadContext context,
    Dispositions dispositions,
    Map<String, OnDelete> onDelete) {

  public Rules {
    onDelete = Map.copyOf(onDelete);
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
    return fields;
  }
}
