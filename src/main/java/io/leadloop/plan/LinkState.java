package io.leadloop.plan;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.merge.EditTimes;
import io.leadloop.merge.FieldBaseline;
import java.util.Map;

/**
 * All that the plan of one link depends on.
 *
 * @param baselines what each side showed when last settled, by rule id; a field without an entry
 *     never was settled
 * @param hubspot what the contact shows now, derived fields included
 * @param salesforce what the Lead or Contact shows now, derived fields included
 * @param times when people edited fields that both sides changed, by rule id; without an entry
 *     nobody asked yet
 */
public record LinkState(
    Map<String, FieldBaseline> baselines,
    Snapshot hubspot,
    Snapshot salesforce,
    Map<String, EditTimes> times) {

  public Snapshot snapshot(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }
}
