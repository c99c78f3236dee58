package io.leadloop.config;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the schemas of both accounts show of a configuration: problems for a person, and of each
 * what it puts to rest in a daemon that runs. Filled by one check.
 */
final class Findings {
  private final Map<Side, Map<String, Schema>> schemas;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Drift.Entry> rests = new ArrayList<>();

  Findings(Map<Side, Map<String, Schema>> schemas) {
    this.schemas = schemas;
  }

  /**
   * What a problem puts to rest.
   *
   * @param line for a person
   * @param rule the id of a line of the mapping; empty for none
   */
  record Rest(Drift.Kind kind, String line, String rule) {
    Rest(Drift.Kind kind, String line) {
      this(kind, line, "");
    }
  }

  List<Problem> problems() {
    return Report.sorted(problems);
  }

  Drift drift() {
    return new Drift(rests);
  }

  /** Null for a kind of record that was not asked for. */
  @Nullable Schema schema(Side side, String object) {
    return schemas.getOrDefault(side, Map.of()).get(object);
  }

  /**
   * A field; its absence is a problem.
   *
   * @param rests what rests without it; may be empty
   */
  Optional<Schema.Field> exists(
      Side side, String object, String name, Place place, List<Rest> rests) {
    Schema schema = schema(side, object);
    if (schema == null) {
      return Optional.empty();
    }
    Schema.Field field = schema.fields().get(name);
    if (field == null) {
      Problem problem =
          Problem.error(
              place,
              "unknown-field",
              "%s object %s has no field \"%s\".".formatted(side.label(), object, name),
              Nearest.to(name, schema.fields().keySet())
                  .map("Did you mean \"%s\"?"::formatted)
                  .orElse(
                      "A field that our user may not see counts as missing: create it, or give the"
                          + " user access to it. What is Leadloop's own, leadloop setup creates."));
      add(problem);
      rests.forEach(rest -> rests(rest, side, object, name, true, problem));
    }
    return Optional.ofNullable(field);
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  void error(Place place, String code, String message, String hint) {
    add(Problem.error(place, code, message, hint));
  }

  /** Something rests because of a problem that was added. */
  void rests(Rest rest, Side side, String object, String field, boolean missing, Problem problem) {
    rests.add(
        new Drift.Entry(
            rest.kind(),
            rest.line(),
            rest.rule(),
            side,
            object,
            field,
            missing,
            problem.message(),
            problem.place().lineText()));
  }
}
