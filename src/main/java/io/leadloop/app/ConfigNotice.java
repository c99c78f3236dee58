package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.lead.RecordKey;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.ops.FromConfig;
import io.leadloop.store.Facts;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the admin changed in the files takes hold at once: changed lines are applied to every link,
 * and who waits for a person or for the gate is looked at again.
 */
record ConfigNotice(State state, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigNotice.class);
  private static final int LINKS_PER_PAGE = 1_000;

  /** Compares with the configuration that was in force before, in this process or another. */
  void take(Config config) {
    String fields = FromConfig.fieldsPrint(config);
    String gates = FromConfig.gatesPrint(config);
    String contacts = contacts(config);
    state
        .store()
        .run(
            handle -> {
              forgetMoved(handle, contacts);
              boolean otherFields = differs(handle, FactNames.CONFIG_FIELDS, fields);
              boolean otherGates = differs(handle, FactNames.CONFIG_GATES, gates);
              if (otherFields || otherGates) {
                wake(handle, otherFields);
              }
            });
  }

  private void wake(Handle handle, boolean otherFields) {
    int woken = state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), clock.instant());
    int links =
        otherFields ? state.inbox().wakeLinks(handle, Lane.BACKFILL.number(), clock.instant()) : 0;
    if (woken + links > 0) {
      LOG.info(
          "The configuration changed: {} links and {} records that waited are looked at again.",
          links,
          woken);
    }
  }

  /** Which field of a Contact each line stands for; the lines of one whose field is none too. */
  private static String contacts(Config config) {
    StringBuilder lines = new StringBuilder();
    for (FieldRule rule : config.mapping().rules()) {
      String contact = rule.contact();
      lines.append(rule.id()).append('\t').append(contact == null ? "" : contact).append('\n');
    }
    return lines.toString();
  }

  /**
   * What was settled of a line for one field of a Contact says nothing about another one: it is
   * forgotten, and the line is decided as if it were new. Every other change of a line goes on from
   * what both sides showed.
   */
  private void forgetMoved(Handle handle, String contacts) {
    String before =
        state.facts().get(handle, FactNames.CONFIG_CONTACTS).map(Facts.Fact::value).orElse("");
    if (before.equals(contacts)) {
      return;
    }
    state.facts().set(handle, FactNames.CONFIG_CONTACTS, contacts, clock.instant());
    Map<String, String> fieldBefore = byRule(before);
    Set<String> moved = new HashSet<>();
    byRule(contacts)
        .forEach(
            (rule, field) -> {
              if (!field.equals(fieldBefore.getOrDefault(rule, field))) {
                moved.add(rule);
              }
            });
    long after = 0;
    while (!moved.isEmpty()) {
      List<LinkRow> rows = state.links().page(handle, after, LINKS_PER_PAGE);
      if (rows.isEmpty()) {
        return;
      }
      state
          .links()
          .save(
              handle,
              rows.stream()
                  .filter(row -> row.link().salesforce().object().equals(RecordKey.CONTACT))
                  .filter(row -> row.fields().keySet().stream().anyMatch(moved::contains))
                  .map(row -> without(row, moved))
                  .toList());
      after = rows.get(rows.size() - 1).link().id();
    }
  }

  private static LinkRow without(LinkRow row, Set<String> rules) {
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(row.fields());
    fields.keySet().removeAll(rules);
    return row.withFields(fields);
  }

  private static Map<String, String> byRule(String contacts) {
    Map<String, String> fields = new LinkedHashMap<>();
    contacts
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> fields.put(parts[0], parts[1]));
    return fields;
  }

  private boolean differs(Handle handle, String name, String print) {
    boolean differs =
        !state.facts().get(handle, name).map(Facts.Fact::value).orElse("").equals(print);
    if (differs) {
      state.facts().set(handle, name, print, clock.instant());
    }
    return differs;
  }
}
