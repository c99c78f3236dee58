package io.leadloop.sandbox.hubspot.rules;

import java.util.ArrayList;
import java.util.List;

/** Each value keeps its newest versions, newest first; older ones fall out. */
public final class HistoryRule {
  /** How many versions of a value the vendor keeps for a contact. */
  public static final int VERSIONS_MAX = 45;

  private HistoryRule() {}

  /** The versions after {@code newest} was written. */
  public static <V> List<V> add(List<V> newestFirst, V newest) {
    List<V> versions = new ArrayList<>();
    versions.add(newest);
    versions.addAll(newestFirst.subList(0, Math.min(newestFirst.size(), VERSIONS_MAX - 1)));
    return List.copyOf(versions);
  }
}
