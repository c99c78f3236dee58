package io.leadloop.sync;

import io.leadloop.store.Intent;

/** A write whose intent is saved, about to be sent. */
record Pending(RecordWrite write, Intent intent) {}
