package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deleted records, by {@code queryAll}, which alone shows them until the bin is emptied after 15
 * days. A record that was merged away is among them and names its master, and a converted Lead its
 * Contact.
 */
final class RecycleBin {
  /** An id with its quotes and comma takes 27 characters of a URL, which may have 16,384. */
  private static final int IDS_MAX = 500;

  private static final String OPERATION = "deleted";
  private static final String WHAT = "look for deleted records";
  private static final String COLUMNS = "Id, SystemModstamp, MasterRecordId";

  /** Of Leads, which may have been converted before they were deleted. */
  private static final String LEAD_COLUMNS = ", " + Records.CONVERTED_CONTACT;

  private final Queries queries;
  private final Records records;

  RecycleBin(Queries queries, Records records) {
    this.queries = queries;
    this.records = records;
  }

  /**
   * @param mergedInto the id of the record that it was merged into; empty for none
   * @param convertedInto the id of the Contact that it was converted into; empty for none
   */
  record Deleted(RecordKey key, Instant at, String mergedInto, String convertedInto) {
    /** The record that stands for it: its master, or its Contact; null when it was only deleted. */
    @Nullable RecordKey standsFor() {
      if (!mergedInto.isEmpty()) {
        return RecordKey.salesforce(key.object(), SalesforceId.full(mergedInto));
      }
      return convertedInto.isEmpty()
          ? null
          : RecordKey.salesforce(RecordKey.CONTACT, SalesforceId.full(convertedInto));
    }
  }

  /** What of these records is in the bin, by key. */
  Map<RecordKey, Deleted> look(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, Deleted> found = new LinkedHashMap<>();
    ask("Id", keys, lane).forEach(one -> found.put(one.key(), one));
    return found;
  }

  /** The Leads that were converted into these Contacts. */
  Map<RecordKey, List<RecordKey>> converted(Collection<RecordKey> contacts, Lane lane) {
    List<String> ids =
        contacts.stream()
            .filter(key -> key.object().equals(RecordKey.CONTACT) && SalesforceId.isId(key.id()))
            .map(key -> SalesforceId.full(key.id()))
            .toList();
    Map<RecordKey, List<RecordKey>> converted = new LinkedHashMap<>();
    for (int from = 0; from < ids.size(); from += IDS_MAX) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_MAX));
      String soql =
          Soql.select(List.of("Id", Records.CONVERTED_CONTACT), RecordKey.LEAD)
              + " WHERE IsConverted = true AND "
              + Soql.in(Records.CONVERTED_CONTACT, some);
      for (JsonNode row : queries.all("converted", WHAT, List.of(soql), lane)) {
        String contact = SalesforceId.full(Records.text(row.path(Records.CONVERTED_CONTACT)));
        converted
            .computeIfAbsent(
                RecordKey.salesforce(RecordKey.CONTACT, contact), key -> new ArrayList<>())
            .add(
                RecordKey.salesforce(
                    RecordKey.LEAD, SalesforceId.full(Records.text(row.path("Id")))));
      }
    }
    return converted;
  }

  /** What was merged into these records, as long as the bin holds it. */
  Map<RecordKey, List<RecordKey>> absorbed(Collection<RecordKey> masters, Lane lane) {
    Map<RecordKey, List<RecordKey>> absorbed = new LinkedHashMap<>();
    for (Deleted one : ask("MasterRecordId", masters, lane)) {
      RecordKey master =
          RecordKey.salesforce(one.key().object(), SalesforceId.full(one.mergedInto()));
      absorbed.computeIfAbsent(master, key -> new ArrayList<>()).add(one.key());
    }
    return absorbed;
  }

  private List<Deleted> ask(String field, Collection<RecordKey> keys, Lane lane) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      if (SalesforceId.isId(key.id())) {
        ids.computeIfAbsent(key.object(), object -> new ArrayList<>())
            .add(SalesforceId.full(key.id()));
      }
    }
    List<Deleted> found = new ArrayList<>();
    ids.forEach(
        (object, all) -> {
          for (int from = 0; from < all.size(); from += IDS_MAX) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS_MAX));
            String soql = deleted(object) + " AND " + Soql.in(field, some);
            queries
                .everything(OPERATION, WHAT, soql, lane)
                .forEach(row -> found.add(deleted(object, row)));
          }
        });
    return found;
  }

  void since(Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    for (String object : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      String soql = deleted(object) + " AND SystemModstamp >= " + Soql.datetime(since);
      page.accept(
          queries.everything(OPERATION, WHAT, soql, lane).stream()
              .map(row -> deleted(object, row).key())
              .toList());
    }
  }

  private static String deleted(String object) {
    String columns = object.equals(RecordKey.LEAD) ? COLUMNS + LEAD_COLUMNS : COLUMNS;
    return Soql.select(List.of(columns), object) + " WHERE IsDeleted = true";
  }

  private Deleted deleted(String object, JsonNode row) {
    return new Deleted(
        RecordKey.salesforce(object, SalesforceId.full(Records.text(row.path("Id")))),
        records.modifiedAt(object, row),
        Records.text(row.path("MasterRecordId")),
        Records.text(row.path(Records.CONVERTED_CONTACT)));
  }
}
