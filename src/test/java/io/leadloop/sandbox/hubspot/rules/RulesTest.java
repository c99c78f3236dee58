package io.leadloop.sandbox.hubspot.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HubSpot's rules without HTTP and without a portal. */
class RulesTest {
  private static final List<String> STAGES = List.of("subscriber", "lead", "customer");
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "lead, customer, false",
    "customer, lead, true",
    "customer, customer, false",
    "customer, '', false",
    ", lead, false"
  })
  void stageMovesForwardOnly(String from, String to, boolean ignored) {
    assertThat(LifecycleRule.ignores(STAGES, from, to)).isEqualTo(ignored);
  }

  @ParameterizedTest
  @CsvSource({
    "' A@Example.COM ', a@example.com, true",
    "a@b, a@b, false",
    "a b@example.com, a b@example.com, false",
    "a@example.com;b@example.com, a@example.com;b@example.com, false"
  })
  void addressIsTrimmedInLowerCaseAndOne(String written, String stored, boolean isAddress) {
    assertThat(EmailRule.stored(written)).isEqualTo(stored);
    assertThat(EmailRule.isAddress(stored)).isEqualTo(isAddress);
  }

  @Test
  void historyKeepsTheNewest45() {
    List<Integer> versions = List.of();
    for (int i = 1; i <= 50; i++) {
      versions = HistoryRule.add(versions, i);
    }
    assertThat(versions).isEqualTo(IntStream.iterate(50, i -> i - 1).limit(45).boxed().toList());
  }

  @Test
  void eachChangeMovesTheTimeAndAnEqualValueIsNoChange() {
    assertThat(ModificationRule.next(AT, AT)).isEqualTo(AT.plusMillis(1));
    assertThat(ModificationRule.next(AT, AT.plusSeconds(1))).isEqualTo(AT.plusSeconds(1));
    assertThat(ModificationRule.changes(null, "")).isFalse();
    assertThat(ModificationRule.changes("a", "a")).isFalse();
    assertThat(ModificationRule.changes("a", "")).isTrue();
  }

  @Test
  void valueIsRefusedWhenAnotherRecordHasIt() {
    assertThat(UniquenessRule.refuses(null, null)).isFalse();
    assertThat(UniquenessRule.refuses(1L, 1L)).isFalse();
    assertThat(UniquenessRule.refuses(1L, 2L)).isTrue();
    assertThat(UniquenessRule.refuses(1L, null)).isTrue();
    assertThat(UniquenessRule.compared("email", "A@x.org")).isEqualTo("a@x.org");
    assertThat(UniquenessRule.compared("key", "A")).isEqualTo("A");
  }

  @Test
  void createsAnswerPerRowOnlyWithATraceEach() {
    assertThat(BatchRule.createsPerRow(List.of("a", "b"))).isTrue();
    assertThat(BatchRule.createsPerRow(List.of("a", "a"))).isFalse();
    assertThat(BatchRule.createsPerRow(Arrays.asList("a", null))).isFalse();
  }

  @Test
  void upsertByAddressMustNameWhatTheContactHas() {
    assertThat(BatchRule.isPartialUpsert(Set.of("email", "city"), Set.of("city"))).isFalse();
    assertThat(BatchRule.isPartialUpsert(Set.of("email", "city"), Set.of("phone"))).isTrue();
  }

  @Test
  void mergePrefersThePrimaryAndListsWhatItConsumed() {
    Map<String, String> merged =
        MergeRule.values(
            Map.of("email", "a@x.org", "city", "Bern", "num_conversion_events", "2"),
            Map.of(
                "email", "b@x.org",
                "city", "Basel",
                "phone", "1",
                "lifecyclestage", "customer",
                "num_conversion_events", "3"),
            STAGES,
            List.of(1L, 2L),
            AT);
    assertThat(merged)
        .containsEntry("email", "a@x.org")
        .containsEntry("hs_additional_emails", "b@x.org")
        .containsEntry("city", "Bern")
        .containsEntry("phone", "1")
        .containsEntry("lifecyclestage", "customer")
        .containsEntry("num_conversion_events", "5")
        .containsEntry("hs_merged_object_ids", "1;2")
        .containsEntry("hs_calculated_merged_vids", "1:1795255200000;2:1795255200000");
  }

  @Test
  void aNewContactIsSomebodyAndEntersTheFirstStage() {
    assertThat(NewContactRule.isNobody(Map.of("phone", "1", "email", ""))).isTrue();
    assertThat(NewContactRule.isNobody(Map.of("lastname", "Byron"))).isFalse();
    Map<String, String> values = new HashMap<>();
    NewContactRule.fill(values);
    assertThat(values).containsExactly(Map.entry("lifecyclestage", "lead"));
  }

  @Test
  void anIndexLagsAndNeverGoesBack() {
    assertThat(IndexRule.lagMillis(0, bound -> 0)).isZero();
    assertThat(IndexRule.lagMillis(1_001, bound -> 0)).isEqualTo(500);
    assertThat(IndexRule.lagMillis(1_001, bound -> bound - 1)).isEqualTo(1_001);
    assertThat(IndexRule.replaces(AT, AT)).isTrue();
    assertThat(IndexRule.replaces(AT, AT.minusMillis(1))).isFalse();
  }

  @Test
  void aNoteIsCountedInItsContact() {
    assertThat(NoteRule.counted(2, AT))
        .isEqualTo(Map.of("num_notes", "2", "notes_last_updated", AT.toString()));
  }
}
