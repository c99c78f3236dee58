package io.leadloop.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of a store to this version. A store that holds data is copied before; one of a
 * newer version is left alone.
 */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private final Dialect dialect;
  private final List<String> folders;
  private final InstantSource clock;

  Migrations(Dialect dialect) {
    this(dialect, List.of("db"), InstantSource.system());
  }

  /**
   * @param folders of the class path; the files lie in a folder of each, named by the dialect
   */
  Migrations(Dialect dialect, List<String> folders, InstantSource clock) {
    this.dialect = dialect;
    this.folders = folders;
    this.clock = clock;
  }

  /**
   * Makes a store, or upgrades it.
   *
   * @throws StoreException if this is no store of ours, is in use, or was written by a newer
   *     version
   */
  void upToDate() {
    dialect.prepare();
    run(MigrationVersion.LATEST);
  }

  /** Makes a store of an older version, for a copy of one. */
  void upTo(String version) {
    run(MigrationVersion.fromVersion(version));
  }

  /** The version of the tables that are there. */
  String version() {
    MigrationInfo current = flyway(MigrationVersion.LATEST).info().current();
    return current == null ? "0" : String.valueOf(current.getVersion());
  }

  private Flyway flyway(MigrationVersion target) {
    return Flyway.configure()
        .dataSource(dialect.patientConnections())
        .locations(
            folders.stream()
                .map(folder -> "classpath:" + folder + "/" + dialect.migrations())
                .toArray(String[]::new))
        .target(target)
        .loggers("slf4j")
        .load();
  }

  private void run(MigrationVersion target) {
    try {
      Flyway flyway = flyway(target);
      MigrationInfoService info = flyway.info();
      if (Arrays.stream(info.all()).anyMatch(one -> one.getState().name().startsWith("FUTURE"))) {
        throw new StoreException(
            "store-newer",
            "The store %s was written by a newer version of Leadloop. Nothing was changed. Run that version, or restore the backup from before the upgrade."
                .formatted(dialect.place()),
            null);
      }
      if (info.pending().length == 0) {
        return;
      }
      MigrationInfo current = info.current();
      if (current != null) {
        backUp(String.valueOf(current.getVersion()));
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw told(e);
    }
  }

  private void backUp(String version) {
    String holder = holder();
    if (!holder.isEmpty()) {
      throw new StoreException(
          "store-in-use",
          "The store %s is of version %s and in use by %s. Nothing was changed. Stop that process, then this version upgrades the store."
              .formatted(dialect.place(), version, holder),
          null);
    }
    Path file = Backup.write(dialect, dialect.backup(version, clock.instant()), version);
    LOG.info("The store is upgraded from version {}. As it was before: {}", version, file);
  }

  /** Who holds a lease on the store; empty for nobody. */
  private String holder() {
    try (Connection connection = dialect.connections().getConnection();
        PreparedStatement query =
            connection.prepareStatement("select holder from lease where expires_at > ?")) {
      query.setLong(1, clock.instant().toEpochMilli());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    } catch (SQLException e) {
      throw StoreException.unusable(dialect.place(), e);
    }
  }

  private StoreException told(FlywayException failure) {
    StoreException explained = dialect.explained(failure);
    if (explained != null) {
      return explained;
    }
    String text = String.valueOf(failure.getMessage());
    if (dialect.isWorthRepeating(failure)
        || text.contains("SQLITE_BUSY")
        || text.contains("locked")) {
      return new StoreException(
          "store-locked",
          "The store %s is locked by another process. Nothing was changed. End that process, or wait for it."
              .formatted(dialect.place()),
          failure);
    }
    if (text.contains("non-empty schema")) {
      return StoreException.foreign(
          dialect.place(), "it holds another program's tables", dialect.elsewhere());
    }
    return new StoreException(
        "store-unusable",
        "The store %s cannot be used: %s"
            .formatted(dialect.place(), text.lines().findFirst().orElse("")),
        failure);
  }
}
