package io.leadloop.sync;

import io.leadloop.store.Intent;

/**
 * A write whose intent is saved, about to be sent.
 *
 * @param write without values for a record that is to be deleted, see {@link Intent#deletes}
 */
record Pending(RecordWrite write, Intent intent) {}
