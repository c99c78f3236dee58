package io.leadloop.simulation;

import io.leadloop.store.Store;
import io.leadloop.store.StoreException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;

/**
 * The disk below the store: full for a moment, so that a transaction is not committed; or cut off
 * right after a commit, so that nobody knows of it.
 */
final class FakeDisk implements Hardship {
  private static final int COMMITS = 20;
  private static final String FULL = "store-full";
  private static final String CUT_OFF = "store-unreachable";

  private final Tape tape;
  private final Faults faults;
  private final Store store;
  private final boolean on;
  private boolean working;
  private boolean failing;
  private long commits;

  FakeDisk(Tape tape, Faults faults, Store store) {
    this.tape = tape;
    this.faults = faults;
    this.store = store;
    this.on = Hardships.drawn(tape, name());
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  /** The store of this history is on this disk from here on. */
  void mount() {
    failing = on;
    handler(new Commits(new LocalTransactionHandler()));
  }

  /** The next history is none of its business. */
  void unmount() {
    handler(new LocalTransactionHandler());
  }

  /** How often something was written. */
  long commits() {
    return commits;
  }

  private void handler(TransactionHandler handler) {
    Jdbi jdbi = store.write(Handle::getJdbi);
    jdbi.setTransactionHandler(handler);
  }

  /** The process does something; what people and vendors do needs no disk. */
  void working(boolean now) {
    working = now;
  }

  /** Whether it was this disk that a process could not go on with. */
  static boolean failed(StoreException e) {
    return e.code().equals(FULL) || e.code().equals(CUT_OFF);
  }

  boolean isWorking() {
    return working;
  }

  @Override
  public void strike() {}

  @Override
  public void end() {
    failing = false;
  }

  @Override
  public void begin() {
    failing = on;
  }

  /** The transactions of the process. */
  private final class Commits extends DelegatingTransactionHandler {
    Commits(TransactionHandler delegate) {
      super(delegate);
    }

    @Override
    public void commit(Handle handle) {
      if (working && failing && tape.onceIn("commit fails", COMMITS)) {
        faults.injected("the disk of the store is full");
        throw new StoreException(FULL, "The disk is full.", null);
      }
      super.commit(handle);
      commits++;
      if (working && failing && tape.onceIn("commit not answered", 2 * COMMITS)) {
        faults.injected("the store is cut off, and nobody knows that it committed");
        throw new StoreException(CUT_OFF, "The store closed the connection.", null);
      }
    }

    @Override
    public TransactionHandler specialize(Handle handle) throws SQLException {
      return new Commits(getDelegate().specialize(handle));
    }
  }
}
