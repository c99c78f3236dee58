package io.leadloop.app;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.Schema;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A vendor, with something that happens after each page of a sweep.
 *
 * @param afterPage takes the number of the page, from 1
 */
record PageByPage(Crm crm, Consumer<Integer> afterPage) implements Crm {

  @Override
  public Instant sweep(Instant since, Lane lane, SweepPage page) {
    AtomicInteger number = new AtomicInteger();
    return crm.sweep(
        since,
        lane,
        (records, coveredTo) -> {
          page.accept(records, coveredTo);
          afterPage.accept(number.incrementAndGet());
        });
  }

  @Override
  public Side side() {
    return crm.side();
  }

  @Override
  public Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    return crm.read(keys, lane);
  }

  @Override
  public Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane) {
    return crm.deleted(keys, lane);
  }

  @Override
  public void departures(Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    crm.departures(since, lane, page);
  }

  @Override
  public Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane) {
    return crm.absorbed(survivors, lane);
  }

  @Override
  public Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    return crm.find(people, lane);
  }

  @Override
  public List<WriteOutcome> write(List<RecordWrite> writes, Lane lane, WritePermit permit) {
    return crm.write(writes, lane, permit);
  }

  @Override
  public List<WriteOutcome> delete(List<RecordKey> keys, Lane lane, WritePermit permit) {
    return crm.delete(keys, lane, permit);
  }

  @Override
  public Map<RecordKey, Map<String, Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    return crm.lastEdits(fields, since, lane);
  }

  @Override
  public Map<String, String> owners(Lane lane) {
    return crm.owners(lane);
  }

  @Override
  public Optional<Instant> lastAnsweredAt() {
    return crm.lastAnsweredAt();
  }

  @Override
  public Schema schema(String object) {
    return crm.schema(object);
  }
}
