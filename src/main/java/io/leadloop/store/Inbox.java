package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The durable, coalesced list of links and records to look at: one row each, however often
 * something asked for it.
 *
 * <p>A row without a due time waits for news of its record, for a change of the configuration, or
 * for a person.
 */
public final class Inbox {
  private static final String CLAIMABLE =
      """
      connection = :connection and due_at <= :now
        and (leased_until is null or leased_until <= :now or lease_epoch < :epoch)
      """;

  private static final String LANE_HAS_WORK =
      "when exists (select 1 from inbox where lane = %d and " + CLAIMABLE + ") then %d";

  private final String connection;

  public Inbox(String connection) {
    this.connection = connection;
  }

  /**
   * Takes in what a sweep saw. A state that was seen before leaves its row as it is, unless the row
   * only waits for its time. Salesforce's times are whole seconds: another state of the same time
   * is news too. An earlier time is none: an index that lags shows what was there before. What
   * waits for a later time is as urgent as its news; what is due earlier keeps its lane if that is
   * more urgent.
   *
   * @param dueAt when the rows fall due, unless they are due earlier already, or {@link #release}
   *     comes first
   * @return how many of them were news
   */
  public int accept(Handle handle, Collection<Arrival> arrivals, Instant dueAt, Instant now) {
    if (arrivals.isEmpty()) {
      return 0;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into inbox (connection, subject, lane, seq, due_at, attempts, hubspot_version, hubspot_print,
              salesforce_version, salesforce_print, accepted_at)
            values (:connection, :subject, :lane, 1, :dueAt, 0, :hubspotVersion, :hubspotPrint,
              :salesforceVersion, :salesforcePrint, :now)
            on conflict (connection, subject) do update set
              seq = inbox.seq + 1,
              due_at = case when inbox.due_at < excluded.due_at then inbox.due_at else excluded.due_at end,
              lane = case when inbox.due_at <= excluded.due_at and inbox.lane < excluded.lane
                then inbox.lane else excluded.lane end,
              attempts = 0,
              hubspot_print = case when excluded.hubspot_version >= inbox.hubspot_version
                then excluded.hubspot_print else inbox.hubspot_print end,
              hubspot_version = case when excluded.hubspot_version > inbox.hubspot_version
                then excluded.hubspot_version else inbox.hubspot_version end,
              salesforce_print = case when excluded.salesforce_version >= inbox.salesforce_version
                then excluded.salesforce_print else inbox.salesforce_print end,
              salesforce_version = case when excluded.salesforce_version > inbox.salesforce_version
                then excluded.salesforce_version else inbox.salesforce_version end
            where excluded.hubspot_version > inbox.hubspot_version
              or excluded.salesforce_version > inbox.salesforce_version
              or (excluded.hubspot_version = inbox.hubspot_version
                and excluded.hubspot_print <> inbox.hubspot_print)
              or (excluded.salesforce_version = inbox.salesforce_version
                and excluded.salesforce_print <> inbox.salesforce_print)
              or (inbox.attempts = 0 and inbox.due_at > excluded.due_at)
            """);
    for (Arrival arrival : arrivals) {
      long version = arrival.version().toEpochMilli();
      boolean hubspot = arrival.side() == Side.HUBSPOT;
      batch
          .bind("connection", connection)
          .bind("subject", arrival.subject())
          .bind("lane", arrival.lane())
          .bind("dueAt", dueAt.toEpochMilli())
          .bind("now", now.toEpochMilli())
          .bind("hubspotVersion", hubspot ? version : -1)
          .bind("hubspotPrint", hubspot ? arrival.print() : null)
          .bind("salesforceVersion", hubspot ? -1 : version)
          .bind("salesforcePrint", hubspot ? null : arrival.print())
          .add();
    }
    return Arrays.stream(batch.execute()).sum();
  }

  /**
   * Makes due now what was accepted to fall due together at a time.
   *
   * @param dueAt the time that it was accepted with
   * @param lane the number of the lane in which it is claimed; what is more urgent stays so
   */
  public void release(Handle handle, Instant dueAt, int lane, Instant now) {
    handle
        .createUpdate(
            """
            update inbox set due_at = :now, lane = case when lane > :lane then :lane else lane end
            where connection = :connection and lane in (0, 1, 2, 3) and due_at = :dueAt
            """)
        .bind("connection", connection)
        .bind("dueAt", dueAt.toEpochMilli())
        .bind("lane", lane)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /**
   * Makes these subjects due now, whatever they wait for; those that are not in the inbox come in.
   * What is more urgent already stays so: an opt-out that is tried again passes a brake.
   */
  public void wake(Handle handle, Collection<String> subjects, int lane, Instant now) {
    if (subjects.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into inbox (connection, subject, lane, seq, due_at, attempts, hubspot_version, salesforce_version, accepted_at)
            values (:connection, :subject, :lane, 1, :now, 0, -1, -1, :now)
            on conflict (connection, subject) do update set
              seq = inbox.seq + 1, due_at = excluded.due_at, attempts = 0,
              lane = case when inbox.lane < excluded.lane then inbox.lane else excluded.lane end
            """);
    for (String subject : subjects) {
      batch
          .bind("connection", connection)
          .bind("subject", subject)
          .bind("lane", lane)
          .bind("now", now.toEpochMilli())
          .add();
    }
    batch.execute();
  }

  /** Asks for a look at these subjects at a time, or earlier where one is due earlier. */
  public void schedule(Handle handle, Map<String, Instant> dueAt, int lane, Instant now) {
    if (dueAt.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into inbox (connection, subject, lane, seq, due_at, attempts, hubspot_version, salesforce_version, accepted_at)
            values (:connection, :subject, :lane, 1, :dueAt, 0, -1, -1, :now)
            on conflict (connection, subject) do update set seq = inbox.seq + 1,
              due_at = case when inbox.due_at < excluded.due_at then inbox.due_at else excluded.due_at end
            """);
    dueAt.forEach(
        (subject, due) ->
            batch
                .bind("connection", connection)
                .bind("subject", subject)
                .bind("lane", lane)
                .bind("dueAt", due.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .add());
    batch.execute();
  }

  /**
   * Makes those of these subjects due now that wait for news or for a person; those that are not in
   * the inbox stay out.
   */
  public void wakeWaiting(Handle handle, Collection<String> subjects, int lane, Instant now) {
    for (List<String> some : KeyLists.of(subjects)) {
      handle
          .createUpdate(
              """
              update inbox set seq = seq + 1, due_at = :now, attempts = 0, lane = :lane
              where connection = :connection and subject in (<subjects>) and due_at is null
              """)
          .bind("connection", connection)
          .bindList("subjects", some)
          .bind("lane", lane)
          .bind("now", now.toEpochMilli())
          .execute();
    }
  }

  /**
   * Makes everything due now that waits for something else than time. What is being looked at is
   * looked at once more: that look may not have seen yet why it was woken. Opt-outs, which alone
   * are in the most urgent lane when they wait, stay there.
   */
  public int wakeAllWaiting(Handle handle, int lane, Instant now) {
    return handle
        .createUpdate(
            """
            update inbox set seq = seq + 1, due_at = :now, attempts = 0,
              lane = case when lane > 0 and (due_at is null or attempts > 0) then :lane else lane end
            where connection = :connection
              and (due_at is null or attempts > 0 or leased_until is not null)
            """)
        .bind("connection", connection)
        .bind("lane", lane)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** What is being looked at now is looked at once more after it. */
  public void lookAgain(Handle handle, Instant now) {
    handle
        .createUpdate(
            """
            update inbox set seq = seq + 1, due_at = :now
            where connection = :connection and leased_until is not null
            """)
        .bind("connection", connection)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** Forgets what these subjects showed when they were last taken in. */
  public void forgetShown(Handle handle, Collection<String> subjects) {
    for (List<String> some : KeyLists.of(subjects)) {
      handle
          .createUpdate(
              """
              update inbox set hubspot_print = null, salesforce_print = null
              where connection = :connection and subject in (<subjects>)
              """)
          .bind("connection", connection)
          .bindList("subjects", some)
          .execute();
    }
  }

  /**
   * Moves what waits for a later time, and leases, to where they stand after our clock was set
   * back.
   */
  public void setBack(Handle handle, Duration by, Instant now) {
    for (String column : List.of("due_at", "leased_until")) {
      handle
          .createUpdate(
              """
              update inbox set <column> = <column> - :by
              where connection = :connection and <column> > :now
              """)
          .define("column", column)
          .bind("connection", connection)
          .bind("by", by.toMillis())
          .bind("now", now.toEpochMilli())
          .execute();
    }
  }

  /** Asks for a look at every link. */
  public int wakeLinks(Handle handle, int lane, Instant now) {
    return handle
        .createUpdate(
            """
            insert into inbox (connection, subject, lane, seq, due_at, attempts, hubspot_version, salesforce_version, accepted_at)
            select connection, 'link:' || id, :lane, 1, :now, 0, -1, -1, :now from link where connection = :connection
            on conflict (connection, subject) do update set seq = inbox.seq + 1, due_at = excluded.due_at, attempts = 0
            """)
        .bind("connection", connection)
        .bind("lane", lane)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /**
   * Leases due rows of the most urgent lane that has any. A lease of an earlier epoch, or one that
   * ran out, does not count.
   *
   * @param limits how many rows one claim takes, by the number of the lane
   */
  public List<Claim> claim(
      Handle handle, List<Integer> limits, long epoch, Instant now, Duration leaseFor) {
    Optional<Integer> lane = mostUrgent(handle, limits.size(), epoch, now);
    if (lane.isEmpty()) {
      return List.of();
    }
    List<Claim> claims =
        handle
            .createQuery(
                "select subject, lane, seq, attempts from inbox where lane = :lane and "
                    + CLAIMABLE
                    + " order by due_at, subject limit :limit")
            .bind("connection", connection)
            .bind("lane", lane.get())
            .bind("now", now.toEpochMilli())
            .bind("epoch", epoch)
            .bind("limit", limits.get(lane.get()))
            .map((rs, ctx) -> new Claim(rs.getString(1), rs.getInt(2), rs.getLong(3), rs.getInt(4)))
            .list();
    lease(handle, claims, epoch, now.plus(leaseFor));
    return claims;
  }

  /** One question for all lanes: the loop asks more often than there is anything to do. */
  private Optional<Integer> mostUrgent(Handle handle, int lanes, long epoch, Instant now) {
    String sql =
        IntStream.range(0, lanes)
            .mapToObj(lane -> LANE_HAS_WORK.formatted(lane, lane))
            .collect(Collectors.joining(" ", "select case ", " else -1 end"));
    int lane =
        handle
            .createQuery(sql)
            .bind("connection", connection)
            .bind("now", now.toEpochMilli())
            .bind("epoch", epoch)
            .mapTo(Integer.class)
            .one();
    return lane < 0 ? Optional.empty() : Optional.of(lane);
  }

  private void lease(Handle handle, List<Claim> claims, long epoch, Instant until) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            update inbox set leased_until = :until, lease_epoch = :epoch
            where connection = :connection and subject = :subject
            """);
    for (Claim claim : claims) {
      batch
          .bind("connection", connection)
          .bind("subject", claim.subject())
          .bind("until", until.toEpochMilli())
          .bind("epoch", epoch)
          .add();
    }
    batch.execute();
  }

  /** Ends claims. A row whose {@code seq} moved since it was claimed stays due. */
  public void end(Handle handle, Collection<Ending> endings) {
    PreparedBatch delete =
        handle.prepareBatch(
            "delete from inbox where connection = :connection and subject = :subject and seq = :seq");
    PreparedBatch wait =
        handle.prepareBatch(
            """
            update inbox set due_at = :dueAt, attempts = :attempts
            where connection = :connection and subject = :subject and seq = :seq
            """);
    PreparedBatch release =
        handle.prepareBatch(
            """
            update inbox set leased_until = null, lease_epoch = null
            where connection = :connection and subject = :subject
            """);
    for (Ending ending : endings) {
      Claim claim = ending.claim();
      if (ending.dueAt() == null && !ending.keep()) {
        bind(delete, claim).add();
      } else {
        Long dueAt = ending.dueAt() == null ? null : ending.dueAt().toEpochMilli();
        bind(wait, claim).bind("dueAt", dueAt).bind("attempts", ending.attempts()).add();
      }
      release.bind("connection", connection).bind("subject", claim.subject()).add();
    }
    for (PreparedBatch batch : List.of(delete, wait, release)) {
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  private PreparedBatch bind(PreparedBatch batch, Claim claim) {
    return batch
        .bind("connection", connection)
        .bind("subject", claim.subject())
        .bind("seq", claim.seq());
  }

  /** Forgets rows that wait for news: their records stand for links now, which take the news. */
  public void forgetWaiting(Handle handle, Collection<String> subjects) {
    if (subjects.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "delete from inbox where connection = :connection and subject = :subject and due_at is null");
    for (String subject : subjects) {
      batch.bind("connection", connection).bind("subject", subject).add();
    }
    batch.execute();
  }
}
