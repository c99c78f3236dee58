package io.leadloop.hubspot;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.Schema;
import io.leadloop.sync.Standing;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The contacts of one HubSpot account. Thread-safe.
 *
 * <p>The snapshots show the properties of the settings and our key. Our token, the record's id and
 * its time stand beside the fields and not among them. HubSpot does not say who made a record's
 * last change, so {@link Snapshot#modifiedByUs} is always false.
 */
public final class HubSpotCrm implements Crm {
  private final HubSpotClient client;
  private final ContactReader reader;
  private final ContactSweep sweep;
  private final ContactFinder finder;
  private final OptOuts writer;
  private final EditHistory history;
  private final DepartedContacts departed;
  private final Directory directory;

  public HubSpotCrm(HubSpotClient client) {
    this(client, new Absences(new Directory(client))::check);
  }

  /**
   * @param absences is shown the properties that an answer does not have
   */
  HubSpotCrm(HubSpotClient client, Consumer<Set<String>> absences) {
    this.client = client;
    this.directory = new Directory(client);
    ContactView view = ContactView.of(client.settings(), absences);
    this.reader = new ContactReader(client, view);
    this.sweep = new ContactSweep(client, view, reader);
    this.finder = new ContactFinder(client, view);
    this.writer = new OptOuts(client, new ContactWriter(client, view));
    this.departed = new DepartedContacts(client, view, reader);
    this.history = new EditHistory(client, view);
  }

  @Override
  public Side side() {
    return Side.HUBSPOT;
  }

  @Override
  public Instant sweep(Instant since, Lane lane, SweepPage page) {
    return sweep.sweep(since, lane, page);
  }

  @Override
  public Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    return reader.read(keys, lane);
  }

  @Override
  public Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane) {
    return departed.deleted(keys, lane);
  }

  @Override
  public void departures(Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    departed.since(since, lane, page);
  }

  @Override
  public Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane) {
    return departed.absorbed(survivors);
  }

  @Override
  public Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    return finder.find(people, lane);
  }

  @Override
  public List<WriteOutcome> write(List<RecordWrite> writes, Lane lane, WritePermit permit) {
    return writer.write(writes, lane, permit);
  }

  @Override
  public List<WriteOutcome> delete(List<RecordKey> keys, Lane lane, WritePermit permit) {
    return new ContactArchive(client).put(keys, lane, permit);
  }

  @Override
  public Map<RecordKey, Map<String, Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    return history.lastEdits(fields, since, lane);
  }

  @Override
  public Map<String, String> owners(Lane lane) {
    return directory.owners(lane);
  }

  @Override
  public Optional<Instant> lastAnsweredAt() {
    return client.lastAnsweredAt();
  }

  @Override
  public Optional<String> greatestToken(String storeId) {
    return new GreatestToken(client).of(storeId);
  }

  @Override
  public Schema schema(String object) {
    return directory.schema(object, Lane.LIVE);
  }

  @Override
  public Standing standing(Map<String, Set<String>> histories) {
    return new Permissions(client).ask();
  }
}
