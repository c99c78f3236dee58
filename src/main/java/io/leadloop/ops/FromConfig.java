package io.leadloop.ops;

import io.leadloop.config.Config;
import io.leadloop.config.Schedule;
import io.leadloop.config.Settings;
import io.leadloop.config.StoreLogin;
import io.leadloop.config.StoreSettings;
import io.leadloop.content.LeadContext;
import io.leadloop.store.StoreAddress;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Rules;
import io.leadloop.sync.SweepTimes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What the configuration says, in the form in which the loop takes it. */
public final class FromConfig {
  private FromConfig() {}

  /** What the admin declared about leads, less what rests. */
  public static Rules rules(Config config) {
    return new Rules(
            config.mapping(),
            config.leadDefinition(),
            new LeadContext(config.engagement()),
            config.dispositions(),
            config.settings().onDelete())
        .under(config.drift());
  }

  /** Changes with everything that decides what is written to a link. */
  public static String fieldsPrint(Config config) {
    return print(config.mapping() + " " + config.engagement() + config.dispositions());
  }

  /** Changes with the gates. */
  public static String gatesPrint(Config config) {
    return print(config.leadDefinition().toString());
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

  /** How the loop of this connection runs. */
  public static LoopSettings loop(Settings settings) {
    LoopSettings usual = LoopSettings.usual(settings.connection());
    int live = settings.batches().live();
    Schedule schedule = settings.schedule();
    return new LoopSettings(
        settings.connection(),
        settings.salesforce().keyField(),
        List.of(live, live, live, settings.batches().backfill()),
        new SweepTimes(
            schedule.freshFor(),
            schedule.overlap(),
            schedule.longOverlap(),
            schedule.longOverlapEvery(),
            schedule.departuresEvery(),
            schedule.rollCall()),
        settings.retry().first(),
        settings.retry().most(),
        usual.claimLease(),
        settings.caps(),
        settings.store().freeMebibytesMin());
  }

  /** Where the store is, and how it is entered. */
  public static StoreAddress store(StoreSettings settings, StoreLogin login) {
    return new StoreAddress(
        settings.jdbcUrl(), login.user(), login.password(), Path.of(settings.backupFolder()));
  }
}
