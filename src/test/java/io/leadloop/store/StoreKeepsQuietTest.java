package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store must not tell, and must not overlook. */
@ParameterizedClass
@EnumSource(Database.class)
class StoreKeepsQuietTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Parameter Database database;
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = database.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void p10_aFailedStatementDoesNotTellPeoplesData() {
    Throwable failure =
        catchThrowable(
            () ->
                store.run(
                    handle ->
                        handle
                            .createUpdate("insert into nowhere (email) values (:email)")
                            .bind("email", "jane@acme.example")
                            .execute()));
    StringWriter told = new StringWriter();
    failure.printStackTrace(new PrintWriter(told));
    assertThat(told.toString()).doesNotContain("jane@acme.example");
  }

  @Test
  void p10_aRowThatIsRefusedDoesNotTellPeoplesData() {
    Links links = new Links("main");
    RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Qjane@acme.example");
    store.run(handle -> links.add(handle, "jane@acme.example", lead, true, NOON));
    Throwable failure =
        catchThrowable(
            () -> store.run(handle -> links.add(handle, "jane@acme.example", lead, true, NOON)));
    StringWriter told = new StringWriter();
    failure.printStackTrace(new PrintWriter(told));
    assertThat(told.toString()).doesNotContain("jane@acme.example");
  }

  @Test
  void p10_aBatchThatIsRefusedDoesNotTellPeoplesData() {
    Throwable failure =
        catchThrowable(
            () ->
                store.run(
                    handle -> {
                      PreparedBatch batch =
                          handle.prepareBatch(
                              "insert into fact (connection, name, value, changed_at) values ('main', :name, :value, 0)");
                      batch.bind("name", "a").bind("value", "jane@acme.example").add();
                      batch.bind("name", "a").bind("value", "jane@acme.example").add();
                      batch.execute();
                    }));
    StringWriter told = new StringWriter();
    failure.printStackTrace(new PrintWriter(told));
    assertThat(told.toString()).doesNotContain("jane@acme.example");
  }

  @Test
  void aTextWithCharacterZeroIsKeptWithoutIt() {
    Facts facts = new Facts("main");
    store.run(handle -> facts.set(handle, "told", "a\0b", NOON));
    assertThat(store.read(handle -> facts.get(handle, "told")).orElseThrow().value())
        .isEqualTo("a\uFFFDb");
  }

  @Test
  void capsHoldInTheMinuteInWhichAnAdminSaidGo() {
    Volumes volumes = new Volumes("main");
    store.run(volumes::forget);
    store.run(handle -> volumes.add(handle, new Volume(900, 0, 0, 0, 0), NOON.plusSeconds(15)));
    Volume lastHour = store.read(handle -> volumes.lastHour(handle, NOON.plusSeconds(25)));
    assertThat(lastHour.creates()).isEqualTo(900);
  }

  @Test
  void p2_aSecondEditWithinOneSecondIsNewsForALinkThatWaitsForItsTime() {
    Inbox inbox = new Inbox("main");
    Arrival edit = new Arrival("link:1", 1, Side.SALESFORCE, NOON, "print");
    store.run(handle -> inbox.accept(handle, List.of(edit), NOON, NOON));
    List<Claim> claims = claim(inbox, NOON);
    store.run(
        handle ->
            inbox.end(
                handle, List.of(Ending.again(claims.get(0), NOON.plus(Duration.ofDays(7)), 0))));

    store.run(
        handle -> inbox.accept(handle, List.of(edit), NOON.plusSeconds(5), NOON.plusSeconds(5)));

    assertThat(claim(inbox, NOON.plusSeconds(5))).hasSize(1);
  }

  @Test
  void p6_aRefusedRecordIsNotTriedAgainByTheOverlapOfSweeps() {
    Inbox inbox = new Inbox("main");
    Arrival edit = new Arrival("link:1", 1, Side.SALESFORCE, NOON, "print");
    store.run(handle -> inbox.accept(handle, List.of(edit), NOON, NOON));
    List<Claim> claims = claim(inbox, NOON);
    store.run(
        handle ->
            inbox.end(
                handle, List.of(Ending.again(claims.get(0), NOON.plus(Duration.ofMinutes(4)), 1))));

    store.run(
        handle -> inbox.accept(handle, List.of(edit), NOON.plusSeconds(5), NOON.plusSeconds(5)));

    assertThat(claim(inbox, NOON.plusSeconds(5))).isEmpty();
  }

  private List<Claim> claim(Inbox inbox, Instant now) {
    return store.write(
        handle -> inbox.claim(handle, List.of(10, 10, 10, 10), 1, now, Duration.ofMinutes(2)));
  }
}
