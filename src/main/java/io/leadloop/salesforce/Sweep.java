package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.salesforce.Composite.Part;
import io.leadloop.sync.Crm.SweepPage;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads what changed since a time: one call that asks for Leads and Contacts together, and one more
 * for each further page of either.
 *
 * <p>Ordered by {@code SystemModstamp}, which every change moves; a record that was committed late
 * carries an earlier stamp, so the caller asks again with an overlap. Within a page the oldest come
 * first; across pages only what {@code coveredTo} says holds, because one kind may be further
 * ahead.
 */
final class Sweep {
  private static final String WHAT = "read what changed";

  private final Queries queries;
  private final Records records;

  Sweep(Queries queries, Records records) {
    this.queries = queries;
    this.records = records;
  }

  /** One object's query that still has pages. */
  private record Open(String object, Part part) {}

  Instant sweep(Instant since, Lane lane, SweepPage page) {
    List<Open> open = new ArrayList<>();
    open.add(new Open(RecordKey.LEAD, queries.query(soql(RecordKey.LEAD, since))));
    open.add(new Open(RecordKey.CONTACT, queries.query(soql(RecordKey.CONTACT, since))));
    Instant covered = since;
    Instant newest = since;
    while (!open.isEmpty()) {
      List<Queries.Page> pages =
          queries.pages("sweep", WHAT, open.stream().map(Open::part).toList(), lane);
      List<Snapshot> shown = new ArrayList<>();
      List<Open> still = new ArrayList<>();
      Instant reached = Instant.MAX;
      for (int i = 0; i < pages.size(); i++) {
        String object = open.get(i).object();
        Queries.Page answered = pages.get(i);
        for (JsonNode row : answered.rows()) {
          shown.add(records.snapshot(object, row));
        }
        if (answered.next() != null) {
          still.add(new Open(object, queries.further(answered.next())));
          reached = earlier(reached, lastTime(object, answered.rows(), covered));
        }
      }
      shown.sort(Comparator.comparing(Snapshot::modifiedAt));
      if (!shown.isEmpty()) {
        newest = later(newest, shown.get(shown.size() - 1).modifiedAt());
      }
      // What has pages left holds the promise back; what is complete does not.
      covered = later(covered, earlier(reached, newest));
      if (!shown.isEmpty()) {
        page.accept(shown, covered);
      }
      open = still;
    }
    return covered;
  }

  private Instant lastTime(String object, List<JsonNode> rows, Instant otherwise) {
    return rows.isEmpty() ? otherwise : records.modifiedAt(object, rows.get(rows.size() - 1));
  }

  String soql(String object, Instant since) {
    return Soql.select(records.asked(object), object)
        + " WHERE SystemModstamp >= "
        + Soql.datetime(since)
        + " ORDER BY SystemModstamp,Id";
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
