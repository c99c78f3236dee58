package io.leadloop.sync;

import io.leadloop.mapping.Owners;
import io.leadloop.store.Claim;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all steps of one round of planning share. The steps read both vendors and the store, and
 * write to neither.
 *
 * @param lane under which the vendors are asked
 * @param owners who can own a record on each side
 * @param strangers notices whether another store's daemon wrote a record of ours
 * @param now the one time that everything in this round is decided for
 */
record Round(
    Rules rules,
    RecordReader reader,
    State state,
    RecentSnapshots recent,
    Lane lane,
    Owners owners,
    Strangers strangers,
    Instant now) {

  Waiting waiting() {
    return new Waiting(now);
  }

  /** The codes for which a link waits as a whole; empty when it does not. */
  Set<String> parked(LinkRow link) {
    String subject = Claim.subject(link.link().id());
    return state.store().read(handle -> state.problems().of(handle, subject)).stream()
        .filter(problem -> problem.field().isEmpty())
        .map(Problem::code)
        .collect(Collectors.toSet());
  }
}
