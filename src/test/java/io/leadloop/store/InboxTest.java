package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The inbox on both databases: what is due, who has it, and what survives a change in between. */
@ParameterizedClass
@EnumSource(Database.class)
class InboxTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final List<Integer> LIMITS = List.of(2, 2, 2, 2);

  @Parameter Database database;
  @TempDir Path folder;
  private Store store;
  private final Inbox inbox = new Inbox("main");
  private final Backlog backlog = new Backlog("main");

  @BeforeEach
  void open() {
    store = database.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theMostUrgentLaneGoesFirstAndNeverMixes() {
    accept("link:1", 3, NOW);
    accept("link:2", 1, NOW);
    accept("link:3", 1, NOW);
    accept("link:4", 1, NOW);
    assertThat(subjects(claim(1, NOW))).containsExactly("link:2", "link:3");
    assertThat(subjects(claim(1, NOW))).containsExactly("link:4");
    assertThat(subjects(claim(1, NOW))).containsExactly("link:1");
    assertThat(claim(1, NOW)).isEmpty();
  }

  @Test
  void aLeaseHoldsUntilItRunsOutOrAnotherEpochBegins() {
    accept("link:1", 1, NOW);
    assertThat(claim(1, NOW)).hasSize(1);
    assertThat(claim(1, NOW.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(claim(2, NOW.plusSeconds(1))).hasSize(1);
    assertThat(claim(2, NOW.plusSeconds(1).plus(LEASE))).hasSize(1);
  }

  @Test
  void theSameStateSeenAgainIsNoNews() {
    String record = "salesforce:Lead:1";
    accept(record, 1, NOW);
    Claim claim = claim(1, NOW).get(0);
    end(Ending.waits(claim));
    accept(record, 1, NOW);
    assertThat(row(record).dueAt()).isNull();
    accept(record, 1, NOW.plusMillis(1));
    assertThat(row(record).dueAt()).isNotNull();
  }

  @Test
  void aSecondEditWithinOneSecondReachesWhatWaits() {
    for (String subject : List.of("link:1", "salesforce:Lead:1")) {
      seen(subject, "first");
      end(Ending.waits(claim(1, NOW).get(0)));
      seen(subject, "first");
      assertThat(claim(1, NOW)).as(subject).isEmpty();
      seen(subject, "second");
      assertThat(subjects(claim(1, NOW))).containsExactly(subject);
    }
  }

  @Test
  void aSecondEditWithinOneSecondEndsAPause() {
    seen("link:1", "refused");
    end(Ending.again(claim(1, NOW).get(0), NOW.plusSeconds(600), 3));
    seen("link:1", "refused");
    assertThat(claim(1, NOW)).isEmpty();
    seen("link:1", "corrected");
    assertThat(claim(1, NOW).get(0).attempts()).isZero();
  }

  @Test
  void aSecondEditWithinOneSecondIsSeenByALookThatIsUnderWay() {
    seen("salesforce:Lead:1", "first");
    Claim claim = claim(1, NOW).get(0);
    seen("salesforce:Lead:1", "second");
    end(Ending.waits(claim));
    assertThat(claim(1, NOW)).hasSize(1);
  }

  @Test
  void whatAnIndexShowsLateIsNoNews() {
    seen("salesforce:Lead:1", "now");
    end(Ending.waits(claim(1, NOW).get(0)));
    Arrival late =
        new Arrival("salesforce:Lead:1", 1, Side.SALESFORCE, NOW.minusSeconds(1), "before");
    store.run(handle -> inbox.accept(handle, List.of(late), NOW, NOW));
    seen("salesforce:Lead:1", "now");
    assertThat(claim(1, NOW)).isEmpty();
  }

  @Test
  void eachSideHasItsOwnVersion() {
    store.run(
        handle -> {
          inbox.accept(
              handle, List.of(new Arrival("link:1", 1, Side.HUBSPOT, NOW, "print")), NOW, NOW);
          Claim claim = inbox.claim(handle, LIMITS, 1, NOW, LEASE).get(0);
          inbox.end(handle, List.of(Ending.waits(claim)));
          inbox.accept(
              handle,
              List.of(new Arrival("link:1", 1, Side.SALESFORCE, NOW.minusSeconds(60), "print")),
              NOW,
              NOW);
        });
    assertThat(row("link:1").dueAt()).isNotNull();
  }

  @Test
  void aRowThatWasAskedForWhileItWasClaimedStaysDue() {
    accept("link:1", 1, NOW);
    Claim claim = claim(1, NOW).get(0);
    accept("link:1", 1, NOW.plusSeconds(1));
    end(Ending.done(claim));
    assertThat(claim(1, NOW.plusSeconds(1))).hasSize(1);
  }

  @Test
  void aRowThatIsDoneIsGone() {
    accept("link:1", 1, NOW);
    end(Ending.done(claim(1, NOW).get(0)));
    assertThat(store.<Backlog.@Nullable Row>read(handle -> backlog.row(handle, "link:1"))).isNull();
  }

  @Test
  void aRefusedRowComesBackAtItsTimeWithItsAttempts() {
    accept("link:1", 1, NOW);
    end(Ending.again(claim(1, NOW).get(0), NOW.plusSeconds(60), 1));
    assertThat(claim(1, NOW.plusSeconds(59))).isEmpty();
    assertThat(claim(1, NOW.plusSeconds(60)).get(0).attempts()).isEqualTo(1);
  }

  @Test
  void newsOfTheRecordEndsAPause() {
    accept("link:1", 1, NOW);
    end(Ending.again(claim(1, NOW).get(0), NOW.plusSeconds(600), 3));
    accept("link:1", 1, NOW.plusSeconds(1));
    assertThat(claim(1, NOW.plusSeconds(1)).get(0).attempts()).isZero();
  }

  @Test
  void wakingMakesARowDueWhateverItWaitsFor() {
    accept("link:1", 1, NOW);
    end(Ending.waits(claim(1, NOW).get(0)));
    store.run(handle -> inbox.wake(handle, List.of("link:1", "link:2"), 0, NOW));
    assertThat(subjects(claim(1, NOW))).containsExactly("link:1", "link:2");
  }

  @Test
  void wakingAllReachesWhatWaitsAndWhatWasRefusedAndNothingElse() {
    accept("link:1", 1, NOW);
    accept("link:2", 1, NOW);
    List<Claim> claims = claim(1, NOW);
    end(Ending.waits(claims.get(0)));
    end(Ending.again(claims.get(1), NOW.plusSeconds(600), 2));
    store.run(handle -> inbox.schedule(handle, Map.of("link:3", NOW.plusSeconds(600)), 2, NOW));
    assertThat(store.<Integer>write(handle -> inbox.wakeAllWaiting(handle, 2, NOW))).isEqualTo(2);
    assertThat(subjects(claim(1, NOW))).containsExactly("link:1", "link:2");
  }

  @Test
  void wakingAllReachesWhatIsBeingLookedAt() {
    accept("salesforce:Lead:1", 1, NOW);
    Claim claim = claim(1, NOW).get(0);
    store.run(handle -> inbox.wakeAllWaiting(handle, 2, NOW));
    end(Ending.waits(claim));
    assertThat(claim(1, NOW)).extracting(Claim::lane).containsExactly(1);
  }

  @Test
  void anOptOutThatIsTriedAgainStaysInTheLaneThatPassesABrake() {
    accept("link:1", 0, NOW);
    end(Ending.again(claim(1, NOW).get(0), NOW.plusSeconds(600), 1));
    store.run(handle -> inbox.wakeAllWaiting(handle, 2, NOW));
    Claim woken = claim(1, NOW).get(0);
    assertThat(woken.lane()).isZero();
    end(Ending.again(woken, NOW.plusSeconds(600), 2));
    store.run(handle -> inbox.wake(handle, List.of("link:1"), 2, NOW));
    assertThat(claim(1, NOW)).extracting(Claim::lane).containsExactly(0);
  }

  @Test
  void whatWaitsIsWokenAloneAndNothingElseComesIn() {
    accept("hubspot:contacts:1", 1, NOW);
    end(Ending.waits(claim(1, NOW).get(0)));
    accept("hubspot:contacts:2", 1, NOW.plusSeconds(1), NOW.plusSeconds(600));
    List<String> departed =
        List.of("hubspot:contacts:1", "hubspot:contacts:2", "hubspot:contacts:3");
    store.run(handle -> inbox.wakeWaiting(handle, departed, 2, NOW));
    assertThat(subjects(claim(1, NOW))).containsExactly("hubspot:contacts:1");
    assertThat(claim(1, NOW.plusSeconds(601)))
        .extracting(Claim::subject)
        .contains("hubspot:contacts:2")
        .doesNotContain("hubspot:contacts:3");
  }

  @Test
  void whatIsLookedAtIsLookedAtAgainWhenARetryAsksForIt() {
    accept("salesforce:Lead:1", 1, NOW);
    accept("salesforce:Lead:2", 1, NOW.plusSeconds(1), NOW.plusSeconds(600));
    Claim claim = claim(1, NOW).get(0);
    store.run(handle -> inbox.lookAgain(handle, NOW));
    end(Ending.waits(claim));
    assertThat(subjects(claim(1, NOW))).containsExactly("salesforce:Lead:1");
  }

  @Test
  void aScheduleNeverPutsOffWhatIsDueEarlier() {
    store.run(
        handle -> {
          inbox.schedule(handle, Map.of("link:1", NOW.plusSeconds(10)), 2, NOW);
          inbox.schedule(handle, Map.of("link:1", NOW.plusSeconds(20)), 2, NOW);
        });
    assertThat(row("link:1").dueAt()).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void oneConnectionNeverSeesAnothersRows() {
    accept("link:1", 1, NOW);
    assertThat(
            store.<List<Claim>>write(
                handle -> new Inbox("other").claim(handle, LIMITS, 1, NOW, LEASE)))
        .isEmpty();
  }

  @Test
  void rowsThatWaitForEachOtherFallDueTogether() {
    Instant together = NOW.plusSeconds(5);
    accept("link:1", 3, NOW, together);
    accept("link:2", 3, NOW, together);
    assertThat(claim(1, NOW)).isEmpty();
    release(together, 1);
    List<Claim> claims = claim(1, NOW);
    assertThat(subjects(claims)).containsExactly("link:1", "link:2");
    assertThat(claims).extracting(Claim::lane).containsOnly(1);
  }

  @Test
  void rowsThatNobodyReleasesFallDueByThemselves() {
    accept("link:1", 3, NOW, NOW.plusSeconds(5));
    assertThat(claim(2, NOW.plusSeconds(5).minusMillis(1))).isEmpty();
    assertThat(subjects(claim(2, NOW.plusSeconds(5)))).containsExactly("link:1");
  }

  @Test
  void whatIsDueAlreadyDoesNotWaitForOthers() {
    accept("link:1", 1, NOW);
    accept("link:1", 3, NOW.plusSeconds(1), NOW.plusSeconds(5));
    assertThat(claim(1, NOW)).extracting(Claim::lane).containsExactly(1);
  }

  @Test
  void whatWaitsForALaterTimeIsAsUrgentAsItsNews() {
    store.run(handle -> inbox.schedule(handle, Map.of("link:1", NOW.plusSeconds(600)), 1, NOW));
    accept("link:1", 3, NOW);
    assertThat(claim(1, NOW)).extracting(Claim::lane).containsExactly(3);
  }

  @Test
  void aReleaseReachesNothingElseAndMakesNothingLessUrgent() {
    accept("link:1", 1, NOW, NOW.plusSeconds(5));
    accept("link:2", 3, NOW, NOW.plusSeconds(6));
    release(NOW.plusSeconds(5), 3);
    List<Claim> claims = claim(1, NOW);
    assertThat(subjects(claims)).containsExactly("link:1");
    assertThat(claims).extracting(Claim::lane).containsOnly(1);
    assertThat(claim(1, NOW)).isEmpty();
  }

  private void accept(String subject, int lane, Instant version) {
    accept(subject, lane, version, NOW);
  }

  private void accept(String subject, int lane, Instant version, Instant dueAt) {
    Arrival arrival = new Arrival(subject, lane, Side.HUBSPOT, version, "print");
    store.run(handle -> inbox.accept(handle, List.of(arrival), dueAt, NOW));
  }

  private void seen(String subject, String print) {
    Arrival arrival = new Arrival(subject, 1, Side.SALESFORCE, NOW, print);
    store.run(handle -> inbox.accept(handle, List.of(arrival), NOW, NOW));
  }

  private void release(Instant dueAt, int lane) {
    store.run(handle -> inbox.release(handle, dueAt, lane, NOW));
  }

  private List<Claim> claim(long epoch, Instant now) {
    return store.write(handle -> inbox.claim(handle, LIMITS, epoch, now, LEASE));
  }

  private void end(Ending ending) {
    store.run(handle -> inbox.end(handle, List.of(ending)));
  }

  private Backlog.Row row(String subject) {
    return store.read(handle -> backlog.row(handle, subject));
  }

  private static List<String> subjects(List<Claim> claims) {
    return claims.stream().map(Claim::subject).toList();
  }
}
