package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be right in a store is found, all of it at once, without telling people's data. */
@ParameterizedClass
@EnumSource(Database.class)
class VerificationTest {
  @Parameter Database database;
  @TempDir Path folder;

  @Test
  void aSoundStoreIsSound() {
    try (Store store = Filled.with(database.open(folder))) {
      Verification verification = Verification.of(store);
      assertThat(verification.findings()).isEmpty();
      assertThat(verification.rows()).containsEntry("journal", (long) Filled.LINKS).hasSize(18);
    }
  }

  @Test
  void everythingThatIsWrongIsFoundAtOnce() {
    Filled.with(database.open(folder)).close();
    database.sql(
        folder,
        "update baseline set fields = 'jane@acme.example' where link_id = 2",
        "update baseline set link_id = 99002 where link_id = 3",
        "update intent set payload = '{}'",
        "insert into inbox select connection, 'link:99001', lane, seq, due_at, leased_until, lease_epoch, attempts,"
            + " hubspot_version, salesforce_version, accepted_at, hubspot_print, salesforce_print from inbox where subject = 'link:1'",
        "insert into inbox select connection, 'nonsense', lane, seq, due_at, leased_until, lease_epoch, attempts,"
            + " hubspot_version, salesforce_version, accepted_at, hubspot_print, salesforce_print from inbox where subject = 'link:1'",
        "update problem set kind = 'moody'",
        "update item set state = 'lost'",
        "update journal set fields = '[{' where id = 7",
        "update counter set value = 5 where name = 'link'",
        "update counter set value = 6 where name = 'token'",
        "update lease set epoch = 0 where connection = 'main'",
        "update link set converted_from = 'X' where id in (4, 5)",
        "update link set converted_from = '00Q000000000000011' where id = 6",
        "insert into counter values ('main', 'unknown', 1)");
    try (Store store = database.open(folder)) {
      List<Finding> findings = Verification.of(store).findings();
      assertThat(findings)
          .extracting(Finding::place)
          .containsExactlyInAnyOrder(
              "link, connection main, link:4",
              "link, connection main, link:6",
              "baseline, connection main, link_id 2",
              "baseline, connection main, link_id 99002",
              "intent, connection main, subject link:1",
              "inbox, connection main, subject link:99001",
              "inbox, connection main, subject nonsense",
              "problem, connection main, subject link:1",
              "item, connection main, reference ref-1",
              "journal, connection main, id 7",
              "counter, connection main, name link",
              "counter, connection main, name token",
              "lease, connection main");
      assertThat(findings).allSatisfy(finding -> assertThat(finding.nextStep()).isNotBlank());
      assertThat(findings.toString()).doesNotContain("jane@acme.example");
    }
  }

  @Test
  void aDamagedFileIsFound() throws IOException {
    assumeThat(database).isEqualTo(Database.SQLITE);
    Filled.with(database.open(folder)).close();
    Path file = folder.resolve("store.db");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      // Deep within the pages of a table, so that the file still opens.
      channel.position(channel.size() / 2);
      channel.write(ByteBuffer.wrap(new byte[20_000]));
    }
    try (Store store = database.open(folder)) {
      assertThat(Verification.of(store).findings()).isNotEmpty();
    }
  }
}
