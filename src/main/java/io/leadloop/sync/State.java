package io.leadloop.sync;

import io.leadloop.store.Backlog;
import io.leadloop.store.CallCounts;
import io.leadloop.store.Cursors;
import io.leadloop.store.Erased;
import io.leadloop.store.Facts;
import io.leadloop.store.FormerLeads;
import io.leadloop.store.Inbox;
import io.leadloop.store.Intents;
import io.leadloop.store.Items;
import io.leadloop.store.Journal;
import io.leadloop.store.Lease;
import io.leadloop.store.Links;
import io.leadloop.store.Problems;
import io.leadloop.store.Requests;
import io.leadloop.store.Store;
import io.leadloop.store.Volumes;

/**
 * The store of one connection, table by table.
 *
 * @param connection its name
 */
public record State(
    Store store,
    String connection,
    Links links,
    Inbox inbox,
    Backlog backlog,
    Intents intents,
    Items items,
    Problems problems,
    Journal journal,
    Cursors cursors,
    Volumes volumes,
    Facts facts,
    Lease lease,
    Requests requests,
    CallCounts callCounts,
    Erased erased,
    FormerLeads formerLeads) {

  public static State of(Store store, String connection) {
    return new State(
        store,
        connection,
        new Links(connection),
        new Inbox(connection),
        new Backlog(connection),
        new Intents(connection),
        new Items(connection),
        new Problems(connection),
        new Journal(connection),
        new Cursors(connection),
        new Volumes(connection),
        new Facts(connection),
        new Lease(connection),
        new Requests(connection),
        new CallCounts(connection),
        new Erased(connection),
        new FormerLeads(connection));
  }
}
