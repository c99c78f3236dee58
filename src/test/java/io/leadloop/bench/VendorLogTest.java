package io.leadloop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VendorLogTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void aSearchEach250MillisIsFourFifthsOfWhatIsAllowed() {
    VendorLog log = calls("/crm/objects/2026-09/contacts/search", 250, 41);
    assertThat(log.searchShare().orElseThrow()).isCloseTo(0.8, within(1e-9));
    assertThat(log.writeShare()).isEmpty();
  }

  @Test
  void aWriteEach100MillisIsTenNineteenths() {
    VendorLog log = calls("/crm/objects/2026-09/contacts/batch/update", 100, 101);
    assertThat(log.writeShare().orElseThrow()).isCloseTo(10 / 19.0, within(1e-9));
    assertThat(log.written()).isEqualTo(101L * 100);
  }

  @Test
  void whatComesAloneAfterTheWorkIsNoPartOfIt() {
    VendorLog all = calls("/crm/objects/2026-09/contacts/batch/update", 100, 101);
    List<VendorLog.Entry> entries = new ArrayList<>(all.entries());
    Instant late = START.plusSeconds(60);
    entries.add(new VendorLog.Entry(102, late, "/crm/objects/2026-09/contacts/batch/read", 200, 1));
    assertThat(new VendorLog(entries).writeShare().orElseThrow())
        .isCloseTo(10 / 19.0, within(1e-9));
  }

  @Test
  void aFewCallsSayNothing() {
    assertThat(calls("/crm/objects/2026-09/contacts/search", 250, 5).searchShare()).isEmpty();
  }

  private static VendorLog calls(String path, long everyMillis, int count) {
    List<VendorLog.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new VendorLog.Entry(i + 1, START.plusMillis(i * everyMillis), path, 200, 100));
    }
    return new VendorLog(entries);
  }
}
