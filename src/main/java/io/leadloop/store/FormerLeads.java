package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * The Leads that people left for a new one. From the moment a person leaves until the new Lead is
 * there, the person has no link: their HubSpot contact waits in the inbox like anybody's who is
 * new.
 */
public final class FormerLeads {
  private final String connection;

  public FormerLeads(String connection) {
    this.connection = connection;
  }

  /**
   * Takes note that a person leaves a Lead. The Leads that they left before go on with them.
   *
   * @param linkId of the link that ends with it
   */
  public void leave(Handle handle, long linkId, FormerLead former) {
    handle
        .createUpdate(
            """
            update former_lead set link_id = null, contact = :contact
            where connection = :connection and link_id = :linkId
            """)
        .bind("connection", connection)
        .bind("contact", former.contact().text())
        .bind("linkId", linkId)
        .execute();
    handle
        .createUpdate(
            """
            insert into former_lead (connection, lead, contact, link_id, raised_at, left_at, opted_out, owed)
            values (:connection, :lead, :contact, null, :raisedAt, :leftAt, :optedOut, '')
            on conflict (connection, lead) do update set contact = excluded.contact, link_id = null,
              raised_at = excluded.raised_at, left_at = excluded.left_at, opted_out = excluded.opted_out, owed = ''
            """)
        .bind("connection", connection)
        .bind("lead", former.lead().text())
        .bind("contact", former.contact().text())
        .bind("raisedAt", former.raisedAt())
        .bind("leftAt", former.leftAt().toEpochMilli())
        .bind("optedOut", joined(former.optedOut()))
        .execute();
  }

  /** The Lead that each of these contacts left last, of those that have no new one yet. */
  public Map<RecordKey, FormerLead> underWay(Handle handle, Collection<RecordKey> contacts) {
    Map<RecordKey, FormerLead> underWay = new LinkedHashMap<>();
    for (List<String> some : texts(contacts)) {
      handle
          .createQuery(
              """
              select lead, contact, raised_at, left_at, opted_out from former_lead
              where connection = :connection and link_id is null and contact in (<contacts>) order by left_at
              """)
          .bind("connection", connection)
          .bindList("contacts", some)
          .map((rs, ctx) -> former(rs))
          .forEach(former -> underWay.put(former.contact(), former));
    }
    return underWay;
  }

  /** Those of these records that are Leads which a person left, each with that person. */
  public Map<RecordKey, RecordKey> among(Handle handle, Collection<RecordKey> records) {
    Map<RecordKey, RecordKey> among = new LinkedHashMap<>();
    for (List<String> some : texts(records)) {
      handle
          .createQuery(
              "select lead, contact from former_lead where connection = :connection and lead in (<leads>)")
          .bind("connection", connection)
          .bindList("leads", some)
          .map(
              (rs, ctx) ->
                  among.put(RecordKey.parse(rs.getString(1)), RecordKey.parse(rs.getString(2))))
          .list();
    }
    return among;
  }

  /**
   * Takes note that these people have a link again.
   *
   * @param links numbers, by the person's contact
   */
  public void arrive(Handle handle, Map<RecordKey, Long> links) {
    underWay(handle, links.keySet())
        .keySet()
        .forEach(
            contact ->
                handle
                    .createUpdate(
                        """
                        update former_lead set link_id = :linkId
                        where connection = :connection and contact = :contact and link_id is null
                        """)
                    .bind("connection", connection)
                    .bind("contact", contact.text())
                    .bind("linkId", links.get(contact))
                    .execute());
  }

  /**
   * Takes note that a person without a link stands under another contact now, into which theirs was
   * merged.
   */
  public void inherit(Handle handle, RecordKey from, RecordKey to) {
    handle
        .createUpdate(
            """
            update former_lead set contact = :to
            where connection = :connection and contact = :from and link_id is null
            """)
        .bind("connection", connection)
        .bind("from", from.text())
        .bind("to", to.text())
        .execute();
  }

  /** Hands the Leads that one link's person left over to another link, which is the same person. */
  public void join(Handle handle, long from, long to) {
    handle
        .createUpdate(
            "update former_lead set link_id = :to where connection = :connection and link_id = :from")
        .bind("connection", connection)
        .bind("from", from)
        .bind("to", to)
        .execute();
  }

  /** The Leads that the person of a link left, the first one first. */
  public List<FormerLead> of(Handle handle, long linkId) {
    return handle
        .createQuery(
            """
            select lead, contact, raised_at, left_at, opted_out from former_lead
            where connection = :connection and link_id = :linkId order by left_at, lead
            """)
        .bind("connection", connection)
        .bind("linkId", linkId)
        .map((rs, ctx) -> former(rs))
        .list();
  }

  /**
   * Takes note which opt-outs a former Lead shows now. One that it did not show before is owed from
   * now on: the person's other records are to say it too.
   *
   * @param shows by rule id
   * @return what is to be looked at because one is owed that was not: the person's link, or their
   *     contact while they have none
   */
  public Optional<String> shows(Handle handle, RecordKey lead, Set<String> shows) {
    Optional<OptOuts> known =
        handle
            .createQuery(
                """
                select link_id, contact, opted_out, owed from former_lead
                where connection = :connection and lead = :lead
                """)
            .bind("connection", connection)
            .bind("lead", lead.text())
            .map((rs, ctx) -> OptOuts.of(rs))
            .findOne()
            .filter(row -> !row.optedOut().equals(shows));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Set<String> owed = new HashSet<>(shows);
    owed.removeAll(known.get().optedOut());
    boolean news = !owed.isEmpty();
    owed.addAll(known.get().owed());
    handle
        .createUpdate(
            """
            update former_lead set opted_out = :optedOut, owed = :owed
            where connection = :connection and lead = :lead
            """)
        .bind("connection", connection)
        .bind("lead", lead.text())
        .bind("optedOut", joined(shows))
        .bind("owed", joined(owed))
        .execute();
    return news ? known.map(OptOuts::subject) : Optional.empty();
  }

  private record OptOuts(String subject, Set<String> optedOut, Set<String> owed) {
    static OptOuts of(ResultSet rs) throws SQLException {
      long linkId = rs.getLong("link_id");
      return new OptOuts(
          rs.wasNull() ? rs.getString("contact") : Claim.subject(linkId),
          split(rs.getString("opted_out")),
          split(rs.getString("owed")));
    }
  }

  /** The opt-outs that the people of these links owe to Leads they left, by link and rule id. */
  public Map<Long, Set<String>> owed(Handle handle, Collection<Long> linkIds) {
    Map<Long, Set<String>> owed = new LinkedHashMap<>();
    if (!isAnyOwed(handle)) {
      return owed;
    }
    for (List<Long> some : KeyLists.of(linkIds)) {
      handle
          .createQuery(
              """
              select link_id, owed from former_lead
              where connection = :connection and link_id in (<links>) and owed <> ''
              """)
          .bind("connection", connection)
          .bindList("links", some)
          .map(
              (rs, ctx) ->
                  owed.computeIfAbsent(rs.getLong(1), id -> new TreeSet<>())
                      .addAll(split(rs.getString(2))))
          .list();
    }
    return owed;
  }

  /** Spares all further questions where none is owed, which is nearly always. */
  private boolean isAnyOwed(Handle handle) {
    return handle
        .createQuery(
            "select 1 from former_lead where connection = :connection and owed <> '' limit 1")
        .bind("connection", connection)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Takes note that both sides of this link show these opt-outs.
   *
   * @param rules by rule id
   */
  public void paid(Handle handle, long linkId, Set<String> rules) {
    handle
        .createQuery(
            "select lead, owed from former_lead where connection = :connection and link_id = :linkId and owed <> ''")
        .bind("connection", connection)
        .bind("linkId", linkId)
        .map((rs, ctx) -> Map.entry(rs.getString(1), split(rs.getString(2))))
        .list()
        .forEach(
            row -> {
              Set<String> left = new HashSet<>(row.getValue());
              left.removeAll(rules);
              handle
                  .createUpdate(
                      "update former_lead set owed = :owed where connection = :connection and lead = :lead")
                  .bind("connection", connection)
                  .bind("lead", row.getKey())
                  .bind("owed", joined(left))
                  .execute();
            });
  }

  private static FormerLead former(ResultSet rs) throws SQLException {
    return new FormerLead(
        RecordKey.parse(rs.getString(1)),
        RecordKey.parse(rs.getString(2)),
        rs.getString(3),
        Instant.ofEpochMilli(rs.getLong(4)),
        split(rs.getString(5)));
  }

  /** Rule ids hold no line feeds. */
  private static String joined(Set<String> rules) {
    return String.join("\n", new TreeSet<>(rules));
  }

  private static Set<String> split(String rules) {
    return rules.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(rules.split("\n")));
  }

  private static List<List<String>> texts(Collection<RecordKey> records) {
    return KeyLists.of(records.stream().map(RecordKey::text).toList());
  }
}
