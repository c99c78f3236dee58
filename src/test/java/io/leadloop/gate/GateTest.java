package io.leadloop.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.gate.Criterion.Test;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final Criterion KNOWN = new Criterion("phone", Test.KNOWN, List.of());
  private static final Criterion LEAD = new Criterion("stage", Test.IS, List.of("Lead"));

  @ParameterizedTest(name = "{0} {1} {2} is {3}")
  @CsvSource({
    "lead,    IS,        Lead;MQL, true",
    "other,   IS,        Lead;MQL, false",
    "'',      IS,        Lead,     false",
    "lead,    IS_NOT,    LEAD,     false",
    "'',      IS_NOT,    Lead,     true",
    "x,       KNOWN,     '',       true",
    "' ',     KNOWN,     '',       false",
    "'',      UNKNOWN,   '',       true",
    "10,      AT_LEAST,  10.0,     true",
    "9.99,    AT_LEAST,  10,       false",
    "'',      AT_LEAST,  0,        false",
    "many,    AT_LEAST,  1,        false",
    "10,      AT_MOST,   10,       true",
    "11,      AT_MOST,   10,       false",
    "AcMe Co, CONTAINS,  acme,     true",
    "Apex,    CONTAINS,  acme,     false",
    "a@b.com, ENDS_WITH, '@B.com', true",
    "a@b.com, ENDS_WITH, '@b.org', false"
  })
  void criteria(String shown, Test test, String operands, boolean holds) {
    List<String> words = operands.isEmpty() ? List.of() : List.of(operands.split(";"));
    Criterion criterion = new Criterion("field", test, words);
    assertThat(criterion.holds(contact(Map.of("field", shown)))).isEqualTo(holds);
  }

  @org.junit.jupiter.api.Test
  void allAnyAndNoneMustHoldTogether() {
    Criterion spam = new Criterion("email", Test.ENDS_WITH, List.of("@spam.example"));
    Gate gate = new Gate(true, List.of(KNOWN), List.of(LEAD), List.of(spam));
    Snapshot good = contact(Map.of("phone", "1", "stage", "lead", "email", "a@b.example"));
    assertThat(gate.lets(good)).isTrue();
    assertThat(gate.obstacles(good)).isEmpty();
    assertThat(gate.lets(good.with(Map.of("phone", "")))).isFalse();
    assertThat(gate.lets(good.with(Map.of("stage", "customer")))).isFalse();
    assertThat(gate.lets(good.with(Map.of("email", "x@spam.example")))).isFalse();
    assertThat(gate.obstacles(contact(Map.of("email", "x@spam.example"))))
        .containsExactly(
            "all: phone known (it shows nothing) does not hold",
            "any: stage is Lead (it shows nothing) does not hold",
            "none: email ends_with @spam.example (it shows \"x@spam.example\") holds");
    assertThat(gate.properties()).containsExactly("phone", "stage", "email");
  }

  @org.junit.jupiter.api.Test
  void aClosedGateLetsNobodyThroughAndAnOpenOneEverybody() {
    assertThat(Gate.NEVER.lets(contact(Map.of()))).isFalse();
    assertThat(Gate.NEVER.obstacles(contact(Map.of()))).hasSize(1);
    assertThat(Gate.ALWAYS.lets(contact(Map.of()))).isTrue();
  }

  private static Snapshot contact(Map<String, String> fields) {
    return new Snapshot(RecordKey.contact("1"), fields, Instant.EPOCH, false, null);
  }
}
