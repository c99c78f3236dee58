package io.leadloop.hubspot;

import io.leadloop.sync.RecordWrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spreads writes over calls: creates apart from updates, at most 100 a call, and two writes of one
 * record never in the same call, because HubSpot refuses the same id twice and promises no order.
 */
final class WriteGroups {
  static final int RECORDS_MAX = 100;

  private final List<List<Integer>> groups = new ArrayList<>();
  private final Map<String, Integer> lastGroupOf = new HashMap<>();

  private WriteGroups() {}

  /** Places in the list of writes, one list per call, in the order in which to make the calls. */
  static List<List<Integer>> of(List<RecordWrite> writes) {
    List<List<Integer>> calls = new ArrayList<>();
    for (boolean creates : new boolean[] {false, true}) {
      WriteGroups of = new WriteGroups();
      for (int place = 0; place < writes.size(); place++) {
        if (writes.get(place).isCreate() == creates) {
          of.add(place, writes.get(place));
        }
      }
      calls.addAll(of.groups);
    }
    return calls;
  }

  private void add(int place, RecordWrite write) {
    String record = write.isCreate() ? "key " + write.externalKey() : "id " + write.id();
    String token = "token " + write.token();
    int group =
        Math.max(lastGroupOf.getOrDefault(record, -1), lastGroupOf.getOrDefault(token, -1)) + 1;
    while (group < groups.size() && groups.get(group).size() >= RECORDS_MAX) {
      group++;
    }
    if (group == groups.size()) {
      groups.add(new ArrayList<>());
    }
    groups.get(group).add(place);
    lastGroupOf.put(record, group);
    lastGroupOf.put(token, group);
  }
}
