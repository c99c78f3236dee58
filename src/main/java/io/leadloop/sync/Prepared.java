package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch between its intents and its outcomes. Filled by {@link Preparation}. */
final class Prepared {
  /** A new link has its number by now. */
  final List<Work> works = new ArrayList<>();

  final List<Pending> pending = new ArrayList<>();

  /** Whose write it is: the claim's subject by token. */
  final Map<String, String> owners = new LinkedHashMap<>();

  /** Why nothing is written, by the claim's subject. */
  final Map<String, String> heldBack = new HashMap<>();

  /** The claims' subjects whose Salesforce record cannot have our key. */
  final Set<String> keyRefused = new HashSet<>();

  /** The records of each link that has items to be added, by number. */
  final Map<Long, Link> links = new LinkedHashMap<>();

  /** Notes and tasks that were planned in this very round, by link. */
  final Map<Long, List<Item>> newNotes = new LinkedHashMap<>();

  /** All notes and tasks that are still to be added, by link. */
  Map<Long, List<Item>> openNotes = Map.of();

  List<Pending> writes(Side side) {
    return of(side, false);
  }

  /** Records that are to be put into the recycle bin. */
  List<Pending> deletions(Side side) {
    return of(side, true);
  }

  private List<Pending> of(Side side, boolean deletes) {
    return pending.stream()
        .filter(one -> one.intent().side() == side && one.intent().deletes() == deletes)
        .toList();
  }
}
