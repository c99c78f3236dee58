package io.leadloop.store;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.plan.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A store with a row in each table, as a daemon leaves them, with people from everywhere. */
final class Filled {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  static final int LINKS = 1_201;
  private static final String[] NAMES = {
    "Zoë", "李雷", "Ångström", "😀", "O'Neil \"Jr\"", "", "a\\b"
  };

  private Filled() {}

  /** Fills an empty store; the lease was given back. */
  static Store with(Store store) {
    store.run(Filled::fill);
    return store;
  }

  private static void fill(Handle handle) {
    String storeId = Facts.storeId(handle, NOW);
    Lease lease = new Lease("main");
    lease.take(handle, "process 1", NOW, Duration.ofSeconds(30));
    lease.release(handle, 1);
    new Lease("other").take(handle, "process 2", NOW.minusSeconds(60), Duration.ofSeconds(30));
    long first = Counters.reserve(handle, "main", "token", LINKS + 1);
    List<LinkRow> rows = new ArrayList<>();
    List<JournalRow> journal = new ArrayList<>();
    Links links = new Links("main");
    for (int i = 0; i < LINKS; i++) {
      String token = "%s-%06d-%012d".formatted(storeId, 1, first + i);
      RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q%015d".formatted(i));
      LinkRow row = links.add(handle, String.valueOf(100 + i), lead, i % 2 == 0, NOW);
      String name = NAMES[i % NAMES.length];
      rows.add(
          row.withFields(Map.of("name>Name", new FieldBaseline(name, name + "\0")))
              .withShown(Side.HUBSPOT, new Shown("print" + i, NOW.plusMillis(i), token))
              .withShown(Side.SALESFORCE, new Shown("print", NOW, i % 3 == 0 ? null : token)));
      JournalRow.Field field = new JournalRow.Field("name", "leads.yaml:3", name, "", name, "why");
      journal.add(
          new JournalRow(
              0,
              NOW,
              row.link().id(),
              Claim.subject(row.link().id()),
              Side.HUBSPOT,
              "update",
              lead.text(),
              token,
              "accepted",
              "updated",
              List.of(field)));
    }
    links.save(handle, rows);
    new Journal("main").append(handle, journal);
    long link = rows.get(0).link().id();
    Inbox inbox = new Inbox("main");
    inbox.accept(
        handle, List.of(new Arrival("link:" + link, 1, Side.HUBSPOT, NOW, "print")), NOW, NOW);
    inbox.accept(
        handle,
        List.of(new Arrival("hubspot:contacts:9", 3, Side.HUBSPOT, NOW, "print")),
        NOW,
        NOW);
    new Intents("main")
        .save(
            handle,
            List.of(
                new Intent(
                    Side.SALESFORCE,
                    "link:" + link,
                    "%s-%06d-%012d".formatted(storeId, 1, first + LINKS),
                    rows.get(0).link().salesforce(),
                    Map.of(
                        "name>Name",
                        new JournalRow.Field("name/Name", "leads.yaml:3", "a", "", "b", "why")),
                    NOW,
                    NOW)));
    new Problems("main")
        .replace(
            handle,
            List.of("link:" + link),
            List.of(
                new Problem(
                    "link:" + link,
                    "",
                    Problem.Kind.PARKED,
                    "code",
                    "said",
                    "cause",
                    "do",
                    1,
                    NOW)));
    new Items("main").add(handle, link, new Item("ref-1", NOW, "Said: Zoë"), NOW);
    RecordKey left = RecordKey.salesforce(RecordKey.LEAD, "00Qleft");
    new FormerLeads("main")
        .leave(
            handle,
            link,
            new FormerLead(left, RecordKey.contact("left"), "", NOW, Set.of("zoe>Zoe")));
    new Cursors("main").advance(handle, "hubspot", NOW, NOW);
    new Volumes("main").add(handle, new Volume(1, 2, 3, 0, 0), NOW);
    new Facts("main").set(handle, "mode", "live", NOW);
    new Requests("main").ask(handle, "plan", "", NOW);
    new Erased("main").add(handle, List.of(Erased.Word.address("zoe@example.com")), NOW);
    new CallCounts("main")
        .add(handle, List.of(new CallCounts.Count("hubspot", "search", "live", "ok", 3)), NOW);
  }
}
