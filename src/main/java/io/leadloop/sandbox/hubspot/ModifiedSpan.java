package io.leadloop.sandbox.hubspot;

import java.util.List;

/**
 * When the rows were modified that a search can match, as its filters say.
 *
 * @param fromMillis the first moment
 * @param toMillis the moment behind the last
 * @param whole whether the filters ask for nothing else, so that every row of the span matches
 */
record ModifiedSpan(long fromMillis, long toMillis, boolean whole) {
  /** Any time at all. */
  static final ModifiedSpan ANY = new ModifiedSpan(Long.MIN_VALUE, Long.MAX_VALUE, true);

  /** What the filters of one group leave, all of which have to match. */
  static ModifiedSpan of(List<SearchFilter> filters, String modifiedProperty) {
    ModifiedSpan span = ANY;
    for (SearchFilter filter : filters) {
      boolean timed = filter.property().name().equals(modifiedProperty);
      span = timed ? span.and(filter) : span.notWhole();
    }
    return span;
  }

  /** This span, of which some rows may not match. */
  ModifiedSpan notWhole() {
    return new ModifiedSpan(fromMillis, toMillis, false);
  }

  private ModifiedSpan and(SearchFilter filter) {
    return switch (filter.operator()) {
      case "GT" -> cut(millis(filter.value()) + 1, Long.MAX_VALUE);
      case "GTE" -> cut(millis(filter.value()), Long.MAX_VALUE);
      case "LT" -> cut(Long.MIN_VALUE, millis(filter.value()));
      case "LTE" -> cut(Long.MIN_VALUE, millis(filter.value()) + 1);
      case "EQ" -> cut(millis(filter.value()), millis(filter.value()) + 1);
      case "BETWEEN" -> cut(millis(filter.value()), millis(filter.highValue()) + 1);
      default -> notWhole();
    };
  }

  private ModifiedSpan cut(long from, long to) {
    return new ModifiedSpan(Math.max(fromMillis, from), Math.min(toMillis, to), whole);
  }

  private static long millis(String checked) {
    Long millis = Times.millis(checked);
    if (millis == null) {
      throw new IllegalStateException("A filter was taken that compares with no time: " + checked);
    }
    return millis;
  }
}
