package io.leadloop.sync;

import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Other stores that wrote to the accounts of a connection: which one made it stop, and up to which
 * token each of them is known not to work here any more.
 */
public final class ForeignStores {
  private ForeignStores() {}

  /** The id of the store that made this connection stop; empty when none did. */
  public static Optional<String> met(State state, Handle handle) {
    return token(state, handle).map(Token::storeId);
  }

  /** Whether one ever did: a copy of this store has sent notes and tasks under the same names. */
  static boolean everMet(KnownFacts known) {
    return known.get(FactNames.STRANGER).isPresent();
  }

  private static Optional<Token> token(State state, Handle handle) {
    return state
        .facts()
        .get(handle, FactNames.STRANGER)
        .map(Facts.Fact::value)
        .flatMap(Token::parse);
  }

  /**
   * An admin says that the other store does not work here any more. All that it wrote so far is no
   * news; where it was a copy of this store, this one counts on behind it.
   *
   * @param seen the greatest tokens of that store that were found on each side
   */
  public static void retire(State state, Handle handle, Collection<String> seen, Instant now) {
    Optional<Token> met = token(state, handle);
    if (met.isEmpty()) {
      return;
    }
    Token last =
        Stream.concat(met.stream(), seen.stream().flatMap(text -> Token.parse(text).stream()))
            .reduce((one, other) -> other.isLaterThan(one) ? other : one)
            .orElseThrow();
    if (last.storeId().equals(Facts.storeId(handle, now))) {
      long epoch = state.lease().current(handle).map(held -> held.epoch()).orElse(0L);
      new Tokens(state.connection(), last.storeId(), epoch).skipPast(handle, last);
    } else {
      Map<String, Token> retired = new HashMap<>(retired(state.facts().known(handle)));
      retired.merge(last.storeId(), last, (one, other) -> other.isLaterThan(one) ? other : one);
      state
          .facts()
          .set(
              handle,
              FactNames.RETIRED,
              retired.values().stream().map(Token::text).collect(Collectors.joining(" ")),
              now);
    }
    state.facts().set(handle, FactNames.STRANGER, "", now);
  }

  /** By store id, the last token that is no news. */
  static Map<String, Token> retired(KnownFacts known) {
    Map<String, Token> retired = new HashMap<>();
    for (String one : known.value(FactNames.RETIRED).split(" ", -1)) {
      Token.parse(one).ifPresent(token -> retired.put(token.storeId(), token));
    }
    return retired;
  }
}
