package io.leadloop.cli;

import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.ops.FromConfig;
import io.leadloop.ops.Subjects;
import io.leadloop.store.Claim;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads journal rows from the store alone: of everybody, or of one lead. */
final class JournalReader {
  private static final int PAGE = 1_000;

  private final Workplace workplace;
  private final State state;

  JournalReader(Workplace workplace) {
    this.workplace = workplace;
    this.state = workplace.state();
  }

  /**
   * The subjects under which the rows of one lead stand: its link, and its records, which rows from
   * before the link name.
   *
   * @throws CommandFailure when nobody is linked who has this e-mail address
   */
  Set<String> subjects(Who lead) {
    Set<String> subjects = new TreeSet<>();
    List<String> named =
        lead.isEmail() ? byEmail(lead.text()) : new Subjects(state, null).named(lead.text());
    for (String subject : named) {
      subjects.add(subject);
      Long link = new Claim(subject, 0, 0, 0).linkId();
      if (link != null) {
        for (LinkRow row :
            state.store().read(handle -> state.links().byId(handle, List.of(link)))) {
          for (Side side : Side.values()) {
            subjects.add(row.link().key(side).text());
          }
        }
      }
    }
    return subjects;
  }

  /** The newest rows, the oldest of them first. */
  List<JournalRow> last(int limit) {
    return state
        .store()
        .read(
            handle ->
                state
                    .journal()
                    .after(handle, Math.max(0, state.journal().lastId(handle) - limit), limit));
  }

  /** The newest rows of these subjects, the oldest of them first. */
  List<JournalRow> last(Set<String> subjects, int limit) {
    List<JournalRow> rows = new ArrayList<>();
    for (String subject : subjects) {
      rows.addAll(state.store().read(handle -> state.journal().last(handle, subject, limit)));
    }
    List<JournalRow> sorted =
        rows.stream().distinct().sorted(Comparator.comparingLong(JournalRow::id)).toList();
    return sorted.subList(Math.max(0, sorted.size() - limit), sorted.size());
  }

  /** The newest rows with this outcome, the oldest of them first. */
  List<JournalRow> lastWith(String outcome, int limit) {
    List<JournalRow> rows =
        new ArrayList<>(
            state.store().read(handle -> state.journal().lastWith(handle, outcome, limit)));
    Collections.reverse(rows);
    return rows;
  }

  /** Rows that were written after this one. */
  List<JournalRow> after(long id) {
    return state.store().read(handle -> state.journal().after(handle, id, PAGE));
  }

  long lastId() {
    return state.store().read(handle -> state.journal().lastId(handle));
  }

  /** Looks through what was settled last; no account is asked. */
  private List<String> byEmail(String email) {
    String wanted = email.toLowerCase(Locale.ROOT);
    FieldRule rule = FromConfig.rules(workplace.config()).emailRule().orElse(null);
    List<String> subjects = new ArrayList<>();
    long after = 0;
    while (rule != null) {
      long from = after;
      List<LinkRow> page = state.store().read(handle -> state.links().page(handle, from, PAGE));
      if (page.isEmpty()) {
        break;
      }
      for (LinkRow row : page) {
        after = row.link().id();
        FieldBaseline settled = row.fields().get(rule.id());
        if (settled != null
            && (wanted.equalsIgnoreCase(settled.hubspot())
                || wanted.equalsIgnoreCase(settled.salesforce()))) {
          subjects.add(Claim.subject(after));
        }
      }
    }
    if (subjects.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "nobody",
          "nobody who is linked has the address %s. Somebody without a link is found by id."
              .formatted(email));
    }
    return subjects;
  }
}
