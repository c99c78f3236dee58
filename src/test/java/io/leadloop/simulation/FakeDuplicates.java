package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.sandbox.salesforce.rules.DuplicateRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An org's rule that no Lead may have the address of another open Lead or of a Contact. */
final class FakeDuplicates {
  private static final DuplicateRule RULE =
      new DuplicateRule(
          "One_Person",
          RecordKey.LEAD,
          false,
          "This person is there already.",
          List.of(
              new DuplicateRule.Match("Lead_Match", RecordKey.LEAD, List.of("Email")),
              new DuplicateRule.Match("Contact_Match", RecordKey.CONTACT, List.of("Email"))));

  private final FakeSalesforce org;
  private boolean active;

  FakeDuplicates(FakeSalesforce org) {
    this.org = org;
  }

  void activate(boolean on) {
    active = on;
  }

  boolean active() {
    return active;
  }

  void check(
      @Nullable FakeRecord self, String object, Map<String, String> after, Set<String> changed)
      throws Refused {
    boolean asked = active && RULE.object().equals(object) && RULE.stops(false);
    if (!asked || (self != null && !changed.contains("Email"))) {
      return;
    }
    for (DuplicateRule.Match match : RULE.matches()) {
      for (FakeRecord other : org.records()) {
        if (other != self
            && other.object.equals(match.object())
            && !other.converted()
            && match.same(after, other.fields)) {
          throw Refused.because(DuplicateRule.STATUS_CODE, RULE.message());
        }
      }
    }
  }
}
