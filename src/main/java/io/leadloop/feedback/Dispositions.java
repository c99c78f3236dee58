package io.leadloop.feedback;

import io.leadloop.lead.Derived;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What sales says about a lead, read from what Salesforce shows: its Status, a reason picklist, and
 * whether it was converted. Which status means what is the admin's word ({@code
 * config/dispositions.yaml}), never code.
 *
 * <p>The fields: {@code disposition.name}, {@code disposition.reason}, {@code disposition.at} (when
 * sales said it, by Salesforce's clock, to the second), {@code disposition.number} (how many
 * dispositions this lead has had). All are blank while sales has said nothing.
 *
 * @param statusField the Lead field with the status
 * @param reasonField the Lead field with the reason; empty for none
 * @param rules the first that fits counts
 */
public record Dispositions(String statusField, String reasonField, List<DispositionRule> rules) {
  public static final String NAME = "disposition.name";
  public static final String REASON = "disposition.reason";
  public static final String AT = "disposition.at";
  public static final String NUMBER = "disposition.number";

  /** The fields that are computed here. */
  public static final List<String> FIELDS = List.of(NAME, REASON, AT, NUMBER);

  /** No feedback at all. */
  public static final Dispositions NONE = new Dispositions("Status", "", List.of());

  public Dispositions {
    rules = List.copyOf(rules);
  }

  /** The Lead fields that are read. */
  public Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>(List.of(statusField));
    if (!reasonField.isEmpty()) {
      fields.add(reasonField);
    }
    return fields;
  }

  /**
   * @param salesforce what the Lead or Contact shows
   * @param wasConverted whether the record is the Contact of a lead that was converted
   * @param previous the disposition fields at the last settlement; empty for a link that never was
   *     settled
   */
  public Derived of(Snapshot salesforce, boolean wasConverted, Map<String, String> previous) {
    boolean contact = salesforce.key().object().equals(RecordKey.CONTACT);
    boolean converted = contact ? wasConverted : salesforce.shows("IsConverted").equals("true");
    // A Contact has no status: what sales said of the lead stands until the conversion says more.
    Optional<DispositionRule> rule =
        converted ? convertedRule() : contact ? Optional.empty() : statusRule(salesforce);
    String reason = rule.map(r -> reason(r, salesforce, contact)).orElse("");
    if (rule.isPresent() && rule.get().reasonRequired() && reason.isEmpty()) {
      rule = Optional.empty();
    }
    String name = rule.map(DispositionRule::name).orElse("");
    boolean same =
        name.equals(previous.getOrDefault(NAME, ""))
            && reason.equals(previous.getOrDefault(REASON, ""));
    int number =
        Integer.parseInt(
            previous.getOrDefault(NUMBER, "0").isEmpty()
                ? "0"
                : previous.getOrDefault(NUMBER, "0"));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(NAME, name);
    fields.put(REASON, reason);
    fields.put(
        AT,
        name.isEmpty()
            ? ""
            : same && !previous.getOrDefault(AT, "").isEmpty()
                ? previous.getOrDefault(AT, "")
                : salesforce.modifiedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put(NUMBER, same || name.isEmpty() ? blankIfZero(number) : String.valueOf(number + 1));
    return new Derived(fields, null);
  }

  private static String blankIfZero(int number) {
    return number == 0 ? "" : String.valueOf(number);
  }

  private Optional<DispositionRule> convertedRule() {
    return rules.stream().filter(DispositionRule::converted).findFirst();
  }

  private Optional<DispositionRule> statusRule(Snapshot lead) {
    String status = lead.shows(statusField);
    return rules.stream().filter(rule -> rule.statuses().contains(status)).findFirst();
  }

  private String reason(DispositionRule rule, Snapshot salesforce, boolean contact) {
    String shown = contact || reasonField.isEmpty() ? "" : salesforce.shows(reasonField);
    return rule.reasons().getOrDefault(shown, shown);
  }
}
