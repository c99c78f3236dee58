package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What may be told of an address. */
class StoreAddressTest {
  @Test
  void p10_userPasswordAndParametersAreNotTold() {
    StoreAddress address =
        new StoreAddress(
            "jdbc:postgresql://db.acme.example:5432/leadloop?sslkey=/etc/key&currentSchema=sync",
            "sync",
            "hunter2",
            Path.of("var/backups"));
    assertThat(address.place()).isEqualTo("jdbc:postgresql://db.acme.example:5432/leadloop");
    assertThat(address.toString())
        .isEqualTo("StoreAddress[jdbc:postgresql://db.acme.example:5432/leadloop]");
    assertThat(new PostgresDialect(address).toString()).doesNotContain("hunter2");
  }

  @Test
  void aFileIsItsPath() {
    StoreAddress address = StoreAddress.file(Path.of("var/leadloop.db"));
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:sqlite:var/leadloop.db");
    assertThat(address.place()).isEqualTo("var/leadloop.db");
  }
}
