package io.leadloop.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param leads how many are created
 * @param edits how many of them are edited on each side, all at once
 * @param singles how many edits are made one by one on each side
 * @param realLimits whether the local vendors limit calls as the real ones do
 * @param sweepEvery how often the daemon asks each side what changed
 * @param lag how late the local vendors show a change at most
 * @param config the configuration whose mapping is used
 * @param routes the folder with the routes
 * @param daemonOptions more options of Java for the daemon
 */
record SyncOptions(
    int leads,
    int edits,
    int singles,
    boolean realLimits,
    Duration sweepEvery,
    Duration lag,
    Path config,
    Path routes,
    List<String> daemonOptions) {
  private static final Duration SPARE = Duration.ofSeconds(1);

  SyncOptions {
    daemonOptions = List.copyOf(daemonOptions);
  }

  /** How far a sweep reaches back: one period, and never less than the vendors are late. */
  Duration overlap() {
    Duration late = lag.plus(SPARE);
    return sweepEvery.compareTo(late) > 0 ? sweepEvery : late;
  }
}
