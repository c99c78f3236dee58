package io.leadloop.sync;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What the fields of both accounts lack of what the configuration needs, as they were last looked
 * at, and so what rests until they have it again. Kept in the store, so that a restart does not
 * begin with what does not work. Immutable; holds names of fields and nothing of a person.
 *
 * @param entries the same difference once, in the order in which they were found
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Drift(List<Entry> entries) {
  /** Both accounts have all that is needed. */
  public static final Drift NONE = new Drift(List.of());

  private static final JsonMapper JSON = new JsonMapper();

  public Drift {
    entries = entries.stream().distinct().toList();
  }

  /** What rests, and how wide. */
  public enum Kind {
    /** One line of the mapping; for a field of a Contact alone, of converted leads alone. */
    FIELD_PAUSED,
    /**
     * Creating on the other side: a gate cannot ask what it wants to know. Where it is of a line of
     * the mapping, creating on both sides: an opt-out could not be carried over.
     */
    CREATES_PAUSED,
    /** Everything that writes: without its own fields or the address nothing is safe there. */
    SIDE_STOPPED,
    /** Nothing rests, but the context that sales reads says less. */
    CONTEXT_THIN,
    /** Nothing rests, but a link whose record is deleted cannot be marked. */
    MARK_MISSING,
    /**
     * A picklist does not take a word any more that the configuration gives it: a record that gets
     * this word waits with its field, and the line goes on for all others.
     */
    WORD_MISSING;

    /** What goes on all the same, in a sentence. */
    public String goesOn() {
      return switch (this) {
        case FIELD_PAUSED -> "Everything that does not rest on it goes on.";
        case CREATES_PAUSED -> "Whoever is linked already goes on.";
        case SIDE_STOPPED -> "Nothing is written on either side until it is back.";
        case CONTEXT_THIN -> "Everything goes on; the context says less.";
        case MARK_MISSING -> "Everything goes on; who waits to be marked waits.";
        case WORD_MISSING -> "Everything goes on; the field of whoever gets this word waits.";
      };
    }

    /** The state's name wherever it is told: {@code field-paused}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One difference.
   *
   * @param line what it is about, for a person: a line of the mapping, a gate, an option
   * @param rule the id of that line of the mapping; empty for none
   * @param object the kind of record whose field it is
   * @param field the vendor's own name of it
   * @param missing whether it is not there, or hidden from our user
   * @param cause one sentence
   * @param place where the configuration names it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      Kind kind,
      String line,
      String rule,
      Side side,
      String object,
      String field,
      boolean missing,
      String cause,
      String place) {

    /** Whether it is the same difference, whatever is said of its cause. */
    public boolean restsLike(Entry other) {
      return kind == other.kind
          && rule.equals(other.rule)
          && side == other.side
          && object.equals(other.object)
          && field.equals(other.field);
    }

    /** A Contact gives its opt-out away and is never created. */
    private boolean carriesNoneFrom(Side from) {
      return from == Side.SALESFORCE || !object.equals(RecordKey.CONTACT);
    }

    /** All of it in one line, beginning with the state's name. */
    public String text() {
      return "%s %s: %s (%s)".formatted(kind.word(), line, cause, place);
    }
  }

  /** Those of one kind. */
  public List<Entry> of(Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }

  /** Why nothing may be written while this side is as it is; empty when all is well. */
  public Optional<String> stops(Side side) {
    return of(Kind.SIDE_STOPPED).stream()
        .filter(entry -> entry.side() == side)
        .findFirst()
        .map(Entry::cause);
  }

  /** Whether a line rests for this kind of Salesforce record. */
  boolean pauses(FieldRule rule, String object) {
    return of(Kind.FIELD_PAUSED).stream()
        .anyMatch(
            entry ->
                entry.rule().equals(rule.id())
                    && (entry.side() == Side.HUBSPOT || entry.object().equals(object)));
  }

  /** Whether nobody who stands on this side alone may be created on the other. */
  boolean closesGateFrom(Side side) {
    return of(Kind.CREATES_PAUSED).stream()
        .anyMatch(
            entry -> entry.rule().isEmpty() ? entry.side() == side : entry.carriesNoneFrom(side));
  }

  /** The fields that must not be asked for, because a vendor refuses to be asked or shows blank. */
  Set<String> missing(Side side, String object) {
    return entries.stream()
        .filter(entry -> entry.missing() && entry.side() == side)
        .filter(entry -> entry.object().equals(object))
        .map(Entry::field)
        .collect(Collectors.toSet());
  }

  /** Whether something that rested here goes on there, so that every link is to be looked at. */
  public boolean isHealedBy(Drift other) {
    Set<Entry> healed = new HashSet<>(entries);
    healed.removeIf(entry -> other.entries().stream().anyMatch(entry::restsLike));
    return !healed.isEmpty();
  }

  /** As it was last seen and saved. */
  public static Drift known(KnownFacts known) {
    return known.standing(FactNames.DRIFT).map(Facts.Fact::value).map(Drift::parse).orElse(NONE);
  }

  /** Keeps it as what was last seen. */
  public void save(Facts facts, Handle handle, Instant now) {
    try {
      facts.set(
          handle, FactNames.DRIFT, entries.isEmpty() ? "" : JSON.writeValueAsString(this), now);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The state of the fields could not be written as JSON.", e);
    }
  }

  /** What another version wrote in another form is found again by the next look. */
  private static Drift parse(String text) {
    try {
      return JSON.readValue(text, Drift.class);
    } catch (JsonProcessingException e) {
      return NONE;
    }
  }
}
