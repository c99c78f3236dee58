package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.util.List;

/** What goes wrong, and how often; each history draws its own rates. */
interface Faults {
  /** One in how many requests never arrives; 0 for none. */
  int lostRequest();

  /** One in how many answers never comes back although the work was done; 0 for none. */
  int lostAnswer();

  /** One in how many records is refused for a passing reason; 0 for none. */
  int refusal();

  /** One in how many requests finds a limit reached, which then holds for a while; 0 for none. */
  int limit();

  /** One in how many sweeps hands rows over twice; 0 for none. */
  int doubled();

  /** The most that HubSpot's index lags behind. */
  int lagMillis();

  /** One in how many changes becomes visible to sweeps only minutes later; 0 for none. */
  int late();

  /** Whether an old copy of the store is put back now and then. */
  boolean storeIsPutBack();

  /** Something may happen between two effects: a person edits. */
  void between();

  /** The process may die here, or freeze and wake up when another has taken over. */
  void crash(String point);

  /** The process may stand still here until another has taken over and worked for a while. */
  default void stall() {}

  /** Something happened to a record. */
  void changed(RecordKey record);

  /** The loop deletes a record, right now. */
  default void deletes(Side side, FakeRecord record) {}

  /** The loop wrote these fields of a record. */
  default void written(RecordKey key, FakeRecord record, List<String> fields) {}

  /** Takes a note of a fault. */
  void injected(String fault);

  /** Takes a note of what was done. */
  void tell(String what);
}
