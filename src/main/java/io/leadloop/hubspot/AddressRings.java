package io.leadloop.hubspot;

import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds contacts that are refused because each is to get the address of the next: HubSpot takes no
 * address for two contacts, not even for a moment, so that no order of writes gets through.
 * Emptying one address for a moment would; but a contact without an address drops out of lists and
 * mailings, so a person decides that.
 */
final class AddressRings {
  /** Our own code: HubSpot calls each of them a conflict. */
  static final String CODE = "EMAIL_RING";

  private static final String EMAIL = "email";

  private AddressRings() {}

  /**
   * @param outcomes in the order of the writes
   * @return the same, with one clear message for every contact of a ring
   */
  static List<WriteOutcome> told(List<RecordWrite> writes, List<WriteOutcome> outcomes) {
    Map<String, String> holders = new HashMap<>();
    for (int place = 0; place < writes.size(); place++) {
      String id = writes.get(place).id();
      if (id != null
          && outcomes.get(place) instanceof WriteOutcome.Rejected rejected
          && rejected.fields().contains(EMAIL)) {
        String holder = VendorError.existingId(rejected.message());
        if (holder != null) {
          holders.put(id, holder);
        }
      }
    }
    if (holders.isEmpty()) {
      return outcomes;
    }
    List<WriteOutcome> told = new ArrayList<>();
    for (int place = 0; place < writes.size(); place++) {
      Set<String> ring = ring(String.valueOf(writes.get(place).id()), holders);
      told.add(
          ring.isEmpty()
              ? outcomes.get(place)
              : new WriteOutcome.Rejected(
                  CODE,
                  "The contacts %s are each to get the e-mail address that the next one has."
                      .formatted(String.join(", ", ring)),
                  false,
                  Set.of(EMAIL)));
    }
    return told;
  }

  /** The contacts on the way from one back to itself; empty when the way ends elsewhere. */
  private static Set<String> ring(String id, Map<String, String> holders) {
    Set<String> way = new LinkedHashSet<>();
    String at = id;
    while (at != null && way.add(at)) {
      at = holders.get(at);
    }
    return id.equals(at) && way.size() > 1 ? way : Set.of();
  }
}
