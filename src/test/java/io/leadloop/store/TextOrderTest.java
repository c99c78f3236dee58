package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts sort by their bytes, whatever the language of the database. */
class TextOrderTest {
  @TempDir Path folder;

  @Test
  void everyTextOfAPostgresqlStoreDoes() {
    try (Store store = Database.POSTGRESQL.open(folder)) {
      List<String> others =
          store.read(
              handle ->
                  handle
                      .createQuery(
                          """
                          select table_name || '.' || column_name from information_schema.columns
                          where table_schema = current_schema() and data_type = 'text'
                            and collation_name is distinct from 'C' order by 1
                          """)
                      .mapTo(String.class)
                      .list());
      assertThat(others).isEmpty();
    }
  }

  @Test
  void aStoreMovesIntoADatabaseOfAnotherLanguage() throws Exception {
    String name = "english";
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                    .formatted(PostgresServer.port()));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create database %s owner %s template template0 locale_provider icu icu_locale 'en-US' locale 'C'"
              .formatted(name, PostgresServer.USER));
    }
    StoreAddress address =
        new StoreAddress(
            "jdbc:postgresql://127.0.0.1:%d/%s".formatted(PostgresServer.port(), name),
            PostgresServer.USER,
            PostgresServer.PASSWORD,
            Files.createDirectory(folder.resolve("backups")));
    try (Store from = Filled.with(Database.SQLITE.open(folder));
        Store to = Store.open(address)) {
      // By their bytes capitals come first, by English rules each beside its own.
      for (String id : List.of("00Q5f00000aaaaBEAZ", "00Q5f00000aaaaaEAJ", "00Q5f00000aaaabEAB")) {
        RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, id);
        from.run(
            handle ->
                new FormerLeads("main")
                    .leave(
                        handle,
                        0,
                        new FormerLead(lead, RecordKey.contact("1"), "", Instant.EPOCH, Set.of())));
      }
      assertThat(
              new Move(from, to, "main", InstantSource.fixed(Filled.NOW.plusSeconds(3_600))).run())
          .hasEntrySatisfying("former_lead", rows -> assertThat(rows).isGreaterThanOrEqualTo(3));
    }
  }
}
