package io.leadloop.sandbox.hubspot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Rows in the order of their changes, oldest first, those of one moment by id. A page in the middle
 * and the rows of a span are found without a walk. Guarded by the portal's lock.
 */
final class ModificationOrder {
  private static final Comparator<CrmRecord> ORDER =
      Comparator.comparing(CrmRecord::updatedAt).thenComparingLong(CrmRecord::id);

  private final List<CrmRecord> rows = new ArrayList<>();

  void add(CrmRecord row) {
    int place = Collections.binarySearch(rows, row, ORDER);
    if (place < 0) {
      rows.add(-1 - place, row);
    } else {
      rows.set(place, row);
    }
  }

  void remove(CrmRecord row) {
    int place = Collections.binarySearch(rows, row, ORDER);
    if (place >= 0) {
      rows.remove(place);
    }
  }

  /** The rows whose change lies within the span: a view that lives until the next change. */
  List<CrmRecord> within(ModifiedSpan span) {
    int from = firstAt(span.fromMillis());
    return rows.subList(from, Math.max(from, firstAt(span.toMillis())));
  }

  /** The place of the first row that changed at {@code millis} or later. */
  private int firstAt(long millis) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).updatedAt().toEpochMilli() < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
