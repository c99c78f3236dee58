package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Owners;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Keeps the owners of both sides at hand, and asks for them again now and then. Thread-safe. */
public final class Directory {
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final Map<Side, Crm> crms;
  private final boolean needed;
  private final InstantSource clock;
  private Owners owners = Owners.NONE;
  private Instant readAt = Instant.MIN;

  public Directory(Map<Side, Crm> crms, Rules rules, InstantSource clock) {
    this.crms = Map.copyOf(crms);
    this.needed = rules.mapping().rules().stream().anyMatch(rule -> rule.form() == Form.OWNER);
    this.clock = clock;
  }

  /**
   * The owners, at most a quarter of an hour old; nobody when no line maps an owner.
   *
   * @throws CrmException when a vendor could not be asked
   */
  public synchronized Owners owners() {
    Instant now = clock.instant();
    if (needed && (readAt.equals(Instant.MIN) || readAt.plus(KEPT).isBefore(now))) {
      owners = new Owners(of(Side.HUBSPOT), of(Side.SALESFORCE));
      readAt = now;
    }
    return owners;
  }

  /** The owners as they were last read, without asking a vendor. */
  public synchronized Owners known() {
    return owners;
  }

  private Map<String, String> of(Side side) {
    Crm crm = crms.get(side);
    return crm == null ? Map.of() : crm.owners(Lane.LIVE);
  }
}
