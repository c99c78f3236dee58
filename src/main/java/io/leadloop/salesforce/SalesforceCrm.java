package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.Schema;
import io.leadloop.sync.Standing;
import io.leadloop.sync.Token;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Salesforce behind the loop's port: Leads and Contacts of one org. Thread-safe. */
public final class SalesforceCrm implements Crm {
  private final SalesforceConnection connection;
  private final SalesforceSettings settings;
  private final Queries queries;
  private final Sweep sweep;
  private final RecycleBin bin;
  private final Read read;
  private final Find find;
  private final EditHistory editHistory;
  private final Describe describe;
  private final boolean tasks;
  private final boolean deletes;

  /**
   * @param settings the same that the connection was opened with
   */
  public SalesforceCrm(SalesforceConnection connection, SalesforceSettings settings) {
    this(connection, settings, false, false);
  }

  /**
   * @param tasks whether our user must be allowed to create Tasks
   * @param deletes whether our user must be allowed to delete Leads and Contacts
   */
  public SalesforceCrm(
      SalesforceConnection connection,
      SalesforceSettings settings,
      boolean tasks,
      boolean deletes) {
    this.tasks = tasks;
    this.deletes = deletes;
    this.connection = connection;
    this.settings = settings;
    Records records = new Records(settings, connection::ownUserId);
    this.queries = new Queries(connection, settings);
    this.sweep = new Sweep(queries, records);
    this.bin = new RecycleBin(queries, records);
    this.read = new Read(connection, settings, records, bin);
    this.find = new Find(queries, new PeopleQueries(settings, records), read, records);
    this.editHistory = new EditHistory(queries, settings, connection::ownUserId);
    this.describe = new Describe(connection, settings);
  }

  @Override
  public Side side() {
    return Side.SALESFORCE;
  }

  @Override
  public Instant sweep(Instant since, Lane lane, SweepPage page) {
    return sweep.sweep(since, lane, page);
  }

  @Override
  public Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    return read.read(keys, lane);
  }

  @Override
  public Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, Instant> deleted = new HashMap<>();
    Map<RecordKey, RecycleBin.Deleted> found = bin.look(keys, lane);
    for (RecordKey key : keys) {
      RecycleBin.Deleted one =
          found.get(RecordKey.salesforce(key.object(), SalesforceId.full(key.id())));
      if (one != null && one.standsFor() == null) {
        deleted.put(key, one.at());
      }
    }
    return deleted;
  }

  @Override
  public void departures(Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    bin.since(since, lane, page);
  }

  @Override
  public Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane) {
    return new Absorbed(bin).by(survivors.stream().map(Snapshot::key).toList(), lane);
  }

  @Override
  public Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    return find.find(people, lane);
  }

  @Override
  public List<WriteOutcome> write(List<RecordWrite> writes, Lane lane, WritePermit permit) {
    return new Write(connection, settings, lane, permit, writes.size()).write(writes);
  }

  @Override
  public List<WriteOutcome> delete(List<RecordKey> keys, Lane lane, WritePermit permit) {
    return new Delete(connection, settings, lane, permit).delete(keys);
  }

  @Override
  public Map<RecordKey, Map<String, Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    return editHistory.lastEdits(fields, since, lane);
  }

  @Override
  public Map<String, String> owners(Lane lane) {
    Map<String, String> owners = new HashMap<>();
    String soql = Soql.select(List.of("Id", "Email"), "User") + " WHERE IsActive = true";
    for (JsonNode row : queries.all("users", "read the active users", List.of(soql), lane)) {
      String email = Records.text(row.path("Email"));
      if (!email.isEmpty()) {
        owners.put(SalesforceId.full(Records.text(row.path("Id"))), email);
      }
    }
    return owners;
  }

  @Override
  public Optional<Instant> lastAnsweredAt() {
    return connection.lastAnsweredAt();
  }

  @Override
  public Optional<String> greatestToken(String storeId) {
    String prefix = Token.prefix(storeId);
    List<String> soql = new ArrayList<>();
    for (String object : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      soql.add(
          "%s WHERE %s LIKE %s ORDER BY %s DESC LIMIT 1"
              .formatted(
                  Soql.select(List.of(settings.tokenField()), object),
                  settings.tokenField(),
                  Soql.quoted(prefix + "%"),
                  settings.tokenField()));
    }
    return queries.all("last-token", "read the last token", soql, Lane.EXPRESS).stream()
        .map(row -> Records.text(row.path(settings.tokenField())))
        .filter(token -> token.startsWith(prefix))
        .max(Comparator.naturalOrder());
  }

  @Override
  public Schema schema(String object) {
    return describe.schema(object, Lane.LIVE);
  }

  @Override
  public Standing standing(Map<String, Set<String>> histories) {
    return new Permissions(connection, settings, tasks, deletes).ask(histories);
  }
}
