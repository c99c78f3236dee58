package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that another daemon writes the same accounts from a store of its own: a record of a link
 * that was settled here carries a token now that this store did not make. Two that do not know of
 * each other would undo each other's work, so the one that notices stops, and leaves its own token
 * there, so that the other one notices too.
 *
 * <p>Tokens that a link is first seen with are no sign: they are left from a store that worked here
 * before. One use for one round.
 */
final class Strangers {
  private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

  private final State state;
  private final String storeId;
  private final long issued;
  private final Map<String, Token> retired;
  private @Nullable Pair pair;
  private @Nullable RecordKey record;
  private @Nullable Token met;

  Strangers(State state, String storeId) {
    this.state = state;
    this.storeId = storeId;
    this.issued = state.store().read(handle -> Tokens.issued(handle, state.connection()));
    this.retired = state.store().read(handle -> ForeignStores.retired(state.facts().known(handle)));
  }

  /** Looks at one record of a pair that was read. */
  void look(Pair looked, Side side) {
    LinkRow row = looked.row();
    Shown known = row.shown(side);
    Snapshot shows = looked.snapshot(side);
    boolean moved = !Objects.equals(known.token(), shows.token());
    boolean ours = looked.open().stream().anyMatch(open -> open.token().equals(shows.token()));
    if (looked.isNew() || known.print() == null || !moved || ours) {
      return;
    }
    Optional<Token> token = Token.parse(shows.token());
    if (token.isPresent() && isStrange(token.get())) {
      met = token.get();
      record = shows.key();
      pair = looked;
    }
  }

  /** Whether this very store wrote a record last. */
  boolean isOurs(Snapshot record) {
    return Token.parse(record.token()).filter(token -> token.storeId().equals(storeId)).isPresent();
  }

  private boolean isStrange(Token token) {
    if (token.storeId().equals(storeId)) {
      return token.sequence() > issued;
    }
    Token last = retired.get(token.storeId());
    return last == null || token.isLaterThan(last);
  }

  /**
   * Stops the connection if another daemon was met.
   *
   * @param fence that the transaction passes
   * @return whether it is stopped now, so that nothing of this round may be carried out
   */
  boolean stopped(Fence fence, Instant now) {
    Token token = met;
    RecordKey key = record;
    if (token == null || key == null) {
      return false;
    }
    String why =
        token.storeId().equals(storeId)
            ? "%s was written from a copy of this store (%s).".formatted(key.label(), token.text())
            : "%s was written from another store, %s, and this is %s (%s)."
                .formatted(key.label(), token.storeId(), storeId, token.text());
    state
        .store()
        .run(
            handle -> {
              fence.check(handle);
              NamedState.FOREIGN_STORE.begin(state.facts(), handle, why, now);
              state.facts().set(handle, FactNames.STRANGER, token.text(), now);
              state.journal().append(handle, List.of(entry(key, why, now)));
            });
    LOG.atError()
        .addKeyValue("record", key.text())
        .addKeyValue("store", token.storeId())
        .log(
            "Another daemon writes the same accounts, so this one stopped. Stop one of them, then: leadloop resume");
    return true;
  }

  /**
   * What tells the other one: our token in the record where it was met. None where a write of ours
   * to that record is under way, nor for a copy of this store, which knows our tokens.
   */
  Optional<Work.Signal> signal() {
    Pair where = pair;
    RecordKey key = record;
    Token token = met;
    if (where == null || key == null || token == null || token.storeId().equals(storeId)) {
      return Optional.empty();
    }
    boolean underWay = where.open().stream().anyMatch(open -> open.side() == key.side());
    return underWay ? Optional.empty() : Optional.of(new Work.Signal(where.claim(), key));
  }

  private static JournalRow entry(RecordKey key, String why, Instant now) {
    return new JournalRow(
        0,
        now,
        null,
        key.text(),
        key.side(),
        "stop",
        key.text(),
        null,
        "foreign-store",
        why + " Nothing more is written until: leadloop resume",
        List.of());
  }
}
