package io.leadloop.sync;

import io.leadloop.lead.Side;
import java.util.Map;
import java.util.Objects;

/**
 * Both accounts, opened.
 *
 * @param closing gives connections and threads back; called once
 */
public record Vendors(Map<Side, Crm> crms, Timeline timeline, Runnable closing)
    implements AutoCloseable {
  public Vendors {
    crms = Map.copyOf(crms);
  }

  public Crm crm(Side side) {
    return Objects.requireNonNull(crms.get(side));
  }

  @Override
  public void close() {
    closing.run();
  }
}
