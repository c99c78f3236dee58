package io.leadloop.sync;

import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * When sales closed a lead whose person sent a form at about that time, by Salesforce's history of
 * the status. The record's own time, which stands in elsewhere, is that of any later edit too, and
 * would have somebody see a form who closed the lead before it. One use for one batch.
 */
final class TimesOfCloses {
  private final Round round;
  private final Map<RecordKey, String> known = new HashMap<>();

  TimesOfCloses(Round round) {
    this.round = round;
  }

  /**
   * Asks for those of these Leads that were not asked for yet.
   *
   * @throws CrmException when Salesforce could not be asked now
   */
  void ask(Collection<RecordKey> leads) {
    String status = round.rules().dispositions().statusField();
    Map<RecordKey, Set<String>> wanted = new LinkedHashMap<>();
    for (RecordKey lead : leads) {
      if (!known.containsKey(lead)) {
        wanted.put(lead, Set.of(status));
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    Map<RecordKey, Evidence> found =
        round.reader().evidence(Side.SALESFORCE, wanted, Instant.EPOCH, round.lane());
    for (RecordKey lead : wanted.keySet()) {
      Crm.Edit edit = found.getOrDefault(lead, Evidence.NONE).edits().get(status);
      known.put(lead, edit == null ? "" : edit.at().toString());
    }
  }

  /**
   * A disposition with the time of the close, as far as it was asked for; blank where no history
   * tells: then the form counts, because a task too many is better than nobody who looks.
   */
  Map<String, String> in(Map<String, String> disposition, RecordKey lead) {
    String at = known.get(lead);
    if (at == null) {
      return disposition;
    }
    Map<String, String> told = new LinkedHashMap<>(disposition);
    told.put(Dispositions.AT, at);
    return told;
  }
}
