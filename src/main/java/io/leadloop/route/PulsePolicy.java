package io.leadloop.route;

import io.leadloop.watch.Pulse;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Takes note of each turn of each route. */
public record PulsePolicy(Pulse pulse) implements RoutePolicyFactory {
  @Override
  public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
    return new RoutePolicySupport() {
      @Override
      public void onExchangeBegin(Route turning, Exchange exchange) {
        pulse.began(routeId);
      }

      @Override
      public void onExchangeDone(Route turning, Exchange exchange) {
        pulse.ended(routeId);
      }
    };
  }
}
