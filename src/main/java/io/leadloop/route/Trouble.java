package io.leadloop.route;

import io.leadloop.lead.Side;
import io.leadloop.store.StoreException;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.State;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes do when a step fails: say so once per change, keep it for {@code leadloop
 * status}, and go on with the next turn. Nothing is lost by a failed turn: what was claimed is
 * claimed again.
 */
public final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

  private final State state;
  private final Border border;
  private final InstantSource clock;

  /** The code of what is the matter with the store; it cannot be kept in the store. */
  private final AtomicReference<String> storeTrouble = new AtomicReference<>("");

  /**
   * @param border closed when the daemon stops: it cuts off what does not end in time, and what
   *     fails then is no news
   */
  public Trouble(State state, Border border, InstantSource clock) {
    this.state = state;
    this.border = border;
    this.clock = clock;
  }

  /** Called by the routes' error handler. */
  public void report(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (border.isClosed()) {
      LOG.atDebug()
          .addKeyValue("route", exchange.getFromRouteId())
          .setCause(failure)
          .log("A turn of a route failed while the daemon stops");
      return;
    }
    CrmException vendor = cause(failure, CrmException.class);
    if (vendor != null) {
      if (changed(
          vendor.side(), vendor.kind() + " " + vendor.code() + ": " + vendor.getMessage())) {
        LOG.atWarn()
            .addKeyValue("side", vendor.side().word())
            .addKeyValue("kind", vendor.kind())
            .addKeyValue("code", vendor.code())
            .log("{} It is tried again at the next turn; nothing is lost.", vendor.getMessage());
      }
      return;
    }
    StoreException store = cause(failure, StoreException.class);
    if (store != null) {
      if (!store.code().equals(storeTrouble.getAndSet(store.code()))) {
        LOG.error("{} [{}]", store.getMessage(), store.code());
      }
      return;
    }
    LOG.atError()
        .addKeyValue("route", exchange.getFromRouteId())
        .setCause(failure)
        .log("A turn of a route failed; the next one starts anew");
  }

  /** The vendor answers again. */
  void isOver(Side side) {
    if (!storeTrouble.getAndSet("").isEmpty()) {
      LOG.info("The store is written again.");
    }
    if (changed(side, "")) {
      LOG.atInfo().addKeyValue("side", side.word()).log("{} answers again.", side.label());
    }
  }

  private boolean changed(Side side, String told) {
    String fact = FactNames.trouble(side);
    String known =
        state
            .store()
            .read(handle -> state.facts().get(handle, fact))
            .map(f -> f.value())
            .orElse("");
    if (known.equals(told)) {
      return false;
    }
    state.store().run(handle -> state.facts().set(handle, fact, told, clock.instant()));
    return true;
  }

  private static <T> @Nullable T cause(@Nullable Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
