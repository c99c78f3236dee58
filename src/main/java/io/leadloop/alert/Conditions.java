package io.leadloop.alert;

import io.leadloop.config.AlertSettings;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Mode;
import io.leadloop.sync.NamedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a situation means for those who are told. Counts and codes only, nothing of a person. */
final class Conditions {
  /** HubSpot's day and Salesforce's last 24 hours; every other limit passes within seconds. */
  private static final Set<String> QUOTAS = Set.of("DAILY", "REQUEST_LIMIT_EXCEEDED");

  private static final String CHECK = "To see what is wrong: leadloop check --live";
  private static final String BY_ITSELF = "It is tried again by itself, and nothing is lost. ";

  private Conditions() {}

  static List<Condition> of(Situation situation, AlertSettings settings) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(mode(situation.mode()));
    conditions.add(
        Condition.of(
            "paused-by-cap",
            situation.capped(),
            "Writing is paused by a cap.",
            "Look at what it holds back: leadloop plan --all   To go on at once: leadloop go",
            "Writing goes on: the cap holds nothing back any more."));
    for (Drift.Kind kind : Drift.Kind.values()) {
      conditions.add(drift(kind, situation.drift().of(kind)));
    }
    conditions.add(
        Condition.of(
            "braked",
            situation.states().contains(NamedState.BRAKED),
            "Stopped by a brake: more was about to be written than it lets through.",
            "Look at what it holds back: leadloop plan --all   To let it go on: leadloop resume",
            "The brake is released."));
    conditions.add(
        Condition.of(
            "foreign-store",
            situation.states().contains(NamedState.FOREIGN_STORE),
            "Stopped: another daemon with a store of its own writes the same accounts.",
            "Stop one of the two. To let this one go on: leadloop resume",
            "This daemon has gone on with its work."));
    conditions.add(
        Condition.of(
            "restored",
            situation.states().contains(NamedState.RESTORED),
            "The store is an older copy that was put back; both sides are read whole.",
            "Nothing is to be done. What it does: leadloop status",
            "Both sides were read whole after an older copy of the store was put back."));
    conditions.add(
        Condition.of(
            "store-unchecked",
            situation.states().contains(NamedState.STORE_UNCHECKED),
            "Nothing is written: a side does not say what this store wrote there last.",
            "Which, why, and what to do: leadloop status",
            "Both sides said what this store wrote there last."));
    conditions.add(
        Condition.of(
            "disk-full",
            situation.states().contains(NamedState.DISK_FULL),
            "The disk that holds the store is nearly full; nothing is read or written.",
            "Make room there. It goes on by itself.",
            "There is room on the store's disk again."));
    for (Side side : Side.values()) {
      addVendor(conditions, side, situation.troubles().get(side));
    }
    if (settings.parkedAbove() != AlertSettings.OFF) {
      conditions.add(waiting(situation.waiting(), settings.parkedAbove()));
    }
    Duration behindFor = settings.behindFor();
    if (behindFor != null) {
      conditions.add(behind(situation.behind(), behindFor));
    }
    return conditions;
  }

  private static Condition mode(Mode mode) {
    return mode == Mode.LIVE
        ? new Condition("mode", mode.word(), "Live: both sides are written.", "")
        : new Condition(
            "mode",
            mode.word(),
            "Only watching: nothing is written.",
            "What would be written: leadloop plan --all   To let it write: leadloop go");
  }

  private static Condition drift(Drift.Kind kind, List<Drift.Entry> entries) {
    String first = entries.isEmpty() ? "" : entries.get(0).line() + ": " + entries.get(0).cause();
    String more = entries.size() > 1 ? " And %d more.".formatted(entries.size() - 1) : "";
    String begins =
        switch (kind) {
          case FIELD_PAUSED -> "A line of the mapping rests. ";
          case CREATES_PAUSED -> "Nobody is created on one side. ";
          case SIDE_STOPPED -> "Nothing is written. ";
          case CONTEXT_THIN -> "The context that sales reads says less. ";
          case MARK_MISSING -> "Links of deleted records cannot come to rest. ";
          case WORD_MISSING -> "A picklist lost a word that the configuration gives it. ";
        };
    return Condition.of(
        kind.word(),
        !entries.isEmpty(),
        begins + first + more,
        "Give the field back, or correct the files; the rest goes on by itself. " + CHECK,
        "Both accounts have the fields again: %s is over.".formatted(kind.word()));
  }

  private static void addVendor(
      List<Condition> conditions, Side side, Situation.@Nullable Trouble trouble) {
    Kind kind = trouble == null ? null : trouble.kind();
    String code = trouble == null ? "" : " [" + trouble.code() + "]";
    boolean quota = trouble != null && kind == Kind.LIMIT && QUOTAS.contains(trouble.code());
    conditions.add(
        Condition.of(
            "token-refused." + side.word(),
            kind == Kind.CREDENTIALS,
            side.label() + " refuses our credentials" + code + ".",
            "Put valid ones where config/leadloop.yaml says that they are. " + CHECK,
            side.label() + " takes our credentials again."));
    conditions.add(
        Condition.of(
            "not-permitted." + side.word(),
            kind == Kind.PERMISSION || kind == Kind.QUESTION,
            side.label() + " does not let us ask what the configuration asks for" + code + ".",
            CHECK,
            side.label() + " answers again what the configuration asks for."));
    conditions.add(
        Condition.of(
            "quota-spent." + side.word(),
            quota,
            "The calls of this day are spent at " + side.label() + code + ".",
            BY_ITSELF + "What used them: leadloop status",
            side.label() + " takes calls again."));
    conditions.add(
        Condition.of(
            "vendor-down." + side.word(),
            kind == Kind.UNAVAILABLE || kind == Kind.GARBLED || (kind == Kind.LIMIT && !quota),
            side.label() + " cannot be asked" + code + ".",
            BY_ITSELF + CHECK,
            side.label() + " answers again."));
  }

  private static Condition waiting(long waiting, long most) {
    return Condition.of(
        "parked",
        waiting > most,
        "%d links and records wait for a person or were refused; more than %d are told."
            .formatted(waiting, most),
        "Which, and why: leadloop status",
        "%d links and records wait for a person or were refused; no more than %d."
            .formatted(waiting, most));
  }

  private static Condition behind(Duration behind, Duration most) {
    return Condition.of(
        "not-in-sync",
        behind.compareTo(most) > 0,
        "The oldest edit or sweep is %d minutes late; more than %d are told."
            .formatted(behind.toMinutes(), most.toMinutes()),
        "Where it is stuck: leadloop status",
        "Both sides are in agreement again within %d minutes.".formatted(most.toMinutes()));
  }
}
