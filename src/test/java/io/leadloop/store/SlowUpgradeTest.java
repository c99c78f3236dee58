package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is at work on a large table does not answer for long. */
class SlowUpgradeTest {
  @TempDir Path folder;

  @Test
  void anUpgradeIsNotCutOffByTheTimeLimitOnAnswers() {
    StoreAddress usual = Database.POSTGRESQL.address(folder);
    String url = usual.jdbcUrl() + (usual.jdbcUrl().contains("?") ? "&" : "?") + "socketTimeout=1";
    PostgresDialect dialect =
        new PostgresDialect(new StoreAddress(url, usual.user(), usual.password(), folder));
    Migrations migrations =
        new Migrations(dialect, List.of("db", "slow"), InstantSource.fixed(Filled.NOW));

    migrations.upToDate();

    assertThat(migrations.version()).isEqualTo("9000");
  }
}
