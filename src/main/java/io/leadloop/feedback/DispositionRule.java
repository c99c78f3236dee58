package io.leadloop.feedback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a lead has a disposition.
 *
 * @param name one of the field's words: accepted, rejected, recycled, disqualified, converted, won,
 *     lost
 * @param statuses the Salesforce statuses that mean it; empty for one that follows from the
 *     conversion alone
 * @param converted whether a converted lead has it
 * @param reasonRequired whether it counts only once sales gave a reason
 * @param reasons the word that marketers see for each of sales' reasons; a reason that is not
 *     listed is shown as it is
 */
public record DispositionRule(
    String name,
    List<String> statuses,
    boolean converted,
    boolean reasonRequired,
    Map<String, String> reasons) {
  public DispositionRule {
    statuses = List.copyOf(statuses);
    reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
  }
}
