package io.leadloop.route;

import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import io.leadloop.sync.AppliedBatch;
import io.leadloop.sync.Loop;
import io.leadloop.sync.PlannedBatch;
import io.leadloop.sync.Seat;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that the routes name. Each does nothing while another process holds the lease. They
 * keep no state: a body that is lost on its way is claimed again.
 */
public final class LoopSteps {
  private static final Logger LOG = LoggerFactory.getLogger(LoopSteps.class);

  private LoopSteps() {}

  /** {@code inbox}: a batch of due links, leased; may be empty. */
  public record Inbox(Seat seat, Border border) {
    /** Tells the scheduler whether there was work, so that it goes on at once while there is. */
    public List<Claim> claim(Exchange exchange) {
      border.cross();
      List<Claim> claims =
          border.isClosed() ? List.of() : seat.loop().map(Loop::claim).orElse(List.of());
      exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !claims.isEmpty());
      return claims;
    }
  }

  /** {@code reconciler}: reads both systems, writes nothing. */
  public record Reconciler(Seat seat) {
    public PlannedBatch plan(List<Claim> claims) {
      return seat.loop().map(loop -> loop.plan(claims)).orElse(PlannedBatch.EMPTY);
    }
  }

  /** {@code applier}: batched writes, only what the plan names; none once the daemon stops. */
  public record Applier(Seat seat, Border border) {
    public AppliedBatch apply(PlannedBatch planned) {
      return border.isClosed()
          ? AppliedBatch.EMPTY
          : seat.loop().map(loop -> loop.apply(planned)).orElse(AppliedBatch.EMPTY);
    }
  }

  /** {@code journal}: accepted values become the new baseline. */
  public record Journal(Seat seat) {
    public void record(AppliedBatch applied) {
      seat.loop().ifPresent(loop -> loop.record(applied));
    }
  }

  /**
   * {@code hubspotSweep} and {@code salesforceSweep}: what changed on one side goes into the inbox.
   */
  public record Sweep(Seat seat, Side side, Trouble trouble, Border border) {
    public void sweep() {
      border.passUnlessNear(() -> seat.loop().ifPresent(this::sweep));
    }

    private void sweep(Loop loop) {
      try {
        loop.sweep(side);
        // A sweep for which there is no room asks nobody.
        if (loop.hasRoom()) {
          trouble.isOver(side);
        }
      } catch (CancellationException e) {
        LOG.debug("A sweep was ended early: {}", e.getMessage());
      }
    }
  }
}
