package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What others did to the fields of one record around our write, by the vendor's own history.
 *
 * <p>Neither vendor can write only if nothing changed, so an edit of the same field between our
 * read and our write is written over unseen. This is how it is found afterwards. Where the vendor
 * keeps no history of a field (Salesforce: a field that no admin tracks) there is no evidence, and
 * nothing is found.
 *
 * @param edits the last edit of each field that was not ours
 */
record Evidence(Map<String, Crm.Edit> edits) {
  static final Evidence NONE = new Evidence(Map.of());

  Evidence {
    edits = Map.copyOf(edits);
  }

  /** The fields of a write that people type into; those that only we write need no evidence. */
  static Set<String> fields(Rules rules, Intent intent, String object) {
    Set<String> fields = new HashSet<>();
    for (FieldRule rule : rules.mapping().rules()) {
      String field = rule.field(intent.side(), object);
      if (field != null && !isOurs(rule) && intent.writes(rule.id())) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** Whether somebody typed what a field shows after our write, and no vendor made it of ours. */
  boolean isTheirs(FieldRule rule, String field, String shown) {
    Crm.Edit edit = edits.get(field);
    return edit != null && same(rule, edit.value(), shown);
  }

  /**
   * The fields where our update took the place of what somebody had typed after our read.
   *
   * @param shown the record after the write
   * @return each with what they typed as the value before; empty for a create
   */
  List<JournalRow.Field> writtenOver(Rules rules, Intent intent, Snapshot shown) {
    List<JournalRow.Field> lost = new ArrayList<>();
    if (intent.isCreate() || edits.isEmpty()) {
      return lost;
    }
    for (JournalRow.Field written : intent.journalled()) {
      for (FieldRule rule : rules.mapping().rules()) {
        String field = rule.field(intent.side(), shown.key().object());
        Crm.Edit edit = field == null ? null : edits.get(field);
        if (field != null
            && edit != null
            && rule.label().equals(written.name())
            && isLost(rule, intent, written, edit, shown, shown.shows(field))) {
          lost.add(asLost(intent.side(), written, edit));
        }
      }
    }
    return lost;
  }

  private static boolean isLost(
      FieldRule rule,
      Intent intent,
      JournalRow.Field written,
      Crm.Edit edit,
      Snapshot shown,
      String now) {
    String before = intent.side() == Side.HUBSPOT ? written.hubspot() : written.salesforce();
    return !edit.at().isBefore(intent.shownAt())
        && !edit.at().isAfter(shown.modifiedAt())
        && !same(rule, edit.value(), before)
        && !same(rule, edit.value(), written.after())
        && !same(rule, edit.value(), now);
  }

  private static boolean isOurs(FieldRule rule) {
    return Mapping.isDerived(rule.hubspot()) || Mapping.isDerived(rule.salesforce());
  }

  private static boolean same(FieldRule rule, String one, String other) {
    return rule.canonical(one).equals(rule.canonical(other));
  }

  private static JournalRow.Field asLost(Side side, JournalRow.Field written, Crm.Edit edit) {
    return new JournalRow.Field(
        written.name(),
        written.rule(),
        side == Side.HUBSPOT ? edit.value() : written.hubspot(),
        side == Side.SALESFORCE ? edit.value() : written.salesforce(),
        written.after(),
        "somebody's edit of " + edit.at() + " fell between our read and our write");
  }
}
