package io.leadloop.hubspot;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps a property that was archived from passing for one that was cleared. HubSpot shows a blank
 * property as null, and leaves out one that it does not have, without a word ("Retrieve contacts").
 * So whether an absent one still exists is asked, and remembered for a while. Thread-safe.
 */
final class Absences {
  private static final Duration TRUSTED = Duration.ofMinutes(1);

  private final Directory directory;
  private Set<String> there = Set.of();
  private long readAtNanos;

  Absences(Directory directory) {
    this.directory = directory;
  }

  /**
   * @param names that were asked for, and that an answer does not have
   * @throws CrmException when one of them is not there any more, or HubSpot could not be asked
   */
  synchronized void check(Set<String> names) {
    boolean known = there.containsAll(names) && System.nanoTime() - readAtNanos < TRUSTED.toNanos();
    if (known) {
      return;
    }
    there = directory.schema(RecordKey.HUBSPOT_CONTACTS, Lane.LIVE).fields().keySet();
    readAtNanos = System.nanoTime();
    Set<String> gone = new TreeSet<>(names);
    gone.removeAll(there);
    if (!gone.isEmpty()) {
      throw new CrmException(
          Side.HUBSPOT,
          CrmException.Kind.QUESTION,
          "PROPERTY_DOESNT_EXIST",
          "HubSpot does not have what is asked of contacts: " + String.join(", ", gone) + ".",
          null);
    }
  }
}
