package io.leadloop.config;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;
import io.leadloop.mapping.UnknownValue;
import io.leadloop.mapping.ValueTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code values/NAME.yaml}: how one side's words become the other's. */
final class ValuesFile {
  static final Shape UNKNOWN =
      Shape.Either.of(
          Shape.Words.of("park", "pass"),
          Shape.Section.of(
              Option.required(
                  "default", new Shape.Text(), "The word that is written instead of it.")));

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.usual(
              "unknown",
              UNKNOWN,
              "park",
              "What happens to a word that is not listed: the field waits for a person (park), the"
                  + " word is written as it is (pass), or another one is written ({ default: X })."),
          Option.required(
              "pairs",
              new Shape.Rows(
                  Shape.Section.of(
                      Option.required("hubspot", new Shape.Text(), "HubSpot's word."),
                      Option.required("salesforce", new Shape.Text(), "Salesforce's word."))),
              "The words. Where one word stands in several pairs, its first pair is the way to"
                  + " translate it."));

  private ValuesFile() {}

  static ValueTable read(String name, Tree.Branch file, List<Problem> problems) {
    List<ValueTable.Pair> pairs = new ArrayList<>();
    Map<ValueTable.Pair, Place> places = new HashMap<>();
    for (Tree.Branch row : file.branches("pairs")) {
      ValueTable.Pair pair =
          new ValueTable.Pair(
              row.text(Side.HUBSPOT.word()).strip(), row.text(Side.SALESFORCE.word()).strip());
      Place first = places.putIfAbsent(pair, row.place());
      if (first != null) {
        problems.add(
            Problem.error(
                row.place(),
                "same-pair",
                "These two words are paired in line %d already.".formatted(first.line()),
                "Keep one of the two lines."));
      }
      pairs.add(pair);
    }
    UnknownValue unknown =
        file.find("unknown").map(ValuesFile::unknown).orElse(new UnknownValue.Park());
    return new ValueTable(name, pairs, unknown);
  }

  static UnknownValue unknown(Tree tree) {
    if (tree instanceof Tree.Branch branch) {
      return new UnknownValue.Default(branch.text("default"));
    }
    return ((Tree.Leaf) tree).text().equals("pass")
        ? new UnknownValue.Pass()
        : new UnknownValue.Park();
  }
}
