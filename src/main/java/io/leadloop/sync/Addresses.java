package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Under which e-mail addresses a record is somebody: a HubSpot contact may have several, of which a
 * Salesforce record has one.
 */
public final class Addresses {
  private Addresses() {}

  /** All of them, canonical, the first one first; empty for none. The caller may change the set. */
  public static Set<String> of(Rules rules, Side side, Snapshot record) {
    Set<String> addresses = new LinkedHashSet<>();
    rules
        .emailRule()
        .ifPresent(
            rule -> {
              String field = rule.field(side, record.key().object());
              addresses.add(field == null ? "" : rule.canonical(record.shows(field)));
              if (side == Side.HUBSPOT) {
                for (String more : record.shows(Rules.MORE_ADDRESSES).split(";", -1)) {
                  addresses.add(rule.canonical(more));
                }
              }
            });
    addresses.remove("");
    return addresses;
  }
}
