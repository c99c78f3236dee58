package io.leadloop.store;

import io.leadloop.lead.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Items that are to be added to a record exactly once: open until somebody saw them there. */
public final class Items {
  private final String connection;

  public Items(String connection) {
    this.connection = connection;
  }

  /**
   * Saves an item that is about to be sent.
   *
   * @return false when it was planned before and so must not be sent without looking for it
   */
  public boolean add(Handle handle, long linkId, Item item, Instant now) {
    return handle
            .createUpdate(
                """
                insert into item (connection, reference, link_id, kind, happened_at, body, state, created_at)
                values (:connection, :reference, :linkId, :kind, :at, :body, 'open', :now)
                on conflict (connection, reference) do nothing
                """)
            .bind("connection", connection)
            .bind("reference", item.reference())
            .bind("linkId", linkId)
            .bind("kind", item.kind().word())
            .bind("at", item.at().toEpochMilli())
            .bind("body", item.body())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /** The open items of these links, by link, the oldest first. */
  public Map<Long, List<Item>> open(Handle handle, Collection<Long> linkIds) {
    Map<Long, List<Item>> open = new LinkedHashMap<>();
    for (List<Long> some : KeyLists.of(linkIds)) {
      handle
          .createQuery(
              """
              select link_id, reference, happened_at, body, kind from item
              where connection = :connection and state = 'open' and link_id in (<links>) order by created_at, reference
              """)
          .bind("connection", connection)
          .bindList("links", some)
          .map(
              (rs, ctx) ->
                  open.computeIfAbsent(rs.getLong(1), id -> new ArrayList<>())
                      .add(
                          new Item(
                              Item.Kind.valueOf(rs.getString(5).toUpperCase(Locale.ROOT)),
                              rs.getString(2),
                              Instant.ofEpochMilli(rs.getLong(3)),
                              rs.getString(4))))
          .list();
    }
    return open;
  }

  /** Forgets what a link that ends has not added yet. */
  public void forget(Handle handle, long linkId) {
    handle
        .createUpdate(
            "delete from item where connection = :connection and link_id = :linkId and state = 'open'")
        .bind("connection", connection)
        .bind("linkId", linkId)
        .execute();
  }

  /**
   * Closes an item that stands in its record now. Its reference stays, so that it is never planned
   * again.
   */
  public void close(Handle handle, String reference) {
    handle
        .createUpdate(
            "update item set state = 'sent', body = '' where connection = :connection and reference = :reference")
        .bind("connection", connection)
        .bind("reference", reference)
        .execute();
  }
}
