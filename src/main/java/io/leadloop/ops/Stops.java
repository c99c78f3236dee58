package io.leadloop.ops;

import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import io.leadloop.store.KnownFacts;
import io.leadloop.sync.Cycle;
import io.leadloop.sync.ForeignStores;
import io.leadloop.sync.Lane;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What keeps a connection from writing until an admin says resume. */
final class Stops {
  private Stops() {}

  /** Why it is stopped, by the name of the state. */
  static Map<String, String> of(State state, Handle handle) {
    KnownFacts known = state.facts().known(handle);
    Map<String, String> stops = new TreeMap<>();
    for (NamedState one : NamedState.values()) {
      if (one.stops()) {
        one.in(known).ifPresent(why -> stops.put(one.word(), why.value()));
      }
    }
    return stops;
  }

  /**
   * Lets the connection go on. What another store wrote so far is no news from here on; what it
   * writes later stops the connection again.
   *
   * @param seen what the admin saw that it will do
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  static void end(State state, Vendors vendors, Volume seen, Instant now) {
    List<String> last = new ArrayList<>();
    Optional<String> stranger = state.store().read(handle -> ForeignStores.met(state, handle));
    if (stranger.isPresent()) {
      for (Side side : Side.values()) {
        vendors.crm(side).greatestToken(stranger.get()).ifPresent(last::add);
      }
    }
    state
        .store()
        .run(
            handle -> {
              ForeignStores.retire(state, handle, last, now);
              for (NamedState one : NamedState.values()) {
                if (one.stops()) {
                  one.end(state.facts(), handle, now);
                }
              }
              Cycle.confirm(state, handle, seen, now);
              state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), now);
            });
  }
}
