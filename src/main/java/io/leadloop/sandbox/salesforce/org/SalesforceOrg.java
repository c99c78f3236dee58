package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One Salesforce org: its records and the vendor's rules, without HTTP. All calls run one after the
 * other under one lock. Thread-safe.
 *
 * <p>A person's changes are stamped when the call begins and may be committed later, so that
 * readers see a record appear with a time that lies behind: the window of transactions in flight,
 * because of which {@code SystemModstamp} has to be read with an overlap.
 */
public final class SalesforceOrg {
  private static final long WAIT_STEP_MILLIS = 10;

  private final Schema schema;
  private final InstantSource clock;
  private final long lagMillis;
  private final Random random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();
  private OrgState state;

  /**
   * An org with only the schema's first rows.
   *
   * @param lagMillis how long at most the commit of a person's changes takes; 0 for none
   */
  public SalesforceOrg(Schema schema, InstantSource clock, long seed, long lagMillis) {
    this.schema = schema;
    this.clock = clock;
    this.lagMillis = lagMillis;
    this.random = new Random(seed);
    this.state = new OrgState(schema, clock);
  }

  /** The objects. */
  public Schema schema() {
    return schema;
  }

  /** The user under whose name a daemon writes: the schema's first. */
  public String integrationUserId() {
    return RecordId.of(schema.known("User").prefix(), 1);
  }

  /**
   * The user with this e-mail address among the schema's first rows.
   *
   * @throws IllegalArgumentException when there is none
   */
  public String userId(String email) {
    List<?> users = schema.rows().getOrDefault("User", List.of());
    for (int i = 0; i < users.size(); i++) {
      if (email.equals(SchemaFile.map(users.get(i)).get("Email"))) {
        return RecordId.of(schema.known("User").prefix(), i + 1L);
      }
    }
    throw new IllegalArgumentException("No user has the address " + email);
  }

  /**
   * Runs a user's call in a transaction of its own. Returns when it is committed. An exception
   * rolls it back.
   */
  public <T> T call(String userId, Function<Access, T> work) {
    Transaction transaction;
    T result;
    lock.lock();
    try {
      settle();
      transaction = new Transaction(clock.instant(), userId);
      result = run(transaction, work);
      if (lagMillis == 0 || userId.equals(integrationUserId()) || transaction.touched().isEmpty()) {
        state.commits().commit(transaction);
      } else {
        long late = random.nextLong(lagMillis + 1);
        state.commits().later(transaction, clock.instant().plusMillis(late));
      }
    } finally {
      lock.unlock();
    }
    await(transaction);
    return result;
  }

  /**
   * Starts a call that holds its rows and is committed later, by the org's clock, and returns at
   * once. What {@code work} returns says whether there is anything to commit.
   */
  public SaveOutcome slowCall(String userId, Duration after, Function<Access, SaveOutcome> work) {
    lock.lock();
    try {
      settle();
      Transaction transaction = new Transaction(clock.instant(), userId);
      SaveOutcome outcome = run(transaction, work);
      if (outcome.success()) {
        transaction.keepLocks();
        state.commits().later(transaction, clock.instant().plus(after));
      } else {
        state.commits().rollBack(transaction);
      }
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  /** The active user with this user name; null when there is none. */
  public @Nullable String activeUser(String username) {
    lock.lock();
    try {
      Table users = state.data().table("User");
      for (Row row : users.with(users.object().known("Username"), username, null)) {
        Values values = row.committed();
        if (values != null && Boolean.TRUE.equals(values.get(users.object().known("IsActive")))) {
          return row.id();
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces the administrators' rules; a reset brings back none.
   *
   * @throws ApiError when a rule names an object, a field or a user that is not there
   */
  public void replaceRules(OrgRules rules) {
    lock.lock();
    try {
      RulesCheck.check(new Reader(state.data(), null), rules);
      state.rules().replace(rules);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a record from being written for a while. */
  public void lock(String id, Duration duration) {
    lock.lock();
    try {
      state.locks().lock(id, clock.instant().plus(duration));
    } finally {
      lock.unlock();
    }
  }

  /** All records of all objects, also deleted ones, as {@code {"Lead":[...]}}. */
  public ObjectNode dump() {
    lock.lock();
    try {
      settle();
      ObjectNode dump = Json.object();
      Reader reader = new Reader(state.data(), null);
      for (Table table : state.data().tables()) {
        Projection all = new Projection();
        table.object().fields().forEach(field -> all.add(new FieldChain(List.of(), field)));
        ArrayNode records = dump.putArray(table.object().name());
        for (Row row : table.rows()) {
          Values values = row.committed();
          if (values != null) {
            ObjectNode record = all.render(reader, row, values, "v68.0");
            record.remove("attributes");
            records.add(record);
          }
        }
      }
      return dump;
    } finally {
      lock.unlock();
    }
  }

  /** Throws away all records but the schema's first rows. */
  public void reset() {
    lock.lock();
    try {
      state.commits().settle(Instant.MAX);
      schema.objects().forEach(ObjectDefinition::shrink);
      state = new OrgState(schema, clock);
    } finally {
      lock.unlock();
    }
  }

  private <T> T run(Transaction transaction, Function<Access, T> work) {
    try {
      return work.apply(new Access(state, transaction));
    } catch (RuntimeException e) {
      state.commits().rollBack(transaction);
      throw e;
    }
  }

  private void settle() {
    state.commits().settle(clock.instant());
    committed.signalAll();
  }

  private void await(Transaction transaction) {
    lock.lock();
    try {
      while (transaction.open()) {
        committed.await(WAIT_STEP_MILLIS, TimeUnit.MILLISECONDS);
        settle();
      }
    } catch (InterruptedException e) {
      state.commits().commit(transaction);
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
