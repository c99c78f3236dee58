package io.leadloop.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.content.HandRaise;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who comes back is shown to sales once, and only where sales is done with them. */
class ReEngagementTest {
  private static final Instant FORM = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant CLOSED = Instant.parse("2026-11-03T09:00:00Z");
  private static final ReEngagement USUAL =
      new ReEngagement(Set.of("rejected", "converted"), Duration.ofDays(1));

  private static Snapshot contact(String raisedAt) {
    return snapshot(
        RecordKey.contact("51"),
        Map.of(
            "firstname", "Ann",
            "lastname", "Lee",
            "recent_conversion_date", raisedAt,
            "recent_conversion_event_name", "Pricing",
            "num_conversion_events", "3"));
  }

  private static Snapshot snapshot(RecordKey key, Map<String, String> fields) {
    return new Snapshot(key, fields, FORM, false, null);
  }

  private static Map<String, String> said(String name, Instant at) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put(Dispositions.NAME, name);
    said.put(Dispositions.REASON, "No budget");
    said.put(Dispositions.AT, name.isEmpty() ? "" : at.toString());
    return said;
  }

  private static Map<String, String> settled(String name, String raisedAt) {
    Map<String, String> settled = said(name, CLOSED);
    settled.put(HandRaise.AT, raisedAt);
    return settled;
  }

  private static Optional<Item> task(
      String object, Map<String, String> now, Map<String, String> settled) {
    Snapshot salesforce = snapshot(RecordKey.salesforce(object, "00Q"), Map.of());
    return USUAL.task("ab12", 7, contact(FORM.toString()), salesforce, now, settled);
  }

  @Test
  void aClosedLeadThatComesBackIsATask() {
    Item task = task("Lead", said("rejected", CLOSED), settled("rejected", "")).orElseThrow();
    assertThat(task.kind()).isEqualTo(Item.Kind.TASK);
    assertThat(task.at()).isEqualTo(FORM.plus(Duration.ofDays(1)));
    assertThat(task.body().lines())
        .containsExactly(
            "Raised a hand again: Ann Lee sent \"Pricing\" on 22 Nov 2026",
            "Before: sales rejected this lead on 3 Nov 2026: No budget.",
            "Forms so far: 3.");
    assertThat(task("Lead", said("rejected", CLOSED), settled("rejected", "2026-01-01T00:00:00Z")))
        .as("the same thing planned twice")
        .contains(task);
  }

  @Test
  void whatWasSoWhenALinkIsFirstSeenIsSilent() {
    assertThat(task("Lead", said("rejected", CLOSED), Map.of())).isEmpty();
    assertThat(task("Lead", said("rejected", CLOSED), said("rejected", CLOSED))).isEmpty();
    assertThat(task("Lead", said("rejected", CLOSED), settled("rejected", HandRaise.UNWATCHED)))
        .isEmpty();
  }

  @Test
  void aFormThatWasSettledIsNoNews() {
    assertThat(task("Lead", said("rejected", CLOSED), settled("rejected", FORM.toString())))
        .isEmpty();
    assertThat(task("Lead", said("rejected", CLOSED), settled("rejected", "2026-12-01T00:00:00Z")))
        .isEmpty();
    assertThat(HandRaise.settles(settled("", "2026-12-01T00:00:00Z"), contact(FORM.toString())))
        .as("a time never goes back")
        .isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void anOpenLeadNeedsNone() {
    assertThat(task("Lead", said("", CLOSED), settled("", ""))).isEmpty();
    assertThat(task("Lead", said("accepted", CLOSED), settled("accepted", ""))).isEmpty();
    assertThat(task("Lead", said("recycled", CLOSED), settled("recycled", "")))
        .as("not among the words of when")
        .isEmpty();
  }

  @Test
  void whoClosesALeadAfterTheFormHasSeenIt() {
    assertThat(task("Lead", said("rejected", FORM.plusSeconds(60)), settled("accepted", "")))
        .isEmpty();
    assertThat(task("Lead", said("rejected", FORM.minusSeconds(60)), settled("accepted", "")))
        .isPresent();
  }

  @Test
  void aContactCountsAsConverted() {
    assertThat(task("Contact", said("", CLOSED), settled("", "")).orElseThrow().body())
        .contains("Before: converted: No budget.");
    assertThat(task("Contact", said("converted", CLOSED), settled("converted", ""))).isPresent();
  }

  @Test
  void aClosedLeadIsLeftForANewOneWhereTheAdminSaysSo() {
    ReEngagement policy =
        new ReEngagement(
            Set.of("rejected", "recycled", "converted"), Set.of("rejected"), Duration.ofDays(1));
    assertThat(asksForNewLead(policy, "Lead", "rejected", "")).isTrue();
    assertThat(asksForNewLead(policy, "Lead", "rejected", FORM.toString()))
        .as("once for each form")
        .isFalse();
    assertThat(asksForNewLead(policy, "Lead", "recycled", "")).as("that is a task").isFalse();
    assertThat(asksForNewLead(policy, "Contact", "rejected", "")).as("a task too").isFalse();
    Snapshot lead = snapshot(RecordKey.salesforce("Lead", "00Q"), Map.of());
    assertThat(
            policy.task(
                "ab12",
                7,
                contact(FORM.toString()),
                lead,
                said("rejected", CLOSED),
                settled("rejected", "")))
        .as("one of both, never both")
        .isEmpty();
  }

  private static boolean asksForNewLead(
      ReEngagement policy, String object, String name, String raisedAt) {
    return policy.asksForNewLead(
        contact(FORM.toString()),
        snapshot(RecordKey.salesforce(object, "00Q"), Map.of()),
        said(name, CLOSED),
        settled(name, raisedAt));
  }
}
