package io.leadloop.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The turns of routes that are under way. Camel takes its context apart under a turn that does not
 * end in time, and the turn then fails in places that say nothing of the cause; so the daemon has
 * every turn ended before it stops Camel. Thread-safe.
 */
public final class UnderWay implements RoutePolicyFactory {
  private final Map<String, Thread> turns = new LinkedHashMap<>();

  @Override
  public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
    return new RoutePolicySupport() {
      @Override
      public void onExchangeBegin(Route turning, Exchange exchange) {
        began(routeId, Thread.currentThread());
      }

      @Override
      public void onExchangeDone(Route turning, Exchange exchange) {
        ended(routeId);
      }
    };
  }

  synchronized void began(String routeId, Thread turning) {
    turns.put(routeId, turning);
  }

  synchronized void ended(String routeId) {
    turns.remove(routeId);
    notifyAll();
  }

  /** No turn of a route begins after this; those that are under way go on. */
  public void beginNoMore(CamelContext camel) {
    camel.getRoutes().forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
  }

  /**
   * Waits for a moment at which no turn is under way.
   *
   * @return false when none came in time
   */
  public synchronized boolean awaitEnd(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!turns.isEmpty()) {
      long leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    return true;
  }

  /** Interrupts every turn that is under way. */
  public synchronized void interrupt() {
    turns.values().forEach(Thread::interrupt);
  }
}
