package io.leadloop.route;

import io.leadloop.store.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border between two rounds. Another configuration takes over there and nowhere else: no round,
 * no sweep and no answer sees one at its begin and another at its end. When the daemon stops, no
 * round and no sweep goes over it any more. Thread-safe.
 */
public final class Border {
  private static final Logger LOG = LoggerFactory.getLogger(Border.class);

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Has this done at the next border, and again at the one after where the store stands in the way;
   * what still waits for one is forgotten. Where it fails otherwise it would fail for ever, and
   * hold everything up meanwhile: then it is dropped, and all goes on as before.
   */
  public void atNext(Runnable change) {
    next.set(change);
  }

  /** Nothing that writes begins from now on. */
  public void close() {
    closed.set(true);
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Does what sees one configuration from its begin to its end. */
  public <T> T pass(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * The same for what comes again soon, and so gives way to a change that waits, and to the end.
   */
  void passUnlessNear(Runnable work) {
    if (next.get() != null || closed.get()) {
      return;
    }
    pass(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Called between two rounds, by the route that runs them. Does what waits for this moment, unless
   * something else is still under way; then the next border is as good.
   */
  void cross() {
    if (closed.get() || next.get() == null || !lock.writeLock().tryLock()) {
      return;
    }
    Runnable change = next.get();
    try {
      if (change != null) {
        change.run();
        next.compareAndSet(change, null);
      }
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      next.compareAndSet(change, null);
      LOG.error(
          "A changed configuration could not be put in force; the one before stays. Do: correct"
              + " the files, or restart",
          e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
