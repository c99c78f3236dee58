package io.leadloop.sandbox.salesforce.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query.
 *
 * @param text as it came, for error messages; of a child query, the whole one
 * @param items what is asked for, in its order; none with {@code count}
 * @param count {@code SELECT COUNT()}: no fields, only how many
 * @param object as written
 * @param objectPosition counts characters of the text from 0
 * @param where null when every row is meant
 * @param groupBy the fields whose values make a group
 * @param having which groups are meant; null for all
 * @param rowsMax the LIMIT; null when there is none
 * @param rowsSkipped the OFFSET
 */
public record Query(
    String text,
    List<SelectItem> items,
    boolean count,
    String object,
    int objectPosition,
    @Nullable Condition where,
    List<FieldPath> groupBy,
    @Nullable Condition having,
    List<OrderTerm> order,
    @Nullable Integer rowsMax,
    int rowsSkipped) {

  /** The fields and functions that are named one by one. */
  public List<FieldPath> fields() {
    return items.stream()
        .filter(SelectItem.Field.class::isInstance)
        .map(item -> ((SelectItem.Field) item).path())
        .toList();
  }

  /** Whether groups of records are asked for, not records. */
  public boolean grouped() {
    return !groupBy.isEmpty() || fields().stream().anyMatch(path -> path.function() != null);
  }

  /** Whether nothing is asked for but fields, one by one. */
  public boolean plain() {
    return !count && !grouped() && items.stream().allMatch(SelectItem.Field.class::isInstance);
  }

  /** The same query in another order. */
  public Query orderedBy(List<OrderTerm> terms) {
    return new Query(
        text,
        items,
        count,
        object,
        objectPosition,
        where,
        groupBy,
        having,
        terms,
        rowsMax,
        rowsSkipped);
  }
}
