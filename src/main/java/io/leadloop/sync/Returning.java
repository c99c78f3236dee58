package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.FormerLead;
import io.leadloop.store.FormerLeads;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * People who left a Lead that sales is done with, and are on the way to a new one; and the Leads
 * that people left, which stand for nobody any more. One use for one batch.
 */
final class Returning {
  private final Round round;
  private final Map<RecordKey, FormerLead> underWay = new HashMap<>();
  private final Map<RecordKey, RecordKey> left = new HashMap<>();

  /**
   * @param records that are matched, and those that they may be matched with
   */
  Returning(Round round, Collection<Snapshot> records) {
    this.round = round;
    List<RecordKey> contacts = new ArrayList<>();
    List<RecordKey> leads = new ArrayList<>();
    for (Snapshot record : records) {
      (record.key().side() == Side.HUBSPOT ? contacts : leads).add(record.key());
    }
    FormerLeads former = round.state().formerLeads();
    Store store = round.state().store();
    underWay.putAll(store.read(handle -> former.underWay(handle, contacts)));
    left.putAll(store.read(handle -> former.among(handle, leads)));
  }

  /** The Lead that this person left last, if they have no new one yet. */
  @Nullable FormerLead of(RecordKey contact) {
    return underWay.get(contact);
  }

  /** Whether somebody left this Lead, and no link stands for it again. */
  boolean isLeft(Snapshot record, Map<String, LinkRow> linked) {
    return left.containsKey(record.key()) && !linked.containsKey(record.key().id());
  }

  /**
   * Who a record may be matched with by its address: nobody's former Lead, and for a person who is
   * on the way no record of somebody else, since theirs was another one.
   */
  List<Snapshot> candidates(Crm.Matches matches, Map<String, LinkRow> linked, boolean isOnTheWay) {
    if (!matches.byKey().isEmpty()) {
      return matches.byKey();
    }
    return matches.byEmail().stream()
        .filter(record -> !isLeft(record, linked))
        .filter(record -> !isOnTheWay || !linked.containsKey(record.key().id()))
        .toList();
  }

  /**
   * A new link of a person who is on the way, to a record that is there already: what they raised
   * their hand for is still to be answered, unless it is the very record that was made for it.
   *
   * @param open writes that may have made the record
   */
  LinkRow remembered(
      LinkRow row, FormerLead former, Snapshot hubspot, Snapshot salesforce, List<Intent> open) {
    boolean made =
        !salesforce.key().equals(former.lead())
            && (round.strangers().isOurs(salesforce)
                || open.stream().anyMatch(one -> one.token().equals(salesforce.token())));
    Map<String, String> facts = new LinkedHashMap<>();
    if (round.rules().showsDispositions()) {
      facts.putAll(round.rules().dispositions().of(salesforce, false, Map.of()).fields());
    }
    facts.put(HandRaise.AT, made ? HandRaise.settles(Map.of(), hubspot) : former.raisedAt());
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(said(hubspot));
    fields.putAll(Derivation.remembered(facts));
    return row.withFields(fields);
  }

  /** What sales said of the former Lead was settled, so that it goes where nothing is said. */
  private Map<String, FieldBaseline> said(Snapshot hubspot) {
    Map<String, FieldBaseline> said = new LinkedHashMap<>();
    for (FieldRule rule : round.rules().mapping().rules()) {
      String text = hubspot.shows(rule.hubspot());
      if (Mapping.isDerived(rule.salesforce()) && !text.isEmpty()) {
        said.put(rule.id(), new FieldBaseline(text, text));
      }
    }
    return said;
  }

  /**
   * Who left the Leads that were merged or converted into these records.
   *
   * @param absorbed by the survivor's key
   * @return people, by the survivor's key
   */
  static Map<RecordKey, RecordKey> whoLeft(Round round, Map<RecordKey, List<RecordKey>> absorbed) {
    List<RecordKey> all = absorbed.values().stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return Map.of();
    }
    Map<RecordKey, RecordKey> left =
        round.state().store().read(handle -> round.state().formerLeads().among(handle, all));
    Map<RecordKey, RecordKey> people = new HashMap<>();
    absorbed.forEach(
        (survivor, former) ->
            former.stream()
                .map(left::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(person -> people.put(survivor, person)));
    return people;
  }
}
