package io.leadloop.sandbox.hubspot.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch answers for. Reads, updates and upserts answer per row. A create does so only when
 * each row has a trace id of its own; otherwise one bad row fails the whole batch. An e-mail
 * address is no key of an update, and no key of an upsert that leaves out a value.
 */
public final class BatchRule {
  /** How many rows a batch may have. */
  public static final int ROWS_MAX = 100;

  /** How many rows a batch read may have that asks for versions of values. */
  public static final int ROWS_WITH_HISTORY_MAX = 50;

  private BatchRule() {}

  /**
   * Whether a batch of creates answers per row.
   *
   * @param traces each row's trace id; null where it has none
   */
  public static boolean createsPerRow(List<@Nullable String> traces) {
    return traces.stream().allMatch(Objects::nonNull)
        && new HashSet<>(traces).size() == traces.size();
  }

  /**
   * Whether an upsert by e-mail is partial, which the vendor does not support.
   *
   * @param held the names of the writable values that the contact has
   * @param written the names that the row writes
   */
  public static boolean isPartialUpsert(Set<String> held, Set<String> written) {
    return held.stream().anyMatch(name -> !name.equals("email") && !written.contains(name));
  }
}
