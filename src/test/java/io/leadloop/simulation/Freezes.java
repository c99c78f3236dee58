package io.leadloop.simulation;

import io.leadloop.store.StoreException;
import io.leadloop.sync.CrmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * P8: processes that freeze until another has taken their place, and wake up. They may do nothing
 * more then.
 */
final class Freezes {
  private final World world;
  private final Runnable takeOver;
  private final List<String> broken;
  private final List<Runnable> frozen = new ArrayList<>();

  /** How often anything was written when the one that stood still goes on; null for none. */
  private @Nullable Integer writesBefore;

  /**
   * @param takeOver starts another process, once the lease has lapsed
   * @param broken takes what goes wrong
   */
  Freezes(World world, Runnable takeOver, List<String> broken) {
    this.world = world;
    this.takeOver = takeOver;
    this.broken = broken;
  }

  /**
   * The process may freeze at a point of its round; whether it does.
   *
   * @param rest what it does when it wakes up
   */
  boolean at(String point, Runnable rest) {
    if (!world.freezes()) {
      return false;
    }
    world.injected("the daemon freezes " + point + ", and another takes over");
    frozen.add(rest);
    takeOver.run();
    return true;
  }

  /** Whoever is frozen goes on where it was, long after another took over. */
  void wakeUp() {
    for (Runnable rest : frozen) {
      world.tell("the frozen daemon wakes up");
      int before = world.writes();
      boolean refused = isRefused(rest);
      if (!refused || world.writes() != before) {
        wrote(before);
      }
    }
    frozen.clear();
  }

  /** Whether it could do nothing more. */
  private static boolean isRefused(Runnable rest) {
    try {
      rest.run();
      return false;
    } catch (StoreException e) {
      if (!isLostLease(e)) {
        throw e;
      }
      return true;
    } catch (Crash | CrmException e) {
      return true;
    }
  }

  /** Somebody stops every process, also those that are frozen. */
  void killed() {
    frozen.clear();
  }

  /**
   * This process stands still between two calls of a round. Another one takes over and does what
   * there is to do; then this one goes on, until {@link #stoodStill}.
   */
  void standStill() {
    world.injected("the daemon freezes between two calls, and another takes over");
    takeOver.run();
    world.cycleOnce();
    world.tell("the frozen daemon wakes up between two calls");
    world.hardships().disk().working(true);
    writesBefore = world.writes();
  }

  /** The round that stood still, if it did, is over. */
  void stoodStill() {
    Integer before = writesBefore;
    writesBefore = null;
    if (before != null && world.writes() != before) {
      wrote(before);
    }
  }

  /** Whether a process that stood still ends so, as it should. */
  boolean explain(StoreException e) {
    return writesBefore != null && isLostLease(e);
  }

  private static boolean isLostLease(StoreException e) {
    return e.code().equals("store-lost-lease");
  }

  private void wrote(int before) {
    broken.add(
        "P8 one writer: %d writes by a process without a lease".formatted(world.writes() - before));
  }
}
