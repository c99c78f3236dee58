package io.leadloop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keys for {@code in (...)}, in lists of few different lengths: each length is a text of SQL of its
 * own, to be taken apart and prepared anew.
 */
final class KeyLists {
  /** SQLite takes at most 32,766 parameters in one statement. */
  private static final int KEYS_MAX = 4_096;

  private KeyLists() {}

  /** All keys; the last one may stand several times, which finds nothing more. */
  static <T> List<List<T>> of(Collection<T> keys) {
    List<T> all = new ArrayList<>(keys);
    List<List<T>> lists = new ArrayList<>();
    for (int from = 0; from < all.size(); from += KEYS_MAX) {
      List<T> some = new ArrayList<>(all.subList(from, Math.min(from + KEYS_MAX, all.size())));
      int length = Integer.highestOneBit(some.size() * 2 - 1);
      T last = some.get(some.size() - 1);
      while (some.size() < length) {
        some.add(last);
      }
      lists.add(some);
    }
    return lists;
  }
}
