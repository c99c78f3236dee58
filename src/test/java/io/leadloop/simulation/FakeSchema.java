package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Rules;
import io.leadloop.sync.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of a vendor our user sees, and may write. All of them, until an admin thinks so. */
final class FakeSchema {
  private static final String RESTRICTED = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST";

  private final Side side;
  private final Set<String> hidden = new HashSet<>();
  private final Set<String> readOnly = new HashSet<>();
  private String lostWord = "";
  private final Map<String, Set<String>> askedByObject = new HashMap<>();

  FakeSchema(Side side) {
    this.side = side;
  }

  /** What is asked of each record from now on. */
  void asks(Rules rules) {
    for (String object :
        side == Side.HUBSPOT
            ? List.of(RecordKey.HUBSPOT_CONTACTS)
            : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      askedByObject.put(object, rules.fields(side, object));
    }
  }

  void hide(String field) {
    hidden.add(field);
  }

  void makeReadOnly(String field) {
    readOnly.add(field);
  }

  /** A picklist loses a word. */
  void lose(String word) {
    lostWord = word;
  }

  /** All is as it was. */
  void heal() {
    hidden.clear();
    readOnly.clear();
    lostWord = "";
  }

  boolean lacks() {
    return !hidden.isEmpty() || !readOnly.isEmpty() || !lostWord.isEmpty();
  }

  /**
   * Salesforce refuses a query for what our user does not see; our client of HubSpot does not
   * believe an answer that leaves out what was asked for.
   */
  void question() {
    for (Set<String> asked : askedByObject.values()) {
      if (asked.stream().anyMatch(hidden::contains)) {
        throw new CrmException(
            side, CrmException.Kind.QUESTION, "INVALID_FIELD", "no such field", null);
      }
    }
  }

  /** What our user is not shown. */
  void hide(Map<String, String> fields) {
    fields.keySet().removeAll(hidden);
  }

  /**
   * A property that was archived in HubSpot nobody edits; from our user alone a field is hidden.
   */
  boolean isClosedToPeople(Map<String, String> fields) {
    return (side == Side.HUBSPOT && fields.keySet().stream().anyMatch(hidden::contains))
        || (!lostWord.isEmpty() && fields.containsValue(lostWord));
  }

  /** Why a write of ours is refused; null when it is not. */
  @Nullable Refused refusal(Map<String, String> written) {
    for (Map.Entry<String, String> one : written.entrySet()) {
      String field = one.getKey();
      if (hidden.contains(field)) {
        return refused(side == Side.HUBSPOT ? "PROPERTY_DOESNT_EXIST" : "INVALID_FIELD", field);
      }
      if (readOnly.contains(field)) {
        return refused(
            side == Side.HUBSPOT ? "READ_ONLY_VALUE" : "INVALID_FIELD_FOR_INSERT_UPDATE", field);
      }
      if (!lostWord.isEmpty() && one.getValue().equals(lostWord)) {
        return refused(RESTRICTED, field);
      }
    }
    return null;
  }

  private static Refused refused(String code, String field) {
    return new Refused(new WriteOutcome.Rejected(code, "bad " + field, false, Set.of(field)));
  }

  /** What of these lines cannot work, as a look at the fields shows it. */
  List<Drift.Entry> drift(List<FieldRule> lines) {
    List<Drift.Entry> entries = new ArrayList<>();
    for (FieldRule rule : lines) {
      for (String object : askedByObject.keySet().stream().sorted().toList()) {
        String field = rule.field(side, object);
        if (field != null && hidden.contains(field)) {
          add(entries, rule, object, field, true);
        } else if (field != null && readOnly.contains(field) && rule.writesTo(side)) {
          add(entries, rule, object, field, false);
        }
      }
    }
    return entries;
  }

  private void add(
      List<Drift.Entry> entries, FieldRule rule, String object, String field, boolean missing) {
    entries.add(entry(Drift.Kind.FIELD_PAUSED, rule, object, field, missing));
    if (rule.form() == Form.OPT_OUT) {
      entries.add(entry(Drift.Kind.CREATES_PAUSED, rule, object, field, missing));
    }
  }

  private Drift.Entry entry(
      Drift.Kind kind, FieldRule rule, String object, String field, boolean missing) {
    return new Drift.Entry(
        kind,
        rule.label(),
        rule.id(),
        side,
        object,
        field,
        missing,
        missing ? "It is hidden" : "It cannot be written",
        "leads.yaml:1");
  }
}
