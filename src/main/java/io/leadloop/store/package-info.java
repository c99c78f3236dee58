/**
 * The state that outlives a process: links, baselines, intents, the inbox, the journal; over JDBC.
 */
@NullMarked
package io.leadloop.store;

import org.jspecify.annotations.NullMarked;
