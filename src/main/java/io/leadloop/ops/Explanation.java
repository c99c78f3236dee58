package io.leadloop.ops;

import io.leadloop.store.JournalRow;
import io.leadloop.store.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one link or record, and what it waits for.
 *
 * @param records both records, as a person names them, with what a conversion made of the Lead; one
 *     for a record without a link
 * @param fields what both sides show for each mapped field, and what was last settled
 * @param gate what stands between this record and its creation on the other side; empty when
 *     nothing does
 * @param problems why it waits
 * @param waitsFor one sentence
 * @param plan what the next look would do
 * @param journal the last rows, the newest first
 */
public record Explanation(
    String subject,
    List<String> records,
    List<Field> fields,
    List<String> gate,
    List<Problem> problems,
    String waitsFor,
    @Nullable PlanEntry plan,
    List<JournalRow> journal,
    Map<String, String> tokens) {
  public Explanation {
    records = List.copyOf(records);
    fields = List.copyOf(fields);
    gate = List.copyOf(gate);
    problems = List.copyOf(problems);
    journal = List.copyOf(journal);
    tokens = Map.copyOf(tokens);
  }

  /**
   * @param settledHubspot what HubSpot showed when the field was last settled; null when it never
   *     was
   * @param settledSalesforce what Salesforce showed then; null when it never was
   */
  public record Field(
      String name,
      String hubspot,
      String salesforce,
      @Nullable String settledHubspot,
      @Nullable String settledSalesforce,
      String decision) {}
}
