package io.leadloop.bench;

import io.leadloop.lead.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Leadloop and a plain script on the same day's work: of each linked person the phone is edited in
 * HubSpot and the company in Salesforce, both between two looks.
 */
final class Comparison {
  private static final int CYCLES = 4;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration SECOND = Duration.ofMillis(1_200);
  private static final Duration SPARE = Duration.ofMillis(200);

  private final SyncOptions options;

  private Comparison(SyncOptions options) {
    this.options = options;
  }

  /**
   * What became of the work.
   *
   * @param edits of people, on both sides
   * @param editsLost how many stand on neither or on one side alone in the end
   * @param echoWrites how many records were written beyond one for each edit that arrived
   */
  record Row(String program, long edits, long editsLost, long echoWrites) {}

  /** Lets both work, each in accounts of its own. */
  static List<Row> measure(SyncOptions options) throws InterruptedException {
    Comparison comparison = new Comparison(options);
    return List.of(comparison.leadloop(), comparison.script());
  }

  private Row script() throws InterruptedException {
    try (Ground ground = Ground.lay(options)) {
      People people = new People(ground.apis());
      PlainScript script = new PlainScript(ground.apis());
      script.cycle();
      Edits edits = new Edits(people);
      edits.make();
      long before = script.written();
      cycles(script);
      return row("script", edits, script.written() - before);
    }
  }

  private void cycles(PlainScript script) throws InterruptedException {
    for (int i = 0; i < CYCLES; i++) {
      Waiting.pause(options.lag().plus(SPARE));
      script.cycle();
    }
  }

  private Row leadloop() throws InterruptedException {
    try (Ground ground = Ground.lay(options);
        DaemonStore store = DaemonStore.live(ground.store())) {
      People people = new People(ground.apis());
      Edits edits;
      try (MeasuredDaemon daemon = ground.startDaemon("load")) {
        rest(daemon, store);
        edits = new Edits(people);
      }
      edits.make();
      // Salesforce's times are asked for by the second.
      Waiting.pause(options.lag().plus(SECOND));
      Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      long lastCall = VendorLog.of(ground.apis().hubspotLog(0)).lastNumber();
      try (MeasuredDaemon daemon = ground.startDaemon("edits")) {
        for (int i = 0; i < CYCLES; i++) {
          rest(daemon, store);
        }
        long written =
            VendorLog.of(ground.apis().hubspotLog(lastCall)).written()
                + people.leads("SystemModstamp >= " + since);
        return row("leadloop", edits, written);
      }
    }
  }

  private static Row row(String program, Edits edits, long written) {
    long lost = edits.lost();
    return new Row(program, edits.count(), lost, written - (edits.count() - lost));
  }

  /** Until each side was swept once more and nothing is left to do. */
  private static void rest(MeasuredDaemon daemon, DaemonStore store) throws InterruptedException {
    Instant begun = Instant.now();
    Waiting.until(
        "the daemon is at rest",
        LIMIT,
        LOOK,
        () -> {
          daemon.requireAlive();
          return Stream.of(Side.values()).allMatch(side -> store.sweptAt(side).isAfter(begun))
              && !store.isBusy();
        });
  }

  /** Two edits of each linked person. */
  private static final class Edits {
    private final People people;
    private final List<People.Person> linked;
    private final Map<String, String> phones = new LinkedHashMap<>();
    private final Map<String, String> companies = new LinkedHashMap<>();

    Edits(People people) {
      this.people = people;
      this.linked = new ArrayList<>(people.linked());
      for (People.Person person : linked) {
        phones.put(person.contactId(), "+1 555 " + person.contactId());
        companies.put(person.leadId(), "Company " + person.contactId());
      }
    }

    long count() {
      return (long) phones.size() + companies.size();
    }

    void make() {
      people.editContacts("phone", phones);
      people.editLeads("Company", companies);
    }

    long lost() {
      Map<String, String> contactPhones = people.contactProperty("phone");
      Map<String, String> contactCompanies = people.contactProperty("company");
      Map<String, String> leadPhones = people.leadField("Phone");
      Map<String, String> leadCompanies = people.leadField("Company");
      long lost = 0;
      for (People.Person person : linked) {
        String phone = phones.getOrDefault(person.contactId(), "");
        String company = companies.getOrDefault(person.leadId(), "");
        lost +=
            stands(phone, contactPhones.get(person.contactId()), leadPhones.get(person.leadId()));
        lost +=
            stands(
                company,
                contactCompanies.get(person.contactId()),
                leadCompanies.get(person.leadId()));
      }
      return lost;
    }

    /** 0 when both sides show the edit, else 1. */
    private static int stands(String edit, @Nullable String hubspot, @Nullable String salesforce) {
      return edit.equals(hubspot) && edit.equals(salesforce) ? 0 : 1;
    }
  }
}
