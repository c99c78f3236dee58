package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Arrival;
import io.leadloop.store.Claim;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Tells what of a swept page is news: a record that is equal to what is known already (our own
 * echo, the overlap, a time that moved without a value) is none. Takes note of what is owed to
 * Leads that were left, and of all records for the rounds of the next seconds.
 */
final class News {
  private final Side side;
  private final List<FieldRule> optOuts;
  private final State state;
  private final RecentSnapshots recent;
  private final InstantSource clock;

  /**
   * @param optOuts the lines whose opt-outs wait for nothing
   */
  News(
      Side side,
      List<FieldRule> optOuts,
      State state,
      RecentSnapshots recent,
      InstantSource clock) {
    this.side = side;
    this.optOuts = List.copyOf(optOuts);
    this.state = state;
    this.recent = recent;
    this.clock = clock;
  }

  /**
   * What enters the inbox.
   *
   * @param urgent opt-outs and who raises a hand: they wait for nothing
   */
  record Found(List<Arrival> urgent, List<Arrival> others) {}

  /**
   * What is news of a page, and whether it is an opt-out or a hand-raise. All else enters as the
   * least urgent; the release knows better.
   */
  Found among(Handle handle, List<Snapshot> records) {
    Map<String, LinkRow> outlines = state.links().outlines(handle, side, ids(records));
    Map<String, LinkRow> rows = state.links().byRecord(handle, side, ids(news(records, outlines)));
    Map<RecordKey, RecordKey> left = left(handle, records, outlines);
    Found found = new Found(new ArrayList<>(), new ArrayList<>());
    for (Snapshot record : records) {
      LinkRow row = rows.get(record.key().id());
      if (row != null && row.link().key(side).equals(record.key())) {
        recent.put(record);
        boolean first = optsOut(row, record) || raisesHand(row, record);
        (first ? found.urgent() : found.others())
            .add(
                arrival(
                    Claim.subject(row.link().id()), first ? Lane.EXPRESS : Lane.BACKFILL, record));
      } else if (outlines.containsKey(record.key().id()) || isConvertedLead(record)) {
        recent.refresh(record);
      } else if (left.containsKey(record.key())) {
        optOutsOfLeft(handle, record);
      } else {
        recent.put(record);
        found.others().add(arrival(record.key().text(), Lane.BACKFILL, record));
      }
    }
    return found;
  }

  private Arrival arrival(String subject, Lane lane, Snapshot record) {
    return new Arrival(subject, lane.number(), side, record.modifiedAt(), record.printWithMarks());
  }

  /** The records without a link that are Leads which a person left, each with that person. */
  private Map<RecordKey, RecordKey> left(
      Handle handle, List<Snapshot> records, Map<String, LinkRow> outlines) {
    return side == Side.HUBSPOT
        ? Map.of()
        : state
            .formerLeads()
            .among(
                handle,
                records.stream()
                    .map(Snapshot::key)
                    .filter(key -> !outlines.containsKey(key.id()))
                    .toList());
  }

  /** Of all that is edited on a Lead which a person left an opt-out alone counts. */
  private void optOutsOfLeft(Handle handle, Snapshot lead) {
    state
        .formerLeads()
        .shows(handle, lead.key(), OwedOptOuts.shown(optOuts, lead))
        .ifPresent(
            subject ->
                state
                    .inbox()
                    .wake(handle, List.of(subject), Lane.EXPRESS.number(), clock.instant()));
  }

  private static List<String> ids(List<Snapshot> records) {
    return records.stream().map(record -> record.key().id()).toList();
  }

  /** Those that stand for a link and show something else than when it was last settled. */
  private List<Snapshot> news(List<Snapshot> records, Map<String, LinkRow> outlines) {
    List<Snapshot> news = new ArrayList<>();
    for (Snapshot record : records) {
      LinkRow row = outlines.get(record.key().id());
      if (row != null
          && row.link().key(side).equals(record.key())
          && (row.isDeleted(side) ? isBack(row, record) : isNews(row.shown(side), record))) {
        news.add(record);
      }
    }
    return news;
  }

  /** Whether the person opted out since both sides were last settled. */
  private boolean optsOut(LinkRow row, Snapshot record) {
    Side side = record.key().side();
    for (FieldRule rule : optOuts) {
      String field = rule.field(side, record.key().object());
      FieldBaseline settled = row.fields().get(rule.id());
      if (field != null
          && rule.canonical(record.shows(field)).equals("true")
          && (settled == null || !rule.canonical(settled.of(side)).equals("true"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the person sent a form since both sides were last settled. */
  private static boolean raisesHand(LinkRow row, Snapshot record) {
    return record.key().side() == Side.HUBSPOT
        && Derivation.settledFacts(row)
            .flatMap(settled -> HandRaise.newSince(settled, record))
            .isPresent();
  }

  /**
   * Whether a record that was deleted is there again. A Lead that was converted stays there when
   * its Contact is deleted.
   */
  private static boolean isBack(LinkRow row, Snapshot record) {
    Gone gone = Objects.requireNonNull(row.gone());
    return !Conversions.isConverted(record) || record.modifiedAt().isAfter(gone.at());
  }

  /** An older row comes from an index that lags behind what was read or written since. */
  private static boolean isNews(Shown shown, Snapshot record) {
    if (shown.print() == null) {
      return true;
    }
    if (record.modifiedAt().isBefore(shown.modifiedAt())) {
      return false;
    }
    return !Objects.equals(shown.token(), record.token())
        || !shown.print().equals(record.fingerprint());
  }

  /** A converted Lead is read-only history; the Contact that it became stands for the person. */
  private static boolean isConvertedLead(Snapshot record) {
    return record.key().object().equals(RecordKey.LEAD)
        && record.shows("IsConverted").equals("true");
  }
}
