package io.leadloop.sandbox.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordIdTest {
  @Test
  void theChecksumTellsTheCase() {
    assertThat(RecordId.complete("00D000000000062")).isEqualTo("00D000000000062EAA");
    assertThat(RecordId.complete("001R00000064wdt")).isEqualTo("001R00000064wdtIAA");
    assertThat(RecordId.wellFormed("001R00000064wdtIAA")).isTrue();
    assertThat(RecordId.wellFormed("001R00000064wdt")).isTrue();
    assertThat(RecordId.wellFormed("001r00000064wdtIAA")).isFalse();
    assertThat(RecordId.wellFormed("001R00000064wd")).isFalse();
    assertThat(RecordId.wellFormed("001R00000064wd-")).isFalse();
  }

  @Test
  void idsOfOneObjectDiffer() {
    assertThat(RecordId.of("00Q", 1)).isEqualTo("00Q5f0000000001EAA");
    assertThat(RecordId.of("00Q", 62)).startsWith("00Q5f0000000010");
    assertThat(RecordId.of("00Q", 61)).startsWith("00Q5f000000000z");
  }
}
