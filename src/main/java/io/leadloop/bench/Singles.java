package io.leadloop.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Edits one by one at a steady pace on both sides, and how long each takes to the other side. */
final class Singles {
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration DRAIN_MAX = Duration.ofMinutes(5);
  private static final int LOOKED_AT_ONCE = 100;
  private static final double NANOS_PER_MILLI = 1e6;

  private final People people;
  private final Map<String, Waited> waitedInSalesforce = new LinkedHashMap<>();
  private final Map<String, Waited> waitedInHubspot = new LinkedHashMap<>();
  private final List<Long> millis = new ArrayList<>();

  Singles(People people) {
    this.people = people;
  }

  /** An edit on its way: what it must look like, and when it was made. */
  private record Waited(String value, long sinceNanos) {}

  /**
   * Makes all edits and waits for the last of them.
   *
   * @param count on each side; no person is edited twice
   * @param linked at least twice as many people
   */
  SyncFigures.LatencyMillis run(int count, List<People.Person> linked) throws InterruptedException {
    long begun = System.nanoTime();
    for (int made = 0; made < count; ) {
      if (System.nanoTime() - begun >= made * PACE.toNanos()) {
        editContact(linked.get(2 * made), made);
        editLead(linked.get(2 * made + 1), made);
        made++;
      }
      look();
      Waiting.pause(LOOK);
    }
    Waiting.until(
        "every single edit arrived",
        DRAIN_MAX,
        LOOK,
        () -> {
          look();
          return waitedInSalesforce.isEmpty() && waitedInHubspot.isEmpty();
        });
    Collections.sort(millis);
    return new SyncFigures.LatencyMillis(share(50), share(95), share(99));
  }

  private void editContact(People.Person person, int number) {
    String value = "Title " + number;
    people.editContacts("jobtitle", Map.of(person.contactId(), value));
    waitedInSalesforce.put(person.leadId(), new Waited(value, System.nanoTime()));
  }

  private void editLead(People.Person person, int number) {
    String value = "City " + number;
    people.editLeads("City", Map.of(person.leadId(), value));
    waitedInHubspot.put(person.contactId(), new Waited(value, System.nanoTime()));
  }

  private void look() {
    look(waitedInSalesforce, ids -> people.leadField("Title", ids));
    look(waitedInHubspot, ids -> people.contactProperty("city", ids));
  }

  private void look(
      Map<String, Waited> waited, Function<Collection<String>, Map<String, String>> shows) {
    List<String> ids = List.copyOf(waited.keySet());
    for (int from = 0; from < ids.size(); from += LOOKED_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(from + LOOKED_AT_ONCE, ids.size()));
      shows
          .apply(some)
          .forEach(
              (id, value) -> {
                Waited edit = waited.get(id);
                if (edit != null && edit.value().equals(value)) {
                  millis.add(Math.round((System.nanoTime() - edit.sinceNanos()) / NANOS_PER_MILLI));
                  waited.remove(id);
                }
              });
    }
  }

  private long share(int percent) {
    return millis.isEmpty() ? 0 : millis.get((millis.size() - 1) * percent / 100);
  }
}
