package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store must not tell, and must not overlook. */
class StoreKeepsQuietTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
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
  void capsHoldInTheMinuteInWhichAnAdminSaidGo() {
    Volumes volumes = new Volumes("main");
    store.run(volumes::forget);
    store.run(handle -> volumes.add(handle, new Volume(900, 0, 0), NOON.plusSeconds(15)));
    Volume lastHour = store.read(handle -> volumes.lastHour(handle, NOON.plusSeconds(25)));
    assertThat(lastHour.creates()).isEqualTo(900);
  }

  @Test
  void p2_aSecondEditWithinOneSecondIsNewsForALinkThatWaitsForItsTime() {
    Inbox inbox = new Inbox("main");
    Arrival edit = new Arrival("link:1", 1, Side.SALESFORCE, NOON);
    store.run(handle -> inbox.accept(handle, List.of(edit), NOON, NOON));
    List<Claim> claims = claim(inbox, NOON);
    store.run(
        handle ->
            inbox.end(
                handle,
                List.of(Inbox.Ending.again(claims.get(0), NOON.plus(Duration.ofDays(7)), 0))));

    store.run(
        handle -> inbox.accept(handle, List.of(edit), NOON.plusSeconds(5), NOON.plusSeconds(5)));

    assertThat(claim(inbox, NOON.plusSeconds(5))).hasSize(1);
  }

  @Test
  void p6_aRefusedRecordIsNotTriedAgainByTheOverlapOfSweeps() {
    Inbox inbox = new Inbox("main");
    Arrival edit = new Arrival("link:1", 1, Side.SALESFORCE, NOON);
    store.run(handle -> inbox.accept(handle, List.of(edit), NOON, NOON));
    List<Claim> claims = claim(inbox, NOON);
    store.run(
        handle ->
            inbox.end(
                handle,
                List.of(Inbox.Ending.again(claims.get(0), NOON.plus(Duration.ofMinutes(4)), 1))));

    store.run(
        handle -> inbox.accept(handle, List.of(edit), NOON.plusSeconds(5), NOON.plusSeconds(5)));

    assertThat(claim(inbox, NOON.plusSeconds(5))).isEmpty();
  }

  private List<Claim> claim(Inbox inbox, Instant now) {
    return store.write(
        handle -> inbox.claim(handle, List.of(10, 10, 10, 10), 1, now, Duration.ofMinutes(2)));
  }
}
