package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DateLiteralTest extends SandboxFixture {
  @BeforeEach
  void aLeadOfYesterdayAndOneOfToday() {
    lead("");
    pass("P1D");
    client = SalesforceClient.integration(sandbox);
    lead("");
  }

  @Test
  void allOperatorsKnowADay() {
    assertThat(count("CreatedDate = TODAY")).isEqualTo(1);
    assertThat(count("CreatedDate = YESTERDAY")).isEqualTo(1);
    assertThat(count("CreatedDate != TODAY")).isEqualTo(1);
    assertThat(count("CreatedDate < TODAY")).isEqualTo(1);
    assertThat(count("CreatedDate <= TODAY")).isEqualTo(2);
    assertThat(count("CreatedDate > YESTERDAY")).isEqualTo(1);
    assertThat(count("CreatedDate >= LAST_N_DAYS:1")).isEqualTo(2);
    assertThat(count("NOT CreatedDate = TODAY AND LastName = 'Novak'")).isEqualTo(1);
    assertThat(count("ConvertedDate = TODAY")).isZero();
    assertThat(count("ConvertedDate != TODAY")).isEqualTo(2);
  }

  @Test
  void onlyDatesAreComparedWithThem() {
    assertThat(client.query("SELECT Id FROM Lead WHERE City = TODAY").errorCode())
        .isEqualTo("INVALID_FIELD");
    assertThat(client.query("SELECT Id FROM Lead WHERE CreatedDate LIKE TODAY").errorCode())
        .isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
    assertThat(client.query("SELECT Id FROM Lead WHERE CreatedDate = SOMEDAY").errorCode())
        .isEqualTo("MALFORMED_QUERY");
  }

  private int count(String where) {
    return client
        .query("SELECT COUNT() FROM Lead WHERE " + where)
        .body()
        .path("totalSize")
        .asInt(-1);
  }
}
