package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file after the check against its shape: what was wrong is left out, what was left out has its
 * usual value. Reading it never fails, so that problems of several kinds are reported together.
 */
sealed interface Tree {
  Place place();

  /** A single value. */
  record Leaf(Place place, String text) implements Tree {}

  /** A list. */
  record Rows(Place place, List<Tree> rows) implements Tree {}

  /** Named values, in the order of the file. */
  record Branch(Place place, Map<String, Tree> entries) implements Tree {
    /** An empty section, for one whose content was wrong or missing. */
    static Branch empty(Place place) {
      return new Branch(place, Map.of());
    }

    Optional<Tree> find(String name) {
      return Optional.ofNullable(entries.get(name));
    }

    Optional<String> said(String name) {
      return find(name).filter(Leaf.class::isInstance).map(tree -> ((Leaf) tree).text());
    }

    /**
     * Whether the file itself gives this option: a usual value has the place of its section, and no
     * value of the file can begin there.
     */
    boolean isSaid(String name) {
      return find(name).filter(tree -> !tree.place().equals(place)).isPresent();
    }

    /** The text of this option; empty when it is missing. */
    String text(String name) {
      return said(name).orElse("");
    }

    /** The number of this option; 0 when it is missing. */
    int whole(String name) {
      return said(name).map(Integer::parseInt).orElse(0);
    }

    Branch branch(String name) {
      return find(name)
          .filter(Branch.class::isInstance)
          .map(Branch.class::cast)
          .orElseGet(() -> empty(place));
    }

    List<Tree> rows(String name) {
      return find(name)
          .filter(Rows.class::isInstance)
          .map(tree -> ((Rows) tree).rows())
          .orElse(List.of());
    }

    /** The rows that are sections themselves. */
    List<Branch> branches(String name) {
      return rows(name).stream().filter(Branch.class::isInstance).map(Branch.class::cast).toList();
    }

    /** The rows that are single values. */
    List<Leaf> leaves(String name) {
      return rows(name).stream().filter(Leaf.class::isInstance).map(Leaf.class::cast).toList();
    }

    /** Where the option's value stands; the section's place when it is missing. */
    Place place(String name) {
      return find(name).map(Tree::place).orElse(place);
    }
  }
}
