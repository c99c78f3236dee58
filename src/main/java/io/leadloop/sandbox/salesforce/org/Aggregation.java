package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.AggregateFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The aggregate functions. Values that are not there count for nothing. */
final class Aggregation {
  private Aggregation() {}

  /** Whether a field of this kind can be given to the function. */
  static boolean takes(AggregateFunction function, FieldDefinition field) {
    return switch (function) {
      case COUNT, COUNT_DISTINCT -> field.filterable();
      case SUM, AVG -> field.type() == FieldType.INT || field.type().fractional();
      case MIN, MAX -> field.sortable() && field.type() != FieldType.BOOLEAN;
    };
  }

  /** The type of what the function gives. */
  static FieldType type(AggregateFunction function, FieldDefinition field) {
    return switch (function) {
      case COUNT, COUNT_DISTINCT -> FieldType.INT;
      case SUM, AVG -> FieldType.DOUBLE;
      case MIN, MAX -> field.type();
    };
  }

  /** The function over the values of one field; null where there is nothing to tell. */
  static @Nullable Object of(
      AggregateFunction function, FieldDefinition field, List<@Nullable Object> all) {
    List<Object> values = new ArrayList<>();
    all.stream().filter(Objects::nonNull).forEach(values::add);
    Comparator<Object> order =
        (left, right) -> Ordering.compare(Ordering.key(field, left), Ordering.key(field, right));
    return switch (function) {
      case COUNT -> values.size();
      case COUNT_DISTINCT ->
          Math.toIntExact(
              values.stream().map(value -> Ordering.key(field, value)).distinct().count());
      case SUM -> values.isEmpty() ? null : sum(values);
      case AVG -> values.isEmpty() ? null : sum(values) / values.size();
      case MIN -> values.stream().min(order).orElse(null);
      case MAX -> values.stream().max(order).orElse(null);
    };
  }

  private static double sum(List<Object> numbers) {
    return numbers.stream().mapToDouble(number -> ((Number) number).doubleValue()).sum();
  }
}
