package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** All that the store holds of one person, table by table, and its removal. */
public final class Traces {
  private static final String JOURNAL = "journal";
  private static final String WHERE = " where connection = :connection and ";

  /** By table, which of its rows are the person's. */
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("link", "id in (<links>)");
    ROWS.put("baseline", "link_id in (<links>)");
    ROWS.put(
        "former_lead", "(link_id in (<links>) or lead in (<subjects>) or contact in (<subjects>))");
    ROWS.put("intent", "(subject in (<subjects>) or target in (<subjects>))");
    ROWS.put("inbox", "subject in (<subjects>)");
    ROWS.put("problem", "subject in (<subjects>)");
    ROWS.put("item", "link_id in (<links>)");
    ROWS.put(
        JOURNAL, "(link_id in (<links>) or subject in (<subjects>) or record in (<subjects>))");
  }

  private final String connection;

  public Traces(String connection) {
    this.connection = connection;
  }

  /**
   * Whose rows are meant.
   *
   * @param links numbers of links, among them such as were forgotten
   * @param records on both sides
   */
  public record Person(Set<Long> links, Set<RecordKey> records) {
    public Person {
      links = Set.copyOf(links);
      records = Set.copyOf(records);
    }

    Set<String> subjects() {
      Set<String> subjects = new LinkedHashSet<>();
      links.forEach(link -> subjects.add(Claim.subject(link)));
      records.forEach(record -> subjects.add(record.text()));
      return subjects;
    }
  }

  /** How many rows there are, by table. */
  public Map<String, Long> count(Handle handle, Person person) {
    Map<String, Long> counts = new LinkedHashMap<>();
    ROWS.forEach(
        (table, where) -> {
          String sql = "select count(*) from " + table + WHERE + where;
          counts.put(table, bound(handle.createQuery(sql), sql, person).mapTo(Long.class).one());
        });
    return counts;
  }

  /**
   * The rows of the journal about the person's records. They have no index, since nobody else asks
   * for them.
   */
  public JournalRows find(Handle handle, Person person) {
    long upTo = JournalRows.last(handle, connection);
    String sql = "select id from journal" + WHERE + "record in (<subjects>)";
    return new JournalRows(
        bound(handle.createQuery(sql), sql, person).mapTo(Long.class).set(), upTo);
  }

  /**
   * Removes them all.
   *
   * @param found by {@link #find}, before the transaction; what came since is searched here
   * @return how many there were, by table
   */
  public Map<String, Long> remove(Handle handle, Person person, JournalRows found) {
    Map<String, Long> counts = new LinkedHashMap<>();
    ROWS.forEach(
        (table, where) ->
            counts.put(
                table,
                table.equals(JOURNAL)
                    ? removeFromJournal(handle, person, found)
                    : removed(handle, person, table, where)));
    return counts;
  }

  private long removeFromJournal(Handle handle, Person person, JournalRows found) {
    long removed =
        removed(handle, person, JOURNAL, "link_id in (<links>)")
            + removed(handle, person, JOURNAL, "subject in (<subjects>)")
            + removed(
                handle, person, JOURNAL, "id > " + found.upTo() + " and record in (<subjects>)");
    for (List<Long> ids : KeyLists.of(found.ids())) {
      removed +=
          handle
              .createUpdate("delete from journal" + WHERE + "id in (<ids>)")
              .bind("connection", connection)
              .bindList("ids", ids)
              .execute();
    }
    return removed;
  }

  private long removed(Handle handle, Person person, String table, String where) {
    String sql = "delete from " + table + WHERE + where;
    return bound(handle.createUpdate(sql), sql, person).execute();
  }

  /**
   * Whether a round works on this person right now, so that what it knows would be written again.
   *
   * @param epoch of the lease; what another process had claimed before does not count
   */
  public boolean isUnderWay(Handle handle, Person person, long epoch, long nowMillis) {
    String sql =
        """
        select count(*) from inbox where connection = :connection and subject in (<subjects>)
          and leased_until > :now and lease_epoch = :epoch
        """;
    return bound(handle.createQuery(sql), sql, person)
            .bind("now", nowMillis)
            .bind("epoch", epoch)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Links that are no more and once joined one of these records, as the journal knows. */
  public Set<Long> formerLinks(Handle handle, Collection<RecordKey> records) {
    return new LinkedHashSet<>(
        handle
            .createQuery(
                """
                select distinct link_id from journal where connection = :connection and record in (<records>)
                  and link_id is not null and link_id not in (select id from link where connection = :connection)
                """)
            .bind("connection", connection)
            .bindList("records", records.stream().map(RecordKey::text).toList())
            .mapTo(Long.class)
            .list());
  }

  /**
   * Records without a link of which the journal has a field with exactly this value, whatever the
   * case of its letters: somebody who could never be created, or was erased by the vendors already.
   */
  public Set<RecordKey> unlinkedWith(Handle handle, String value) {
    Set<RecordKey> records = new LinkedHashSet<>();
    handle
        .createQuery(
            """
            select subject, fields from journal where connection = :connection and link_id is null
              and lower(fields) like :like escape '!'
            """)
        .bind("connection", connection)
        .bind("like", Mentions.like(value))
        .map(
            (rs, ctx) ->
                Journal.fields(rs.getString(2)).stream().anyMatch(field -> has(field, value))
                    && records.add(RecordKey.parse(rs.getString(1))))
        .list();
    return records;
  }

  private static boolean has(JournalRow.Field field, String value) {
    return field.hubspot().equalsIgnoreCase(value)
        || field.salesforce().equalsIgnoreCase(value)
        || field.after().equalsIgnoreCase(value);
  }

  private <S extends SqlStatement<S>> S bound(S statement, String sql, Person person) {
    // A list in SQL has at least one member; no link has the number 0.
    List<Long> links = person.links().isEmpty() ? List.of(0L) : List.copyOf(person.links());
    List<String> subjects = List.copyOf(person.subjects());
    statement.bind("connection", connection);
    if (sql.contains("<links>")) {
      statement.bindList("links", links);
    }
    if (sql.contains("<subjects>")) {
      statement.bindList("subjects", subjects.isEmpty() ? List.of("") : subjects);
    }
    return statement;
  }
}
