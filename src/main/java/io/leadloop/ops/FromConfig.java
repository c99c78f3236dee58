package io.leadloop.ops;

import io.leadloop.config.Config;
import io.leadloop.config.Settings;
import io.leadloop.config.StoreLogin;
import io.leadloop.config.StoreSettings;
import io.leadloop.content.LeadContext;
import io.leadloop.store.StoreAddress;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Rules;
import java.nio.file.Path;
import java.util.List;

/** What the configuration says, in the form in which the loop takes it. */
public final class FromConfig {
  private FromConfig() {}

  /** What the admin declared about leads. */
  public static Rules rules(Config config) {
    return new Rules(
        config.mapping(),
        config.leadDefinition(),
        new LeadContext(config.engagement()),
        config.dispositions(),
        config.settings().onDelete());
  }

  /** How the loop of this connection runs. */
  public static LoopSettings loop(Settings settings) {
    LoopSettings usual = LoopSettings.usual(settings.connection());
    int live = settings.batches().live();
    return new LoopSettings(
        settings.connection(),
        settings.salesforce().keyField(),
        List.of(live, live, live, settings.batches().backfill()),
        settings.schedule().freshFor(),
        settings.schedule().overlap(),
        settings.schedule().longOverlap(),
        settings.schedule().longOverlapEvery(),
        settings.schedule().departuresEvery(),
        settings.retry().first(),
        settings.retry().most(),
        usual.claimLease(),
        settings.caps());
  }

  /** Where the store is, and how it is entered. */
  public static StoreAddress store(StoreSettings settings, StoreLogin login) {
    return new StoreAddress(
        settings.jdbcUrl(), login.user(), login.password(), Path.of(settings.backupFolder()));
  }
}
