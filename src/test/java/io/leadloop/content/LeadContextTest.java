package io.leadloop.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Derived;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadContextTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final LeadContext CONTEXT = new LeadContext(EngagementWindows.USUAL);

  @Test
  void nothingKnownIsBlankAndNeverChanges() {
    Derived derived = of(Map.of());
    assertThat(derived.fields().keySet()).containsExactlyElementsOf(LeadContext.FIELDS);
    assertThat(derived.fields().values()).containsOnly("");
    assertThat(derived.changesAt()).isNull();
  }

  @Test
  void aFormIsHotThenWarmThenEngagedThenQuiet() {
    Map<String, String> form = Map.of("recent_conversion_date", NOW.toString());
    Instant at = NOW;
    for (String[] step :
        new String[][] {{"hot", "3"}, {"warm", "14"}, {"engaged", "60"}, {"quiet", ""}}) {
      Derived derived = CONTEXT.of(contact(form), at);
      assertThat(derived.fields()).containsEntry("context.engagement_state", step[0]);
      if (step[1].isEmpty()) {
        assertThat(derived.changesAt()).isNull();
      } else {
        at = NOW.plus(Duration.ofDays(Long.parseLong(step[1])));
        assertThat(derived.changesAt()).isEqualTo(at);
      }
    }
  }

  @Test
  void aVisitAloneIsNeverHot() {
    assertThat(of(Map.of("hs_analytics_last_visit_timestamp", NOW.toString())).fields())
        .containsEntry("context.engagement_state", "warm");
  }

  @Test
  void theStrongestSignalOfTheLatestWeekSaysWhyNow() {
    Map<String, String> shown =
        Map.of(
            "recent_conversion_date", "2026-11-15T08:00:00Z",
            "recent_conversion_event_name", "Pricing guide",
            "hs_analytics_last_visit_timestamp", "2026-11-20T08:00:00Z",
            "hs_analytics_last_url", "https://example.com/pricing",
            "hs_analytics_num_visits", "5",
            "num_conversion_events", "1");
    assertThat(of(shown).fields())
        .containsEntry(
            "context.why_now",
            "Sent \"Pricing guide\" on 15 Nov 2026; 5 visits so far; 1 form so far.")
        .containsEntry("context.content_read", "https://example.com/pricing (2026-11-20)")
        .containsEntry("context.last_activity_on", "2026-11-20");
  }

  @Test
  void anOldFormDoesNotHideWhatHappenedSince() {
    Map<String, String> shown =
        Map.of(
            "recent_conversion_date", "2026-10-01T08:00:00Z",
            "hs_email_last_click_date", "2026-11-20T08:00:00Z",
            "hs_email_last_email_name", "November news");
    assertThat(of(shown).fields())
        .containsEntry(
            "context.why_now", "Clicked in the e-mail \"November news\" on 20 Nov 2026.");
  }

  @Test
  void theEntryPointSaysSourceFirstPageAndFirstForm() {
    Map<String, String> shown =
        Map.of(
            "hs_analytics_source", "ORGANIC_SEARCH",
            "hs_analytics_source_data_1", "Google",
            "hs_analytics_first_url", "https://example.com/",
            "first_conversion_event_name", "Newsletter",
            "first_conversion_date", "1772236800000");
    assertThat(of(shown).fields())
        .containsEntry(
            "context.entry_point",
            "organic search (Google); first page https://example.com/; first form \"Newsletter\" on"
                + " 2026-02-28");
  }

  @Test
  void noTextIsLongerThanASalesforceTextAndNoCharacterIsCutInHalf() {
    String page = "https://example.com/" + "\uD83D\uDE00".repeat(400);
    String read = of(Map.of("hs_analytics_last_url", page)).fields().get("context.content_read");
    assertThat(read.codePointCount(0, read.length())).isEqualTo(LeadContext.LENGTH_MAX);
    assertThat(read).endsWith("\uD83D\uDE00\u2026");
  }

  @Test
  void timeAloneChangesTheStateAndNothingElse() {
    Map<String, String> shown =
        Map.of("recent_conversion_date", NOW.toString(), "recent_conversion_event_name", "Guide");
    Map<String, String> later =
        new java.util.HashMap<>(CONTEXT.of(contact(shown), NOW.plus(Duration.ofDays(99))).fields());
    later.put("context.engagement_state", "hot");
    assertThat(later).isEqualTo(of(shown).fields());
  }

  private static Derived of(Map<String, String> fields) {
    return CONTEXT.of(contact(fields), NOW);
  }

  private static Snapshot contact(Map<String, String> fields) {
    return new Snapshot(RecordKey.contact("1"), fields, NOW, false, null);
  }
}
