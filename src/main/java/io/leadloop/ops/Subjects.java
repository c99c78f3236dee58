package io.leadloop.ops;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.LinkRow;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom an admin means: by a HubSpot id, a Salesforce id, the number of a link, or an e-mail
 * address.
 */
public final class Subjects {
  private final State state;
  private final @Nullable Vendors vendors;

  /**
   * @param vendors asked for e-mail addresses; null to know ids only
   */
  public Subjects(State state, @Nullable Vendors vendors) {
    this.state = state;
    this.vendors = vendors;
  }

  /**
   * The subjects that this text names; empty when there is nobody.
   *
   * @param named {@code 51}, {@code 00Q5f00000ABCDE}, {@code link:12}, {@code
   *     salesforce:Lead:00Q...} or {@code a@b.example}
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  public List<String> named(String named) {
    String text = named.strip();
    if (text.startsWith("link:") || text.indexOf(':') != text.lastIndexOf(':')) {
      return List.of(text);
    }
    if (text.contains("@")) {
      return byEmail(text.toLowerCase(Locale.ROOT));
    }
    if (text.chars().allMatch(Character::isDigit)) {
      return List.of(subject(RecordKey.contact(text)));
    }
    return List.of(
        subject(
            RecordKey.salesforce(
                text.startsWith("003") ? RecordKey.CONTACT : RecordKey.LEAD, text)));
  }

  private List<String> byEmail(String email) {
    Set<String> subjects = new LinkedHashSet<>();
    if (vendors != null) {
      for (Side side : Side.values()) {
        Crm.Person person = new Crm.Person(new RecordKey(side.other(), "none", "none"), email);
        Map<Crm.Person, Crm.Matches> found = vendors.crm(side).find(List.of(person), Lane.EXPRESS);
        for (Snapshot snapshot : found.getOrDefault(person, Crm.Matches.NONE).byEmail()) {
          subjects.add(subject(snapshot.key()));
        }
      }
    }
    return new ArrayList<>(subjects);
  }

  private String subject(RecordKey key) {
    return state
        .store()
        .read(handle -> state.links().of(handle, key))
        .map(LinkRow::link)
        .map(link -> Claim.subject(link.id()))
        .orElse(key.text());
  }
}
