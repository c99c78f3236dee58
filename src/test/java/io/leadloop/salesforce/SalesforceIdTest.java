package io.leadloop.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceIdTest {

  @ParameterizedTest
  @CsvSource({
    "001R00000064wdt, 001R00000064wdtIAA",
    "00Q000000000001, 00Q000000000001EAA",
    "00QaBcDeFgHiJkL, 00QaBcDeFgHiJkLUKV",
    "001R00000064wdtIAA, 001R00000064wdtIAA",
    "not-an-id, not-an-id",
  })
  void completesShortIds(String id, String full) {
    assertThat(SalesforceId.full(id)).isEqualTo(full);
  }
}
