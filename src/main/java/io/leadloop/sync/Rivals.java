package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps two of a batch apart that came to stand for one record: by a merge and a conversion at
 * once, or because a new pair was found where a link was about to follow. A link goes before a new
 * pair; whoever comes second is looked at again, and then sees the first one's link.
 */
final class Rivals {
  private Rivals() {}

  /**
   * @param works what is decided already; a link that comes to rest may have followed a conversion
   */
  static Gathered apart(List<Pair> pairs, List<Work> works, Round round) {
    List<Pair> linksFirst = new ArrayList<>(pairs);
    linksFirst.sort(Comparator.comparing(Pair::isNew));
    Set<RecordKey> taken = new HashSet<>();
    for (Work work : works) {
      if (work instanceof Work.Resting rests) {
        taken.add(rests.row().link().salesforce());
      }
    }
    Gathered gathered = Gathered.nothing();
    for (Pair pair : linksFirst) {
      RecordKey hubspot = pair.row().link().key(Side.HUBSPOT);
      RecordKey salesforce = pair.row().link().key(Side.SALESFORCE);
      if (!taken.contains(hubspot) && !taken.contains(salesforce)) {
        taken.add(hubspot);
        taken.add(salesforce);
        gathered.pairs().add(pair);
      } else {
        Claim claim = pair.claim();
        gathered.works().add(Work.Ended.of(Ending.again(claim, round.now())));
      }
    }
    return gathered;
  }
}
