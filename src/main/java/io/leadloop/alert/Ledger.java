package io.leadloop.alert;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What was told, and what is still to be delivered. Kept in the store, so that a restart repeats
 * nothing and forgets nothing. Immutable.
 *
 * @param told by the name of the condition
 * @param letters not delivered yet, the oldest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ledger(Map<String, Told> told, List<Letter> letters) {
  /** More than these are never kept; the oldest go first. */
  static final int LETTERS_MAX = 100;

  static final Ledger EMPTY = new Ledger(Map.of(), List.of());

  private static final String FACT = "alerts";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  public Ledger {
    told = Map.copyOf(new TreeMap<>(told));
    letters = List.copyOf(letters);
  }

  /**
   * @param value what was told last
   * @param seen how it was when last looked at
   * @param since since when it is so
   */
  public record Told(String value, String seen, Instant since) {}

  /**
   * One message for one channel.
   *
   * @param tries how often its delivery failed
   * @param dueAt not before this time
   * @param failure why the last try failed; empty before the first
   */
  public record Letter(String channel, Alert alert, int tries, Instant dueAt, String failure) {}

  /** The ledger of a connection; empty when nothing was ever told. */
  public static Ledger of(KnownFacts known) {
    return known.get(FACT).map(fact -> parse(fact.value())).orElse(EMPTY);
  }

  void save(Facts facts, Handle handle, Instant now) {
    try {
      facts.set(handle, FACT, JSON.writeValueAsString(this), now);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was told can always be written.", e);
    }
  }

  private static Ledger parse(String json) {
    try {
      return JSON.readValue(json, Ledger.class);
    } catch (JsonProcessingException e) {
      return EMPTY;
    }
  }

  /** The names of all troubles that were told and did not end. */
  public List<String> standing() {
    return told.entrySet().stream()
        .filter(entry -> entry.getValue().value().equals(Condition.ON))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Looks at how things are. A state that differs from what was told last and held long enough is
   * told, once. What is well, or is seen for the first time and no trouble, is no news.
   *
   * @param channels whom to tell
   */
  Ledger look(
      String connection,
      List<Condition> conditions,
      List<String> channels,
      Duration hold,
      Instant now) {
    Map<String, Told> after = new TreeMap<>();
    List<Letter> more = new ArrayList<>(letters);
    for (Condition condition : conditions) {
      Told before =
          told.getOrDefault(
              condition.name(),
              new Told(condition.isTrouble() ? Condition.OFF : condition.value(), "", now));
      // Our clock may have been set back since.
      boolean same = condition.value().equals(before.seen()) && !before.since().isAfter(now);
      Instant since = same ? before.since() : now;
      String value = before.value();
      if (!condition.value().equals(value) && !now.isBefore(since.plus(hold))) {
        Alert alert = alert(connection, condition, since, now);
        channels.forEach(channel -> more.add(new Letter(channel, alert, 0, now, "")));
        value = condition.value();
      }
      after.put(condition.name(), new Told(value, condition.value(), since));
    }
    int tooMany = Math.max(0, more.size() - LETTERS_MAX);
    return new Ledger(after, more.subList(tooMany, more.size()));
  }

  private static Alert alert(String connection, Condition condition, Instant since, Instant now) {
    String state =
        !condition.isTrouble()
            ? "changed"
            : condition.value().equals(Condition.ON) ? "began" : "ended";
    return new Alert(
        connection, condition.name(), state, since, now, condition.summary(), condition.nextStep());
  }

  /** Without a letter that was delivered, or whose channel is not there any more. */
  Ledger without(Letter letter) {
    List<Letter> left = new ArrayList<>(letters);
    left.remove(letter);
    return new Ledger(told, left);
  }

  /** With a letter that could not be delivered, to be tried again. */
  Ledger again(Letter letter, String failure, Instant dueAt) {
    List<Letter> left = new ArrayList<>(letters);
    left.set(
        left.indexOf(letter),
        new Letter(letter.channel(), letter.alert(), letter.tries() + 1, dueAt, failure));
    return new Ledger(told, left);
  }
}
