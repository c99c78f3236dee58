package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.store.Facts;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the admin changed in the files takes hold at once: changed lines are applied to every link,
 * and who waits for a person or for the gate is looked at again.
 */
record ConfigNotice(State state, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigNotice.class);

  /** Compares with the configuration that was in force before, in this process or another. */
  void take(Config config) {
    String fields = print(config.mapping() + " " + config.engagement() + config.dispositions());
    String gates = print(config.leadDefinition().toString());
    state
        .store()
        .run(
            handle -> {
              boolean otherFields = differs(handle, FactNames.CONFIG_FIELDS, fields);
              boolean otherGates = differs(handle, FactNames.CONFIG_GATES, gates);
              if (otherFields || otherGates) {
                wake(handle, otherFields);
              }
            });
  }

  private void wake(Handle handle, boolean otherFields) {
    int woken = state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), clock.instant());
    int links =
        otherFields ? state.inbox().wakeLinks(handle, Lane.BACKFILL.number(), clock.instant()) : 0;
    if (woken + links > 0) {
      LOG.info(
          "The configuration changed: {} links and {} records that waited are looked at again.",
          links,
          woken);
    }
  }

  private boolean differs(Handle handle, String name, String print) {
    boolean differs =
        !state.facts().get(handle, name).map(Facts.Fact::value).orElse("").equals(print);
    if (differs) {
      state.facts().set(handle, name, print, clock.instant());
    }
    return differs;
  }

  private static String print(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
