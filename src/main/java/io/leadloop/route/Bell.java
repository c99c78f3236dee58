package io.leadloop.route;

import io.leadloop.alert.Alerts;
import io.leadloop.sync.Seat;

/** {@code bell}: tells people when the state changes; only one process of a connection does. */
public record Bell(Seat seat, Alerts alerts) {
  public void ring() {
    if (seat.loop().isPresent()) {
      alerts.look();
    }
  }
}
