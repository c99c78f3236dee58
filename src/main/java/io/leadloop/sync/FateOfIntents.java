package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the token in a record what became of a write whose answer was lost, and what that
 * means for the baseline.
 *
 * <ul>
 *   <li>The open intent's token: it arrived. What we sent is the baseline; what differs is an edit
 *       of somebody else's, unless the vendor says that we made the last change, or the value looks
 *       like what we sent and no history shows that somebody typed it: then it is the vendor's
 *       rewriting. What somebody had typed before it arrived was written over, and is journalled.
 *   <li>The token of the last acknowledged write: it did not arrive, and the old baseline stands.
 *   <li>A deletion did not arrive, or was undone, if the record is there.
 *   <li>Any other token: the baseline is unknown, and the journal says so. Nothing is guessed;
 *       every field is decided as if it were the first time.
 * </ul>
 */
final class FateOfIntents {
  private static final String REBASE = "rebase";

  private final Rules rules;
  private final Instant now;

  FateOfIntents(Rules rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /** A link as it stands after its record was read, and what became clear. */
  record Cleared(LinkRow row, Work.Findings findings) {}

  /**
   * @param open the open intent for this side; null for none
   * @param snapshot what the side shows, read fresh when an intent is open
   * @param evidence what others did to the record since the intent's read
   */
  Cleared clear(
      LinkRow row, Side side, @Nullable Intent open, Snapshot snapshot, Evidence evidence) {
    Shown shown = row.shown(side);
    if (open != null && open.deletes()) {
      Cleared known = clear(row, side, null, snapshot, evidence);
      Work.Findings there = finding(row, open, "not-arrived", "the record is there");
      return new Cleared(known.row(), known.findings().plus(there));
    }
    if (open != null && open.token().equals(snapshot.token())) {
      return arrived(row, side, open, snapshot, evidence);
    }
    if (Objects.equals(shown.token(), snapshot.token())) {
      return open == null
          ? new Cleared(row, Work.Findings.NONE)
          : new Cleared(
              row,
              finding(
                  row,
                  open,
                  "not-arrived",
                  "the record still carries the token of the write before"));
    }
    if (shown.print() == null && open == null) {
      // Nothing was settled that could be in doubt, and whether the next write arrived is to be
      // told
      // from the token that the record carries before it.
      return new Cleared(
          row.withShown(side, new Shown(null, shown.modifiedAt(), snapshot.token())),
          Work.Findings.NONE);
    }
    LinkRow unknown =
        row.withFields(Restoration.onlyFacts(row.fields()))
            .withShown(side, new Shown(null, shown.modifiedAt(), snapshot.token()));
    return open == null
        ? new Cleared(unknown, foreign(row, side))
        : new Cleared(
            unknown,
            finding(
                row, open, "unknown", "the record carries a token that this store does not know"));
  }

  private Cleared arrived(
      LinkRow row, Side side, Intent open, Snapshot snapshot, Evidence evidence) {
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(row.fields());
    // Of a line that rests, or is out of the mapping, nobody sees what the side shows. When
    // it is back, what we wrote must not pass for somebody's edit.
    Map<String, FieldBaseline> settles = open.settles();
    Set<String> lines =
        rules.mapping().rules().stream().map(FieldRule::id).collect(Collectors.toSet());
    settles.forEach(
        (line, sent) -> {
          if (!lines.contains(line)) {
            fields.put(line, sent);
            Unseen.mark(fields, side, line);
          }
        });
    for (FieldRule rule : rules.mapping().rules()) {
      FieldBaseline sent = settles.get(rule.id());
      if (sent == null) {
        continue;
      }
      String field = rule.field(side, snapshot.key().object());
      String shown = field == null ? sent.of(side) : snapshot.shows(field);
      if (rule.isComputed(side) && !rule.canonical(shown).equals(rule.canonical(sent.of(side)))) {
        // HubSpot shows it later; until then it counts as not written.
        continue;
      }
      boolean typed = field != null && evidence.isTheirs(rule, field, shown);
      boolean rewritten =
          snapshot.modifiedByUs() || (rule.couldBecome(sent.of(side), shown) && !typed);
      fields.put(rule.id(), rewritten ? sent.with(side, shown) : sent);
    }
    Shown now = new Shown(row.shown(side).print(), snapshot.modifiedAt(), open.token());
    // Whether our key was in it, and whether it is still the right one, nobody remembers: it is
    // written once more where it was not known to be there.
    LinkRow settled = row.withFields(fields).withShown(side, now);
    Work.Findings found = finding(row, open, "confirmed", "the record carries its token");
    List<JournalRow.Field> lost = evidence.writtenOver(rules, open, snapshot);
    if (!lost.isEmpty()) {
      found =
          found.plus(
              new Work.Findings(
                  List.of(),
                  List.of(
                      new Entries(this.now)
                          .writtenOver(row.link().id(), open, snapshot.key(), lost))));
    }
    return new Cleared(settled, found);
  }

  private Work.Findings finding(LinkRow row, Intent open, String outcome, String message) {
    JournalRow journal =
        new JournalRow(
            0,
            now,
            row.link().id() == 0 ? null : row.link().id(),
            open.subject(),
            open.side(),
            Entries.operation(open),
            row.link().key(open.side()).text(),
            open.token(),
            outcome,
            "The answer to this write was lost: " + message + ".",
            open.journalled());
    return new Work.Findings(List.of(open.token()), List.of(journal));
  }

  /** Whether this says that a record was written by nobody knows whom. */
  static boolean isOfUnknownWriter(JournalRow row) {
    return row.operation().equals(REBASE);
  }

  /** Somebody else wrote our token's field, or this store is older than the record. */
  private Work.Findings foreign(LinkRow row, Side side) {
    long linkId = row.link().id();
    JournalRow journal =
        new JournalRow(
            0,
            now,
            JournalFields.linkId(linkId),
            Claim.subject(linkId),
            side,
            REBASE,
            row.link().key(side).text(),
            null,
            "unknown",
            "The record carries a token that this store does not know, so it is not known what both"
                + " sides last agreed on. Each field is decided as if it were seen for the first"
                + " time.",
            List.of());
    return new Work.Findings(List.of(), List.of(journal));
  }
}
