package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import io.leadloop.merge.FieldDecision;
import io.leadloop.merge.Verdict;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Salesforce refuses one field of a person who is to be created. */
class RefusedOptOutTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final FieldRule NO_CALLS =
      FieldRule.of("do_not_call", "DoNotCall").form(Form.OPT_OUT);
  private static final RecordKey CONTACT = RecordKey.contact("51");

  private final Prepared prepared = new Prepared();

  @Test
  void nobodyIsCreatedWithoutAnOptOutThatWasRefused() {
    assertThat(refused("DoNotCall", "true").isEmpty()).isTrue();
    assertThat(((Work.Create) prepared.works.get(0)).plan().optsOut()).as("kept").isTrue();
  }

  @Test
  void aPersonIsCreatedWithoutAnyOtherField() {
    assertThat(refused("Title", "true").isEmpty()).isFalse();
    assertThat(((Work.Create) prepared.works.get(0)).plan().writes(Side.SALESFORCE))
        .containsOnlyKeys("DoNotCall", "LastName");
  }

  @Test
  void whoMayBeCalledIsCreatedWhateverBecomesOfTheField() {
    assertThat(refused("DoNotCall", "false").isEmpty()).isFalse();
  }

  private WithoutRefused.Left refused(String field, String noCalls) {
    Claim claim = new Claim(CONTACT.text(), 0, 1, 0);
    LinkPlan plan =
        new LinkPlan(
            RecordKey.LEAD,
            List.of(
                step(NO_CALLS, noCalls),
                step(FieldRule.of("jobtitle", "Title"), "Buyer"),
                step(FieldRule.of("lastname", "LastName"), "Novak")));
    prepared.works.add(
        new Work.Create(
            claim,
            new Snapshot(CONTACT, Map.of(), NOW, false, null),
            RecordKey.LEAD,
            plan,
            null,
            null,
            Work.Findings.NONE));
    prepared.owners.put("token", claim.subject());
    Sent sent =
        new Sent(
            RecordWrite.create(RecordKey.LEAD, "51", plan.writes(Side.SALESFORCE), "token"),
            new Intent(
                Side.SALESFORCE, claim.subject(), "token", null, Map.of(), Instant.EPOCH, NOW),
            new WriteOutcome.Rejected(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "not writable", false, Set.of(field)),
            null,
            Evidence.NONE);
    return new WithoutRefused(Side.SALESFORCE, prepared, "Leadloop_Key__c").of(List.of(sent));
  }

  private static FieldStep step(FieldRule rule, String value) {
    return new FieldStep(
        rule,
        new FieldDecision(Verdict.TAKE_HUBSPOT, "HubSpot has it"),
        value,
        "",
        Side.SALESFORCE,
        value,
        null);
  }
}
