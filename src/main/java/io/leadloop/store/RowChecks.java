package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Each row can be read, and what it belongs to is there. */
final class RowChecks {
  /** Rows that are fetched together; their number bounds the memory that a check takes. */
  static final int ROWS = 500;

  private static final Set<String> ITEM_STATES = Set.of("open", "sent");

  private final Handle handle;
  private final LinkChecks links;
  private final List<Finding> findings;

  /** Which fields the baselines hold, by connection. */
  private final Map<String, FieldNames.Known> names = new HashMap<>();

  RowChecks(Handle handle, LinkChecks links, List<Finding> findings) {
    this.handle = handle;
    this.links = links;
    this.findings = findings;
  }

  void run() {
    fieldNames();
    each(
        "baseline",
        "link_id",
        "fields",
        (connection, key, fields) -> {
          BaselineText.parse(fields, names.getOrDefault(connection, FieldNames.Known.NONE));
          return ofLink(connection, Long.parseLong(key));
        },
        "Stop the daemon, delete the row, then: leadloop retry link:NUMBER. The link is settled as if for the first time.");
    each(
        "intent",
        "subject",
        "payload",
        (connection, subject, payload) -> {
          // Of whichever side, both are read alike.
          IntentText.parse(payload, Side.SALESFORCE);
          return ofSubject(connection, subject);
        },
        "Stop the daemon, delete the row, then: leadloop retry with this link. What the write did is found by reading both records.");
    each(
        "inbox",
        "subject",
        "connection",
        (connection, subject, same) -> ofSubject(connection, subject),
        "Stop the daemon, delete the row. The next sweep brings in what changed.");
    each(
        "problem",
        "subject",
        "kind",
        (connection, subject, kind) ->
            Arrays.stream(Problem.Kind.values()).noneMatch(one -> one.word().equals(kind))
                ? "There is no kind of problem \"%s\".".formatted(kind)
                : ofSubject(connection, subject),
        "Stop the daemon, delete the row, then: leadloop retry --all");
    each(
        "item",
        "reference",
        "state",
        (connection, reference, state) ->
            ITEM_STATES.contains(state)
                ? null
                : "There is no state \"%s\" of a note.".formatted(state),
        "Stop the daemon. If the note stands in HubSpot, set the state to sent, else delete the row.");
    each(
        "journal",
        "id",
        "fields",
        (connection, id, fields) -> {
          Journal.fields(fields);
          return null;
        },
        "The journal is for people: set fields to [] to have the rest of the row readable again.");
  }

  /** Where they cannot be read, no baseline of the connection can. */
  private void fieldNames() {
    FieldNames.all(handle)
        .forEach(
            (connection, text) -> {
              try {
                names.put(connection, FieldNames.Known.of(text));
              } catch (StoreException e) {
                findings.add(
                    new Finding(
                        "field_names, connection " + connection,
                        "Which fields its baselines hold cannot be read.",
                        "Stop the daemon, and go on with the newest backup that leadloop store verify finds sound."));
              }
            });
  }

  /** What is wrong with one row; null for nothing. Throws when it cannot be read. */
  @FunctionalInterface
  private interface Check {
    @Nullable String of(String connection, String key, String content);
  }

  private void each(String table, String key, String content, Check check, String nextStep) {
    handle
        .createQuery("select connection, <key>, <content> from <table> order by connection, <key>")
        .define("table", table)
        .define("key", key)
        .define("content", content)
        .setFetchSize(ROWS)
        .map((rs, ctx) -> new String[] {rs.getString(1), rs.getString(2), rs.getString(3)})
        .forEach(
            row -> {
              String what = wrong(check, row);
              if (what != null) {
                String place = "%s, connection %s, %s %s".formatted(table, row[0], key, row[1]);
                findings.add(new Finding(place, what, nextStep));
              }
            });
  }

  private static @Nullable String wrong(Check check, String[] row) {
    try {
      return check.of(row[0], row[1], row[2]);
    } catch (RuntimeException e) {
      // The message may quote the row, and the row is people's data.
      return "What the row holds cannot be read (%s).".formatted(e.getClass().getSimpleName());
    }
  }

  private @Nullable String ofLink(String connection, long id) {
    return links.has(connection, id) ? null : "There is no link %d.".formatted(id);
  }

  private @Nullable String ofSubject(String connection, String subject) {
    Long link = new Claim(subject, 0, 0, 0).linkId();
    if (link != null) {
      return ofLink(connection, link);
    }
    return RecordKey.parse(subject).id().isEmpty() ? "It names no record." : null;
  }
}
