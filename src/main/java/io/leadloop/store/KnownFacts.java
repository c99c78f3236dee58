package io.leadloop.store;

import io.leadloop.store.Facts.Fact;
import java.util.Map;
import java.util.Optional;

/**
 * All small facts of one connection as they stood when they were read: for whoever asks for several
 * of them in one transaction. What the same transaction sets afterwards is not among them.
 * Immutable.
 */
public final class KnownFacts {
  private final Map<String, Fact> facts;

  KnownFacts(Map<String, Fact> facts) {
    this.facts = Map.copyOf(facts);
  }

  /** A fact, whatever its value; empty if it was never set. */
  public Optional<Fact> get(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** A fact that says something; empty also if its value is blank. */
  public Optional<Fact> standing(String name) {
    return get(name).filter(fact -> !fact.value().isEmpty());
  }

  /** What a fact says; blank if it says nothing. */
  public String value(String name) {
    return get(name).map(Fact::value).orElse("");
  }
}
