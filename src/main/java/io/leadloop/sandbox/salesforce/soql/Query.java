package io.leadloop.sandbox.salesforce.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query.
 *
 * @param text as it came, for error messages
 * @param count {@code SELECT COUNT()}: no fields, only how many
 * @param object as written
 * @param objectPosition counts characters of the text from 0
 * @param where null when every row is meant
 * @param rowsMax the LIMIT; null when there is none
 * @param rowsSkipped the OFFSET
 */
public record Query(
    String text,
    List<FieldPath> fields,
    boolean count,
    String object,
    int objectPosition,
    @Nullable Condition where,
    List<OrderTerm> order,
    @Nullable Integer rowsMax,
    int rowsSkipped) {}
