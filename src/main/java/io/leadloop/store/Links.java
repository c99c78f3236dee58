package io.leadloop.store;

import io.leadloop.lead.Conversion;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The links of one connection and their baselines. */
public final class Links {
  private static final String SELECT =
      """
      select l.id, l.hubspot_id, l.salesforce_object, l.salesforce_id, l.converted_from, l.account_id,
             l.opportunity_id, l.keyed,
             l.gone_side, l.gone_at, l.gone_marked,
             b.fields, b.hubspot_print, b.hubspot_modified_at, b.hubspot_token,
             b.salesforce_print, b.salesforce_modified_at, b.salesforce_token
      from link l left join baseline b on b.connection = l.connection and b.link_id = l.id
      where l.connection = :connection
      """;

  private static final String OUTLINE =
      SELECT.replace("b.fields,", "case when b.fields is null then null else '[]' end as fields,");

  private final String connection;
  private final FieldNames fieldNames;

  public Links(String connection) {
    this.connection = connection;
    this.fieldNames = new FieldNames(connection);
  }

  /** The links with these numbers, in no particular order; a number without a link is left out. */
  public List<LinkRow> byId(Handle handle, Collection<Long> ids) {
    return select(handle, SELECT + " and l.id in (<keys>)", ids);
  }

  /**
   * The links of these records of one side, by the record's id. A Lead that was converted finds the
   * link that moved on to its Contact.
   */
  public Map<String, LinkRow> byRecord(Handle handle, Side side, Collection<String> ids) {
    return byRecord(handle, SELECT, side, ids);
  }

  /**
   * The same without the baselines of the fields, which are most of a row: enough to tell whether a
   * record shows what it showed when it was last settled.
   */
  public Map<String, LinkRow> outlines(Handle handle, Side side, Collection<String> ids) {
    return byRecord(handle, OUTLINE, side, ids);
  }

  private Map<String, LinkRow> byRecord(
      Handle handle, String select, Side side, Collection<String> ids) {
    Map<String, LinkRow> rows = new LinkedHashMap<>();
    String where =
        side == Side.HUBSPOT
            ? " and l.hubspot_id in (<keys>)"
            : " and (l.salesforce_id in (<keys>) or l.converted_from in (<keys>))";
    for (LinkRow row : select(handle, select + where, ids)) {
      rows.put(row.link().key(side).id(), row);
      Conversion conversion = row.link().conversion();
      if (side == Side.SALESFORCE && conversion != null) {
        rows.putIfAbsent(conversion.leadId(), row);
      }
    }
    return rows;
  }

  /** All links from this number on, in the order of their numbers. */
  public List<LinkRow> page(Handle handle, long afterId, int limit) {
    FieldNames.Known names = fieldNames.known(handle);
    return handle
        .createQuery(SELECT + " and l.id > :after order by l.id limit :limit")
        .bind("connection", connection)
        .bind("after", afterId)
        .bind("limit", limit)
        .map((rs, ctx) -> row(rs, names))
        .list();
  }

  /** The links whose baseline holds this text in any field, whatever the case of its letters. */
  public List<LinkRow> holding(Handle handle, String text) {
    FieldNames.Known names = fieldNames.known(handle);
    return handle
        .createQuery(SELECT + " and lower(b.fields) like :like escape '!'")
        .bind("connection", connection)
        .bind("like", Mentions.like(text))
        .map((rs, ctx) -> row(rs, names))
        .list();
  }

  /** How many links are kept in agreement; those that rest are not counted. */
  public long count(Handle handle) {
    return handle
        .createQuery(
            "select count(*) from link where connection = :connection and gone_side is null")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }

  /** How many links rest because a record was deleted. */
  public long countGone(Handle handle) {
    return handle
        .createQuery(
            "select count(*) from link where connection = :connection and gone_side is not null")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }

  /** Forgets links and what is remembered of them. */
  public void remove(Handle handle, Collection<Long> ids) {
    for (String sql :
        List.of(
            "delete from baseline where connection = :connection and link_id in (<ids>)",
            "delete from link where connection = :connection and id in (<ids>)")) {
      if (!ids.isEmpty()) {
        handle
            .createUpdate(sql)
            .bind("connection", connection)
            .bindList("ids", List.copyOf(ids))
            .execute();
      }
    }
  }

  /** Adds a link that was never settled. */
  public LinkRow add(
      Handle handle, String hubspotId, RecordKey salesforce, boolean keyed, Instant now) {
    LinkRow row = LinkRow.fresh(new Link(reserve(handle, 1), hubspotId, salesforce, null), keyed);
    add(handle, List.of(row), now);
    return row;
  }

  /** Takes numbers for so many links that are to be added, and returns the first of them. */
  public long reserve(Handle handle, int howMany) {
    return Counters.reserve(handle, connection, "link", howMany);
  }

  /** Adds links with numbers of their own, without what is remembered of them. */
  public void add(Handle handle, Collection<LinkRow> rows, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into link (connection, id, hubspot_id, salesforce_object, salesforce_id, converted_from, keyed, created_at)
            values (:connection, :id, :hubspotId, :object, :salesforceId, null, :keyed, :now)
            """);
    for (LinkRow row : rows) {
      Link link = row.link();
      batch
          .bind("connection", connection)
          .bind("id", link.id())
          .bind("hubspotId", link.hubspotId())
          .bind("object", link.salesforce().object())
          .bind("salesforceId", link.salesforce().id())
          .bind("keyed", row.keyed() ? 1 : 0)
          .bind("now", now.toEpochMilli())
          .add();
    }
    batch.execute();
  }

  /** Stores which records a link joins now, and what each side shows. */
  public void save(Handle handle, Collection<LinkRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    FieldNames.Known names = fieldNames.with(handle, rows);
    PreparedBatch links =
        handle.prepareBatch(
            """
            update link set hubspot_id = :hubspotId, salesforce_object = :object, salesforce_id = :salesforceId,
              converted_from = :convertedFrom, account_id = :accountId, opportunity_id = :opportunityId, keyed = :keyed,
              gone_side = :goneSide, gone_at = :goneAt, gone_marked = :goneMarked
            where connection = :connection and id = :id
            """);
    PreparedBatch baselines =
        handle.prepareBatch(
            """
            insert into baseline (connection, link_id, fields, hubspot_print, hubspot_modified_at, hubspot_token,
              salesforce_print, salesforce_modified_at, salesforce_token)
            values (:connection, :id, :fields, :hubspotPrint, :hubspotAt, :hubspotToken,
              :salesforcePrint, :salesforceAt, :salesforceToken)
            on conflict (connection, link_id) do update set fields = excluded.fields,
              hubspot_print = excluded.hubspot_print, hubspot_modified_at = excluded.hubspot_modified_at,
              hubspot_token = excluded.hubspot_token, salesforce_print = excluded.salesforce_print,
              salesforce_modified_at = excluded.salesforce_modified_at, salesforce_token = excluded.salesforce_token
            """);
    for (LinkRow row : rows) {
      Link link = row.link();
      Gone gone = row.gone();
      Conversion conversion = link.conversion();
      links
          .bind("connection", connection)
          .bind("id", link.id())
          .bind("hubspotId", link.hubspotId())
          .bind("goneSide", gone == null ? null : gone.side().word())
          .bind("goneAt", gone == null ? null : (Long) gone.at().toEpochMilli())
          .bind("goneMarked", gone == null ? 0 : gone.other().number())
          .bind("object", link.salesforce().object())
          .bind("salesforceId", link.salesforce().id())
          .bind("convertedFrom", conversion == null ? null : conversion.leadId())
          .bind("accountId", conversion == null ? null : conversion.accountId())
          .bind("opportunityId", conversion == null ? null : conversion.opportunityId())
          .bind("keyed", row.keyed() ? 1 : 0)
          .add();
      baselines
          .bind("connection", connection)
          .bind("id", link.id())
          .bind("fields", BaselineText.of(row.fields(), names))
          .bind("hubspotPrint", row.hubspot().print())
          .bind("hubspotAt", row.hubspot().modifiedAt().toEpochMilli())
          .bind("hubspotToken", row.hubspot().token())
          .bind("salesforcePrint", row.salesforce().print())
          .bind("salesforceAt", row.salesforce().modifiedAt().toEpochMilli())
          .bind("salesforceToken", row.salesforce().token())
          .add();
    }
    links.execute();
    baselines.execute();
  }

  private List<LinkRow> select(Handle handle, String sql, Collection<?> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    // An outline has no fields to name.
    FieldNames.Known names =
        sql.startsWith(OUTLINE) ? FieldNames.Known.NONE : fieldNames.known(handle);
    List<LinkRow> rows = new ArrayList<>();
    for (List<?> some : KeyLists.of(keys)) {
      rows.addAll(
          handle
              .createQuery(sql)
              .bind("connection", connection)
              .bindList("keys", some)
              .map((rs, ctx) -> row(rs, names))
              .list());
    }
    return rows;
  }

  private static LinkRow row(ResultSet rs, FieldNames.Known names) throws SQLException {
    Link link =
        new Link(
            rs.getLong("id"),
            rs.getString("hubspot_id"),
            RecordKey.salesforce(rs.getString("salesforce_object"), rs.getString("salesforce_id")),
            conversion(rs));
    boolean keyed = rs.getInt("keyed") == 1;
    String fields = rs.getString("fields");
    if (fields == null) {
      return LinkRow.fresh(link, keyed);
    }
    return new LinkRow(
        link,
        keyed,
        BaselineText.parse(fields, names),
        shown(rs, Side.HUBSPOT),
        shown(rs, Side.SALESFORCE),
        gone(rs));
  }

  private static @Nullable Conversion conversion(ResultSet rs) throws SQLException {
    String leadId = rs.getString("converted_from");
    return leadId == null
        ? null
        : new Conversion(
            leadId,
            Objects.requireNonNullElse(rs.getString("account_id"), ""),
            Objects.requireNonNullElse(rs.getString("opportunity_id"), ""));
  }

  private static @Nullable Gone gone(ResultSet rs) throws SQLException {
    String side = rs.getString("gone_side");
    return side == null
        ? null
        : new Gone(
            Side.ofWord(side),
            Instant.ofEpochMilli(rs.getLong("gone_at")),
            Gone.Other.of(rs.getInt("gone_marked")));
  }

  private static Shown shown(ResultSet rs, Side side) throws SQLException {
    return new Shown(
        rs.getString(side.word() + "_print"),
        Instant.ofEpochMilli(rs.getLong(side.word() + "_modified_at")),
        rs.getString(side.word() + "_token"));
  }

  /** The one link of a record, if it has one. */
  public Optional<LinkRow> of(Handle handle, RecordKey key) {
    return Optional.ofNullable(byRecord(handle, key.side(), List.of(key.id())).get(key.id()));
  }
}
